import type { ClusterView } from '../kubernetes/clusterState.ts';
import type { DeviceSample } from '../prometheus/deviceSample.ts';

/**
 * Finds the node of a device's series, whichever label tells it: the exporter's `Hostname` (which is its pod's name
 * where NODE_NAME was not passed down), a relabelled `node`, the exporter's own pod, or the scraped address.
 * Without Kubernetes the exporter's word is all there is.
 */
export function nodeFinder({
  nodes,
  components,
}: ClusterView): (origin: DeviceSample['origin']) => string | null {
  const nodeOfPod = new Map<string, string>();
  const nodeOfIp = new Map<string, string>();
  for (const { name, node, ip } of components.values()) {
    if (node === null) continue;
    nodeOfPod.set(name, node);
    if (ip !== null) nodeOfIp.set(ip, node);
  }
  for (const { name, facts } of nodes.values())
    if (facts.internalIp !== null) nodeOfIp.set(facts.internalIp, name);

  const known = (name: string | null) => (name !== null && nodes.has(name) ? name : undefined);
  const ofPod = (name: string | null) => (name === null ? undefined : nodeOfPod.get(name));
  return ({ hostname, node, pod, instance }) =>
    known(hostname) ??
    known(node) ??
    ofPod(hostname) ??
    ofPod(pod) ??
    nodeOfIp.get(hostOf(instance ?? '')) ??
    node ??
    hostname;
}

/** `10.0.0.7:9400` and `[fd00::7]:9400` without the port. */
function hostOf(address: string): string {
  return address.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
}
