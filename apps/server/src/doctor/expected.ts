import { hasLabels } from '@gpu-console/shared/kubernetes';
import { isKnown } from '../fact.ts';
import type { NodeRecord } from '../kubernetes/records.ts';
import type { Facts } from './facts.ts';

/** Released before 1.6, the operator put everything where this stands; since then a label per component decides. */
const GPU_PRESENT = 'nvidia.com/gpu.present';
const DEPLOY = 'nvidia.com/gpu.deploy.';
export const OPERANDS = `${DEPLOY}operands`;
export const EXPORTER = `${DEPLOY}dcgm-exporter`;
const COMPONENT_OF_LABEL: Readonly<Record<string, string>> = {
  driver: 'driver',
  'container-toolkit': 'toolkit',
  'device-plugin': 'device-plugin',
  'operator-validator': 'validator',
  'gpu-feature-discovery': 'feature-discovery',
  dcgm: 'dcgm',
  'dcgm-exporter': 'dcgm-exporter',
  // Of a GPUCluster.
  'dra-driver': 'dra-driver',
  'dra-validator': 'validator',
  'dcgm-dra': 'dcgm',
  'dcgm-exporter-dra': 'dcgm-exporter',
  'mig-manager': 'mig-manager',
  'node-status-exporter': 'node-status-exporter',
};

/** Whether the operator was told to put nothing on a node. */
export function isUnmanaged({ labels }: NodeRecord): boolean {
  return labels[OPERANDS] === 'false';
}

/**
 * The components that should have a pod on a GPU node: those whose DaemonSets select it. Where DaemonSets cannot be read,
 * those that run elsewhere and that the node's labels ask for.
 */
export function expectedOn(facts: Facts, name: string): readonly string[] {
  const { cluster, daemonSets } = facts;
  const node = isKnown(cluster) ? cluster.value.nodes.get(name) : undefined;
  if (node === undefined || !isKnown(cluster)) return [];
  if (!isKnown(daemonSets)) {
    const running = new Set([...cluster.value.components.values()].map(({ component }) => component));
    return [...running].filter((component) => isAskedFor(component, node));
  }
  const selecting = daemonSets.value.filter(
    ({ component, nodeSelector }) =>
      component !== undefined && Object.keys(nodeSelector).length > 0 && hasLabels(node.labels, nodeSelector),
  );
  return [...new Set(selecting.flatMap(({ component }) => component ?? []))];
}

function isAskedFor(component: string, { labels }: NodeRecord): boolean {
  const asked = Object.keys(labels).filter((label) => label.startsWith(DEPLOY));
  if (asked.length === 0) return labels[GPU_PRESENT] === 'true' && component in BEFORE_1_6;
  return asked.some(
    (label) => labels[label] === 'true' && COMPONENT_OF_LABEL[label.slice(DEPLOY.length)] === component,
  );
}

const BEFORE_1_6: Readonly<Record<string, true>> = {
  driver: true,
  toolkit: true,
  'device-plugin': true,
  'dcgm-exporter': true,
  'feature-discovery': true,
};
