import { groupBy } from '../groupBy.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import type { DeviceSample, Origin } from '../prometheus/deviceSample.ts';

/**
 * Finds the node of a device by the places where its series may say it: the exporter's `Hostname` (its pod's name
 * where NODE_NAME was not passed down; a host's name may differ from its node's), a relabelled `node` or `instance`, the
 * exporter's own pod, or the scraped address; at last by a host's name without its domain, or with one that its node lacks. Of
 * several exporters the first that leads to a node decides.
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
  const findByHost = hostFinder(nodes.keys());
  return (origins) => {
    for (const origin of origins) {
      const found = find(origin);
      if (found !== undefined) return found;
    }
    for (const { hostname, instance } of origins) {
      const found = findByHost(hostname ?? '') ?? findByHost(hostOf(instance ?? ''));
      if (found !== undefined) return found;
    }
    const [said] = origins;
    return said?.node ?? said?.hostname ?? null;
  };
}

/**
 * Finds a node where a host and Kubernetes write one name in two ways: an exporter that is a service of the host says what the host
 * calls itself, `gpu-box` of the node `gpu-box.example.com`, or the other way round, in letters of any case. Two domains are two hosts.
 */
function hostFinder(names: Iterable<string>): (host: string) => string | undefined {
  const byShort = groupBy(names, shortOf);
  return (host) => {
    if (IP.test(host)) return undefined;
    const [found, ...others] = byShort.get(shortOf(host)) ?? [];
    if (found === undefined || others.length > 0) return undefined;
    const isOneName = [host, found].some((name) => !name.includes('.'));
    return isOneName || host.toLowerCase() === found.toLowerCase() ? found : undefined;
  };
}

const IP = /^[\d.]+$|:/;

function shortOf(host: string): string {
  return host.toLowerCase().replace(/\..*$/, '');
}

/** `10.0.0.7:9400` and `[fd00::7]:9400` without the port. */
function hostOf(address: string): string {
  return address.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
}
