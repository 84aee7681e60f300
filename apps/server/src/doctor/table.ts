import type { CheckResult, DoctorReport, Subject } from '@gpu-console/shared/contract';
import { wordsOf } from '@gpu-console/shared/doctor';
import { printable } from '../printable.ts';

type Language = Parameters<typeof wordsOf>[1];

/** The same words as on the pages. */
const WORDS = {
  en: { critical: 'CRITICAL', warning: 'WARNING', info: 'INFO', unknown: 'UNKNOWN', pass: 'PASS' },
  'zh-CN': { critical: '严重', warning: '警告', info: '提示', unknown: '未知', pass: '通过' },
} as const;
const SUMMARY = {
  en: (s: DoctorReport['summary']) =>
    `${s.fail} critical, ${s.warn - s.info} warnings, ${s.info} info, ${s.unknown} unknown, ${s.pass} passed`,
  'zh-CN': (s: DoctorReport['summary']) =>
    `严重 ${s.fail}，警告 ${s.warn - s.info}，提示 ${s.info}，未知 ${s.unknown}，通过 ${s.pass}`,
} as const;
const CLUSTER = { en: 'cluster', 'zh-CN': '集群' } as const;
const WAITS_FOR = { en: 'waits for', 'zh-CN': '等待' } as const;

const COLUMNS = 100;
const VERDICT_COLUMNS = 9;
const CHECK_COLUMNS = 28;

/**
 * The report for a terminal: culprits first, each with what was found, what to do and what to type. A command of several
 * lines keeps them as they are, so that it can be copied. What the cluster says is shown to the terminal, never obeyed by it.
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
  const { verdict, severity, check, subject, blockedBy, commands } = result;
  const { says, remedy } = wordsOf(result, language);
  const word = WORDS[language][severity ?? (verdict === 'pass' ? 'pass' : 'unknown')];
  const head = [
    word + ' '.repeat(Math.max(1, VERDICT_COLUMNS - columnsOf(word))),
    check.padEnd(CHECK_COLUMNS),
    placeOf(subject, language),
  ].join('');
  if (verdict === 'pass') return head;
  const found = [head, ...wrapped(says)];
  if (blockedBy !== null) {
    const culprit = `${blockedBy.check} (${placeOf(blockedBy.subject, language)})`;
    return [...found, ...wrapped(`${WAITS_FOR[language]} ${culprit}`, '← ')].join('\n');
  }
  const todo = remedy === null ? [] : wrapped(remedy, '→ ');
  // Never wrapped: what is typed is copied from here.
  return [...found, ...todo, ...commands.map((command) => `${indent('$ ')}${printable(command)}`)].join('\n');
}

function placeOf({ kind, name, namespace, node }: Subject, language: Language): string {
  if (kind === 'cluster') return onOneLine(name) || CLUSTER[language];
  if (kind === 'gpu') return onOneLine(`${node ?? '?'}/${name.slice(0, 12)}…`);
  return onOneLine(namespace === null ? name : `${namespace}/${name}`);
}

/** Words of the cluster make no line of their own, which could pass for another check's. */
function onOneLine(text: string): string {
  return printable(text.replace(/[\n\t]+/g, ' '));
}

function indent(mark: string): string {
  return mark.padStart(VERDICT_COLUMNS);
}

/** Lines of at most COLUMNS, under one another after a mark. */
function wrapped(text: string, mark = ''): string[] {
  const room = COLUMNS - VERDICT_COLUMNS;
  const lines: string[] = [''];
  for (const part of onOneLine(text).match(UNBREAKABLE) ?? []) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && columnsOf((line + part).trimEnd()) > room) lines.push(part);
    else lines[lines.length - 1] = line + part;
  }
  return lines.map((line, index) => `${indent(index === 0 ? mark : '')}${line.trimEnd()}`);
}

const WIDE = '\\p{Script=Han}\\u3000-\\u303f\\uff00-\\uffef';
/** A word with the space after it, or a Chinese character with the punctuation that may not begin a line. */
const UNBREAKABLE = new RegExp(
  `[${WIDE}][，。：；、）！？]*|[^\\s${WIDE}]+[，。：；、）！？]*\\s*|\\s+`,
  'gu',
);

/** How much of a terminal's line it takes: Chinese characters are two columns wide. */
function columnsOf(text: string): number {
  return [...text].length + (text.match(new RegExp(`[${WIDE}]`, 'gu'))?.length ?? 0);
}
