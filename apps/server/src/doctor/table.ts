import type { CheckResult, DoctorReport, Subject } from '@gpu-console/shared/contract';
import { wordsOf } from '@gpu-console/shared/doctor';

type Language = Parameters<typeof wordsOf>[1];

const VERDICTS = {
  en: { fail: 'FAIL', warn: 'WARN', unknown: 'UNKNOWN', pass: 'PASS' },
  'zh-CN': { fail: '失败', warn: '警告', unknown: '未知', pass: '通过' },
} as const;
const SUMMARY = {
  en: (s: DoctorReport['summary']) =>
    `${s.fail} failed, ${s.warn} warnings, ${s.unknown} unknown, ${s.pass} passed`,
  'zh-CN': (s: DoctorReport['summary']) =>
    `失败 ${s.fail}，警告 ${s.warn}，未知 ${s.unknown}，通过 ${s.pass}`,
} as const;
const CLUSTER = { en: 'cluster', 'zh-CN': '集群' } as const;
const LONGEST_SUBJECT = 44;

/**
 * The report for a terminal: culprits first, each with what was found, what to do and what to type. A command of several
 * lines keeps them as they are, so that it can be copied.
 */
export function doctorTable(
  { results, summary }: Pick<DoctorReport, 'results' | 'summary'>,
  language: Language,
  withPasses: boolean,
): string {
  const shown = results.filter(({ verdict }) => withPasses || verdict !== 'pass');
  return [...shown.map((result) => entry(result, language)), SUMMARY[language](summary)].join('\n');
}

function entry(result: CheckResult, language: Language): string {
  const { verdict, check, subject, blockedBy, commands } = result;
  const { says, remedy } = wordsOf(result, language);
  const head = [
    VERDICTS[language][verdict].padEnd(8),
    check.padEnd(26),
    placeOf(subject, language).padEnd(LONGEST_SUBJECT),
    says,
  ].join('');
  if (verdict === 'pass' || blockedBy !== null) return head;
  const typed = commands.map((command) => `        $ ${command}`);
  return [head, ...(remedy === null ? [] : [`        → ${remedy}`]), ...typed].join('\n');
}

function placeOf({ kind, name, namespace, node }: Subject, language: Language): string {
  if (kind === 'cluster') return name || CLUSTER[language];
  if (kind === 'gpu') return `${node ?? '?'}/${name.slice(0, 12)}…`;
  return namespace === null ? name : `${namespace}/${name}`;
}
