import type { Evidence } from '@gpu-console/shared/contract';
import { seen } from '../doctor/check.ts';
import { componentsOf, hasDraDevices } from '../doctor/cluster.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import type { NodeRecord } from '../kubernetes/records.ts';

/** What gives a cluster its GPUs without the operator: a pod of a device plugin or DRA driver. */
export function providerOf(
  cluster: ClusterView,
): { readonly name: string; readonly evidence: readonly Evidence[] } | undefined {
  const [pod] = ['device-plugin', 'sandbox-device-plugin', 'dra-driver'].flatMap((component) =>
    componentsOf(cluster, component),
  );
  if (pod === undefined) return undefined;
  const name = `${pod.namespace}/${pod.name}`;
  return { name, evidence: [seen(`Pod/${name}`, 'STATUS', pod.status)] };
}

/** A node that offers GPUs: clouds run device plugins of their own, under their own names. */
export function servingNode(cluster: ClusterView): NodeRecord | undefined {
  return [...cluster.nodes.values()].find(
    ({ name, allocatable }) =>
      Object.values(allocatable).some((amount) => amount > 0) || hasDraDevices(cluster, name),
  );
}
