import type { FleetProblem, ProblemDetail } from '@gpu-console/shared/contract';
import type { ViewedCluster } from '../cluster/viewedCluster.ts';
import { MAX_PROBLEMS } from '../doctor/problems.ts';
import { findAll } from '../doctor/runChecks.ts';
import type { Joined } from '../fleet/fleet.ts';
import { problemsShown } from './problemsShown.ts';

/**
 * Those in one place, each with what its check found. Evidence and commands name any objects: they are for who sees the whole
 * cluster.
 */
export async function problemDetails(
  viewed: ViewedCluster,
  joined: Joined,
  isHere: (problem: FleetProblem) => boolean,
): Promise<ProblemDetail[]> {
  const { problems, facts } = await problemsShown(viewed, joined);
  const here = problems.filter(isHere).slice(0, MAX_PROBLEMS);
  if (here.length === 0) return [];
  const results = new Map(findAll(facts).map((result) => [result.id, result]));
  return here.map(({ id, severity, title }) => {
    const result = results.get(id) ?? null;
    const told = viewed.isWhole || result === null ? result : { ...result, evidence: [], commands: [] };
    return { id, severity, title, result: told };
  });
}
