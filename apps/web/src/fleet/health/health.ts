import type { FleetProblem, GpuList } from '@gpu-console/shared/contract';
import type { Locale } from '@gpu-console/shared/units';
import type { FleetTexts } from '../texts.en.ts';

type ProblemList = Pick<GpuList, 'problems' | 'unjudged'>;
export type HealthWords = FleetTexts['health'];

/** What the checks found of one node or GPU. */
export interface Health {
  /** The worst first. */
  readonly problems: readonly FleetProblem[];
  /** Checks of nodes and GPUs that could not be judged: without problems it is not known to be well. */
  readonly unjudged: readonly string[];
}

const FALLEN_OFF_THE_BUS = 79;

/**
 * What a list's problems say of a row.
 * @param nameOf whose problem it is: the GPU's UUID, or the node
 */
export function healthByName(
  list: ProblemList | undefined,
  words: HealthWords,
  nameOf: (problem: FleetProblem) => string | null,
): (name: string) => Health {
  const byName = new Map<string, FleetProblem[]>();
  for (const problem of list?.problems ?? []) {
    const name = nameOf(problem);
    if (name !== null) byName.set(name, [...(byName.get(name) ?? []), problem]);
  }
  const unjudged = (list?.unjudged ?? [])
    .map(({ check }) => check)
    .filter((check) => kindLabel(check, words) !== undefined);
  return (name) => ({ problems: byName.get(name) ?? [], unjudged });
}

/** A problem in a word or two: "XID 48", "Throttled"; what has no such word says itself in full. */
export function problemLabel(
  { kind, params, title }: FleetProblem,
  words: HealthWords,
  locale: Locale,
): string {
  const { alertname, xid } = params;
  if (kind === 'xid' && xid !== undefined)
    return Number(xid) === FALLEN_OFF_THE_BUS ? words.lost(xid) : words.xid(xid);
  if (kind === 'alert' && alertname !== undefined) return String(alertname);
  return kindLabel(kind, words) ?? title[locale];
}

/** What problems of a kind are called; undefined where they have no word of their own. */
export function kindLabel(kind: string, { kinds }: HealthWords): string | undefined {
  return new Map<string, string>(Object.entries(kinds)).get(kind);
}

/** What the filter by health asks for: with or without problems, a severity, or a kind of problem. */
export function isOfHealth({ problems }: Health, wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  if (wanted === 'ok') return problems.length === 0;
  if (wanted === 'problems') return problems.length > 0;
  return problems.some(({ severity, kind }) => severity === wanted || kind === wanted);
}
