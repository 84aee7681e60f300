import { SimulatedCluster } from '../simulation/cluster.ts';
import { podView } from '../simulation/podView.ts';
import { fieldsOf, textsOf } from '../simulation/unknownFields.ts';
import type { Scenario } from './scenario.ts';

/** Unix seconds at which a test's cluster goes live. */
export const LIVE_FROM = 1_700_000_000;

/** A scenario's cluster that has lived its past. @param seconds of its past @param at where it is, from the end of that */
export function live({ plan, honorLabels }: Scenario, seconds = 1800, at = 0): SimulatedCluster {
  const start = LIVE_FROM - seconds;
  const cluster = new SimulatedCluster({
    plan: plan({}),
    seed: 1,
    start,
    liveFrom: LIVE_FROM,
    network: 64,
    honorLabels,
  });
  cluster.advanceTo(LIVE_FROM + at);
  return cluster;
}

/** The phase of each pod in a namespace. */
export const phasesOf = ({ store }: SimulatedCluster, namespace: string) =>
  Object.fromEntries(store.list('Pod', namespace).map((pod) => [pod.metadata.name, podView(pod).phase]));

/** The extended resources that a node offers. */
export function allocatable({ store }: SimulatedCluster, node: string): Record<string, string> {
  const all = textsOf(fieldsOf(store.get('Node', undefined, node)?.status)['allocatable']);
  return Object.fromEntries(Object.entries(all).filter(([name]) => name.includes('/')));
}
