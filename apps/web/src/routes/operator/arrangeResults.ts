import type { CheckResult, DoctorReport, Verdict } from '@gpu-console/shared/contract';
import { STAGES, type Stage } from '@gpu-console/shared/doctor';

/** A check and what it found right, of which the report holds the first few. */
interface Passing {
  readonly check: string;
  readonly pass: number;
  readonly results: readonly CheckResult[];
}

/** What the checks of one stage found. */
export interface StageResults {
  readonly stage: Stage;
  /** What needs a look or could not be read: culprits first. */
  readonly results: readonly CheckResult[];
  /** The checks of which something passes. */
  readonly passing: readonly Passing[];
}

export interface ResultFilter {
  readonly stage?: Stage | undefined;
  readonly check?: string | undefined;
  readonly verdict?: Verdict | undefined;
}

/** The least is the worst: who is to blame, what works badly, what nobody knows, who waits. */
function harm({ verdict, blockedBy }: CheckResult): number {
  if (verdict === 'fail') return 0;
  if (verdict === 'warn') return blockedBy === null ? 1 : 3;
  return verdict === 'unknown' ? 2 : 4;
}

/**
 * The results by stage, the stage with the worst first, else in the order in which stages depend on each other.
 * @param matches whether a result's words are those that the reader looks for
 */
export function arrangeResults(
  { results, checks }: Pick<DoctorReport, 'results' | 'checks'>,
  { stage, check, verdict }: ResultFilter,
  matches: (one: Pick<CheckResult, 'check'> & Partial<CheckResult>) => boolean,
): StageResults[] {
  const isWanted = (one: Pick<CheckResult, 'check'> & { readonly stage: string }) =>
    (stage === undefined || one.stage === stage) && (check === undefined || one.check === check);
  const found = results.filter(
    (result) =>
      result.verdict !== 'pass' &&
      (verdict === undefined || result.verdict === verdict) &&
      isWanted(result) &&
      matches(result),
  );
  const passes =
    verdict === undefined || verdict === 'pass'
      ? checks.filter((one) => one.pass > 0 && isWanted(one) && matches({ check: one.check }))
      : [];
  return STAGES.map((name) => ({
    stage: name,
    results: found.filter((result) => result.stage === name).toSorted((a, b) => harm(a) - harm(b)),
    passing: passes
      .filter((one) => one.stage === name)
      .map(({ check: id, pass }) => ({
        check: id,
        pass,
        results: results.filter((result) => result.check === id && result.verdict === 'pass'),
      })),
  }))
    .filter((group) => group.results.length > 0 || group.passing.length > 0)
    .toSorted((a, b) => worst(a) - worst(b));
}

function worst({ results: [first] }: StageResults): number {
  return first === undefined ? 4 : harm(first);
}
