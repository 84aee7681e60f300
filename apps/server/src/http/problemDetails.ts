import type { FleetProblem, ProblemDetail } from '@gpu-console/shared/contract';
import type { ViewedCluster } from '../cluster/viewedCluster.ts';
import type { Facts } from '../doctor/facts.ts';
import { fleetProblems, MAX_PROBLEMS } from '../doctor/problems.ts';
import { findAll } from '../doctor/runChecks.ts';
import type { Joined } from '../fleet/fleet.ts';
import { problemsWithin } from '../fleet/problemsWithin.ts';

/** The problems as far as they are shown, worst first. */
export function problemsOf(viewed: ViewedCluster, joined: Joined, facts: Facts): readonly FleetProblem[] {
  const all = fleetProblems(facts);
  return viewed.isWhole ? all : problemsWithin(all, joined);
}

/**
 * Those in one place, each with what its check found. Evidence and commands name any objects: they are for who sees the whole
 * cluster.
 */
export async function problemDetails(
  viewed: ViewedCluster,
  joined: Joined,
  isHere: (problem: FleetProblem) => boolean,
): Promise<ProblemDetail[]> {
  const facts = await viewed.uncut.facts.peek();
  const here = problemsOf(viewed, joined, facts).filter(isHere).slice(0, MAX_PROBLEMS);
  if (here.length === 0) return [];
  const results = new Map(findAll(facts).map((result) => [result.id, result]));
  return here.map(({ id, severity, title }) => {
    const result = results.get(id) ?? null;
    const told = viewed.isWhole || result === null ? result : { ...result, evidence: [], commands: [] };
    return { id, severity, title, result: told };
  });
}
