import type { FleetProblem } from '@gpu-console/shared/contract';
import { type Joined, podKey } from './fleet.ts';

/**
 * The problems of pods that are shown, and of GPUs that these alone hold. What they say of nodes and pods that are not shown
 * nobody is told: such a problem is left out.
 * @param joined as it is shown
 */
export function problemsWithin(
  problems: readonly FleetProblem[],
  { state: { pods, nodes }, fleet }: Joined,
): FleetProblem[] {
  const gpus = new Set(fleet.gpus.filter((gpu) => !gpu.sharedWithOthers).map(({ uuid }) => uuid));
  const places = new Set([...pods.values()].map(({ node }) => node));
  const others = [...nodes.keys()].filter((node) => !places.has(node));
  return problems.filter((problem) => {
    const isOwn = problem.pod === null ? gpus.has(problem.gpu ?? '') : pods.has(podKey(problem.pod));
    const said = JSON.stringify([problem.title, problem.params]);
    return isOwn && !others.some((node) => said.includes(node));
  });
}
