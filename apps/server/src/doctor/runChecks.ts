import type { CheckResult, DoctorReport, Verdict } from '@gpu-console/shared/contract';
import { commandsOf, type Setting, stageOf } from '@gpu-console/shared/doctor';
import { groupBy } from '../groupBy.ts';
import { memo } from '../memo.ts';
import type { Facts } from './facts.ts';
import { checks } from './registry.ts';
import { settingOf } from './setting.ts';
import { severityOf } from './severity.ts';

/** Passes are alike: of each check so many are shown, and all are counted. */
const MAX_PASSES = 20;

const WORST_FIRST: readonly Verdict[] = ['fail', 'unknown', 'warn', 'pass'];

/** Everything that was found: culprits first, in the order of stages; victims follow what they wait for. */
export const findAll = memo((facts: Facts): readonly CheckResult[] => {
  const setting = settingOf(facts);
  const found = checks.flatMap(({ run }) => [...run(facts)]);
  return distinct(found)
    .map((finding) => ({
      ...finding,
      severity: severityOf(finding),
      commands: [...commandsOf(finding, setting)],
    }))
    .sort((a, b) => rank(a) - rank(b));
});

/** A fail is worse than a warn, and whoever waits for another is none the worse for it. */
function rank({ verdict, blockedBy }: CheckResult): number {
  if (verdict === 'fail') return 0;
  if (verdict === 'warn') return blockedBy === null ? 1 : 3;
  return verdict === 'unknown' ? 2 : 4;
}

/** Two findings under one id are about one thing: the first counts. */
function distinct<T extends { readonly id: string }>(found: readonly T[]): T[] {
  return [...new Map(found.toReversed().map((one) => [one.id, one])).values()].reverse();
}

/** The report without what only the caller knows: how old it is and what it lacks. */
export function doctorReport(facts: Facts): Omit<DoctorReport, 'asOf' | 'partial'> & { setting: Setting } {
  const all = findAll(facts);
  const byCheck = groupBy(all, ({ check }) => check);
  const passes = new Map<string, number>();
  const shown = all.filter(({ check, verdict }) => {
    if (verdict !== 'pass') return true;
    const count = (passes.get(check) ?? 0) + 1;
    passes.set(check, count);
    return count <= MAX_PASSES;
  });
  return {
    setting: settingOf(facts),
    summary: countVerdicts(all),
    checks: checks.map(({ id }) => {
      const own = byCheck.get(id) ?? [];
      return { check: id, stage: stageOf(id) ?? '', verdict: worstOf(own), ...countVerdicts(own) };
    }),
    results: shown,
  };
}

export function worstOf(results: readonly CheckResult[]): Verdict | null {
  return WORST_FIRST.find((verdict) => results.some((result) => result.verdict === verdict)) ?? null;
}

function countVerdicts(results: readonly CheckResult[]): DoctorReport['summary'] {
  const counts = { pass: 0, warn: 0, info: 0, fail: 0, unknown: 0 };
  for (const { verdict, severity } of results) {
    counts[verdict] += 1;
    if (severity === 'info') counts.info += 1;
  }
  return counts;
}
