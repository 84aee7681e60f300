import type { FleetProblem, Overview } from '@gpu-console/shared/contract';
import type { ViewedCluster } from '../cluster/viewedCluster.ts';
import type { Facts } from '../doctor/facts.ts';
import { fleetProblems, unjudgedChecks } from '../doctor/problems.ts';
import type { Joined } from '../fleet/fleet.ts';
import { problemsWithin } from '../fleet/problemsWithin.ts';

interface ProblemsShown {
  readonly problems: readonly FleetProblem[];
  readonly unjudged: Overview['unjudged'];
  /** What they were found in. */
  readonly facts: Facts;
}

/**
 * The problems of a cluster as far as they are shown, the worst first: the same ones wherever they are told.
 * @param joined as it is shown
 */
export async function problemsShown(viewed: ViewedCluster, joined: Joined): Promise<ProblemsShown> {
  const facts = await viewed.uncut.facts.peek();
  return viewed.isWhole
    ? { problems: fleetProblems(facts), unjudged: unjudgedChecks(facts), facts }
    : { problems: problemsWithin(fleetProblems(facts), joined), unjudged: [], facts };
}
