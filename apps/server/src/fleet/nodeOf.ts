import type { ClusterView } from '../kubernetes/clusterState.ts';
import type { DeviceSample, Origin } from '../prometheus/deviceSample.ts';

/**
 * Finds the node of a device by the places where its series may say it: the exporter's `Hostname` (its pod's name
 * where NODE_NAME was not passed down; a host's name may differ from its node's), a relabelled `node` or `instance`, the
 * exporter's own pod, or the scraped address. Of several exporters the first that leads to a node decides.
 * Without Kubernetes the exporter's word is all there is.
 */
export function nodeFinder({
  nodes,
  components,
}: ClusterView): (origins: DeviceSample['origins']) => string | null {
  const nodeOfHost = new Map<string, string>();
  const nodeOfPod = new Map<string, string>();
  for (const { name, hostnames, facts } of nodes.values()) {
    for (const hostname of hostnames) nodeOfHost.set(hostname, name);
    if (facts.internalIp !== null) nodeOfHost.set(facts.internalIp, name);
  }
  for (const { name, node, ip } of components.values()) {
    if (node === null) continue;
    nodeOfPod.set(name, node);
    if (ip !== null) nodeOfHost.set(ip, node);
  }
  for (const name of nodes.keys()) nodeOfHost.set(name, name);

  const find = ({ hostname, node, pod, instance }: Origin): string | undefined =>
    nodeOfHost.get(hostname ?? '') ??
    nodeOfHost.get(node ?? '') ??
    nodeOfPod.get(hostname ?? '') ??
    nodeOfPod.get(pod ?? '') ??
    nodeOfHost.get(hostOf(instance ?? ''));
  return (origins) => {
    for (const origin of origins) {
      const found = find(origin);
      if (found !== undefined) return found;
    }
    const [said] = origins;
    return said?.node ?? said?.hostname ?? null;
  };
}

/** `10.0.0.7:9400` and `[fd00::7]:9400` without the port. */
function hostOf(address: string): string {
  return address.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
}
