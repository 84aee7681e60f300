import type { FleetProblem } from '@gpu-console/shared/contract';
import { type Joined, podKey } from './fleet.ts';

/** What may be a name of Kubernetes in a sentence. */
const NAME = /[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?/gi;

/**
 * The problems of pods that are shown, and of GPUs that these alone hold. One whose words name a node that is not shown is left
 * out. Of an alert only its rule's name is told: the other words are made of any labels.
 * @param joined as it is shown, with all nodes
 */
export function problemsWithin(
  problems: readonly FleetProblem[],
  { state: { pods, nodes }, fleet }: Joined,
): FleetProblem[] {
  const gpus = new Set(fleet.gpus.filter((gpu) => !gpu.sharedWithOthers).map(({ uuid }) => uuid));
  const places = new Set([...pods.values()].map(({ node }) => node));
  return problems.map(named).filter(({ pod, gpu, title, params }) => {
    if (pod === null ? !gpus.has(gpu ?? '') : !pods.has(podKey(pod))) return false;
    const said = JSON.stringify([title, params]).match(NAME) ?? [];
    return !said.some((name) => nodes.has(name) && !places.has(name));
  });
}

function named(problem: FleetProblem): FleetProblem {
  if (problem.kind !== 'alert') return problem;
  const name = String(problem.params['alertname'] ?? '');
  return { ...problem, title: { en: name, 'zh-CN': name }, message: name };
}
