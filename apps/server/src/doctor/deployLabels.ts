import { isKnown } from '../fact.ts';
import type { DaemonSetObject } from '../kubernetes/inventoryObjects.ts';
import type { NodeRecord } from '../kubernetes/records.ts';
import { componentsOf, isOperatorThere, nvidiaCapacity } from './cluster.ts';
import { hasGpuCluster } from './configuration.ts';
import type { Facts } from './facts.ts';

const DEPLOY = 'nvidia.com/gpu.deploy.';
const WORKLOAD_CONFIG = 'nvidia.com/gpu.workload.config';
/** What the operator, or NFD, writes on the nodes that the operator labels. */
const MANAGED = ['nvidia.com/gpu.present', 'feature.node.kubernetes.io/pci-10de.present'];
/** The operator labels a node within seconds of its coming. */
const LABELLED_SECONDS = 600;

/** The component that each label of a ClusterPolicy puts on a node (NVIDIA/gpu-operator, controllers/state_manager.go). */
const OF_CLUSTERPOLICY: Readonly<Record<string, string>> = {
  driver: 'driver',
  'container-toolkit': 'toolkit',
  'device-plugin': 'device-plugin',
  'operator-validator': 'validator',
  'gpu-feature-discovery': 'feature-discovery',
  dcgm: 'dcgm',
  'dcgm-exporter': 'dcgm-exporter',
  'mig-manager': 'mig-manager',
  'node-status-exporter': 'node-status-exporter',
};
/** And each label of a GPUCluster (NVIDIA/gpu-operator, manifests/state-dra-* and state-dcgm-*). */
const OF_GPUCLUSTER: Readonly<Record<string, string>> = {
  driver: 'driver',
  'dra-driver': 'dra-driver',
  'dra-validator': 'validator',
  'dcgm-dra': 'dcgm',
  'dcgm-exporter-dra': 'dcgm-exporter',
};

export const COMPONENT_OF_LABEL: Readonly<Record<string, string>> = { ...OF_CLUSTERPOLICY, ...OF_GPUCLUSTER };
/** Of those, the ones that every node for containers gets; the MIG manager is for GPUs that can be split. */
const EVERYWHERE: ReadonlySet<string> = new Set(
  Object.values(COMPONENT_OF_LABEL).filter((component) => component !== 'mig-manager'),
);
/** What something else may do in its place, so that `false` is a choice. */
const REPLACEABLE: ReadonlySet<string> = new Set(['toolkit', 'device-plugin']);

/** A label of the operator's by which a node gets no pod of a component, though it should. */
export interface SkippingLabel {
  readonly component: string;
  readonly label: string;
  /** Null where the node has no such label. */
  readonly value: string | null;
  /** `paused`: what paused it takes that back when it is done. `off`: somebody said false. */
  readonly state: 'paused' | 'off' | 'unset';
}

/**
 * The labels that keep components off a node for GPUs in containers: paused for an upgrade or a change of MIG or vGPU
 * (NVIDIA/k8s-driver-manager; NVIDIA/mig-parted), set to false, emptied, or not there. What a host or a cloud brings of its own
 * is not missed: the driver, and on a node that offers GPUs what offers them.
 */
export function skippingLabels(facts: Facts, node: NodeRecord): readonly SkippingLabel[] {
  const { labels } = node;
  if (!MANAGED.some((label) => labels[label] === 'true') || labels[`${DEPLOY}operands`] === 'false')
    return [];
  return deployLabels(facts, node).flatMap(({ component, label }) => {
    const value = labels[label] ?? null;
    const state = stateOf(component, value, node, facts);
    return state === undefined ? [] : [{ component, label, value, state }];
  });
}

function stateOf(
  component: string,
  value: string | null,
  node: NodeRecord,
  { now }: Facts,
): SkippingLabel['state'] | undefined {
  if (value === 'true') return undefined;
  if (value?.includes('paused-for-')) return 'paused';
  const isOffering = nvidiaCapacity(node).some(([, amount]) => amount > 0);
  if (value === 'false') return REPLACEABLE.has(component) && !isOffering ? 'off' : undefined;
  const forContainers = (node.labels[WORKLOAD_CONFIG] ?? 'container') === 'container';
  if (!forContainers || !EVERYWHERE.has(component)) return undefined;
  if (value === null) return isOffering || now - node.createdAt < LABELLED_SECONDS ? undefined : 'unset';
  return value === '' ? 'unset' : undefined;
}

interface DeployLabel {
  readonly component: string;
  readonly label: string;
}

/**
 * The labels that DaemonSets ask for, and what each brings. Where those cannot be read, or none is there though the operator is,
 * of the components that run somewhere, and of those that the node itself has labels for.
 */
function deployLabels(facts: Facts, { labels }: NodeRecord): readonly DeployLabel[] {
  const { daemonSets, cluster } = facts;
  const asked = isKnown(daemonSets) ? daemonSets.value.flatMap((one) => askedBy(one, labels)) : [];
  if (asked.length > 0 || !isKnown(cluster)) return asked;
  if (isKnown(daemonSets) && !isOperatorThere(cluster.value)) return [];
  const known = hasGpuCluster(facts) ? OF_GPUCLUSTER : OF_CLUSTERPOLICY;
  return Object.entries(known).flatMap(([name, component]) => {
    const label = `${DEPLOY}${name}`;
    const isThere = labels[label] !== undefined || componentsOf(cluster.value, component).length > 0;
    return isThere ? [{ component, label }] : [];
  });
}

function askedBy(
  { component, nodeSelector }: DaemonSetObject,
  labels: NodeRecord['labels'],
): readonly DeployLabel[] {
  const asked = Object.entries(nodeSelector);
  const label = asked.find(([name]) => name.startsWith(DEPLOY))?.[0];
  const fits = asked.every(([name, value]) => name.startsWith(DEPLOY) || labels[name] === value);
  return component === undefined || label === undefined || !fits ? [] : [{ component, label }];
}

/** Of several labels, the words for a result: `nvidia.com/gpu.deploy.dcgm is “paused-for-driver-upgrade”`. */
export function labelWords(labels: readonly SkippingLabel[]): {
  readonly components: string;
  readonly labels: string;
  readonly settings: string;
} {
  const distinct = [...new Map(labels.map((one) => [one.label, one])).values()];
  return {
    components: [...new Set(labels.map(({ component }) => component))].join(', '),
    labels: distinct
      .map(({ label, value }) => (value === null ? `${label} (absent)` : `${label}='${value}'`))
      .join(', '),
    settings: distinct.map(({ label }) => `${label}=true`).join(' '),
  };
}
