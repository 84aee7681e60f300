import { type Fact, isKnown, mapKnown } from '../fact.ts';
import { memo } from '../memo.ts';
import type { OperatorSample } from '../prometheus/monitoring.ts';
import type { Facts } from './facts.ts';

/**
 * Each metric of the operator's once for each pod that it is scraped from. Prometheus shows what a pod said for minutes after
 * it is gone: that counts for nothing where a pod that is there says the same.
 */
export const operatorSamples = memo(
  ({ cluster, operatorSamples }: Facts): Fact<readonly OperatorSample[]> =>
    mapKnown(operatorSamples, (samples) => {
      const components = isKnown(cluster) ? [...cluster.value.components.values()] : [];
      const pods = new Set(components.map(({ name }) => name));
      const isThere = ({ pod }: OperatorSample) => pod !== null && pods.has(pod);
      const about = ({ name, node }: OperatorSample) => `${name} ${node}`;
      const current = new Set(samples.filter(isThere).map(about));
      const kept = samples.filter((one) => isThere(one) || !current.has(about(one)));
      return [...new Map(kept.map((one) => [`${about(one)} ${one.pod}`, one])).values()];
    }),
);
