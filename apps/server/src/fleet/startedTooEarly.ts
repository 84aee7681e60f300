import type { EarlyStart } from '@gpu-console/shared/contract';
import { groupBy } from '../groupBy.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import type { ComponentRecord } from '../kubernetes/componentRecord.ts';
import type { NodeRecord, PodRecord } from '../kubernetes/records.ts';

const MINUTE = 60;
/** Loading the driver can take this long after a boot; a plugin that starts later was not waited for by that boot's pods. */
const MAX_START_SECONDS = 60 * MINUTE;
/** Between the node's own "ready" and its first container, either way. */
const SETTLING = 10 * MINUTE;
/** So many other pods that lived through the reboot prove it too: the Ready condition may have moved again since. */
const WITNESSES = 2;

/**
 * The pods, by `namespace/name`, whose GPU containers were started after a reboot of their node but before its device
 * plugin was up again: they have no GPU until they are re-created. A pod that lives through a reboot keeps its start time, and
 * its containers are restarted; new pods are not admitted before the plugin offers GPUs. A plugin that is restarted without a
 * reboot accuses nobody: something else on the node then runs from before.
 */
export function startedTooEarly(
  cluster: Pick<ClusterView, 'nodes' | 'pods' | 'components'>,
): ReadonlyMap<string, EarlyStart> {
  const podsOf = groupBy(cluster.pods.values(), ({ node }) => node);
  const componentsOf = groupBy(cluster.components.values(), ({ node }) => node);
  const found = new Map<string, EarlyStart>();
  for (const node of cluster.nodes.values()) {
    const pods = podsOf.get(node.name) ?? [];
    const boot = lastBoot(node, pods, componentsOf.get(node.name) ?? []);
    if (boot === undefined) continue;
    for (const pod of pods) {
      const container = earlyContainer(pod, boot);
      if (container === undefined) continue;
      found.set(`${pod.namespace}/${pod.name}`, { node: node.name, ...container, ...boot });
    }
  }
  return found;
}

type Boot = Pick<EarlyStart, 'rebootedAt' | 'plugin' | 'pluginReadyAt'>;

/** When the node's containers of now began, if that was a reboot and its device plugin came up soon after. */
function lastBoot(
  node: NodeRecord,
  pods: readonly PodRecord[],
  components: readonly ComponentRecord[],
): Boot | undefined {
  const rebootedAt = Math.min(
    ...components.flatMap(({ startedAt }) => startedAt ?? []),
    ...pods.flatMap((pod) => runningSince(pod)),
  );
  const plugin = components.find(({ component }) => component === 'device-plugin');
  if (plugin === undefined || plugin.startedAt === null) return undefined;
  const pluginReadyAt = firstReady(plugin, plugin.startedAt, rebootedAt);
  if (pluginReadyAt - rebootedAt > MAX_START_SECONDS) return undefined;
  const readySince = node.conditions.find(({ type, status }) => type === 'Ready' && status === 'True')?.since;
  const cameBack =
    readySince !== undefined &&
    readySince !== null &&
    readySince >= rebootedAt - SETTLING &&
    readySince <= pluginReadyAt + SETTLING;
  const witnesses = components.filter(
    (one) => one !== plugin && one.restarts > 0 && one.startedAt !== null && one.createdAt < rebootedAt,
  );
  if (!cameBack && witnesses.length < WITNESSES) return undefined;
  return { rebootedAt, plugin: plugin.name, pluginReadyAt };
}

/** The plugin's first known run since the boot decides: it may have been restarted afterwards. */
function firstReady(plugin: ComponentRecord, startedAt: number, rebootedAt: number): number {
  const { previousStartedAt, readySince } = plugin;
  if (previousStartedAt !== null && previousStartedAt >= rebootedAt) return previousStartedAt;
  return Math.max(startedAt, readySince ?? startedAt);
}

function runningSince({ phase, containers }: PodRecord): number[] {
  if (phase !== 'Running') return [];
  return containers.flatMap(({ state, startedAt }) => (state === 'Running' ? (startedAt ?? []) : []));
}

/** The first of the pod's GPU containers that the reboot restarted before the plugin was there. */
function earlyContainer({ phase, startedAt, containers }: PodRecord, { rebootedAt, pluginReadyAt }: Boot) {
  if (phase !== 'Running' || startedAt === null || startedAt >= rebootedAt) return undefined;
  for (const { name, state, restarts, requests, startedAt: began } of containers) {
    if (state !== 'Running' || restarts === 0 || began === null) continue;
    if (Object.keys(requests).length > 0 && began < pluginReadyAt)
      return { container: name, startedAt: began };
  }
  return undefined;
}
