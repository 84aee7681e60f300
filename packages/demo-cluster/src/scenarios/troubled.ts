import type { ClusterPlan, ContainerFault, NodePlan, PodTemplate, WorkloadPlan } from '../simulation/plan.ts';
import { fleet } from './fleet.ts';
import type { Scenario } from './scenario.ts';
import { troubledLogs } from './troubledLogs.ts';

const MINUTE = 60;

const t4 = { product: 't4', gpus: 1, exporter: '4.x', cores: 16, memoryGi: 64 } as const;
const a100 = { product: 'a100x40', gpus: 1, exporter: '4.x', cores: 64, memoryGi: 512 } as const;
const v100 = { product: 'v100', gpus: 1, exporter: '4.x', cores: 64, memoryGi: 512 } as const;

const DRIVER = 'nvidia-driver-ctr';
const TOOLKIT = 'nvidia-container-toolkit-ctr';
const PLUGIN = 'nvidia-device-plugin';
const DISCOVERY = 'gpu-feature-discovery';
const EXPORTER = 'nvidia-dcgm-exporter';
const NFD_WORKER = 'worker';

const crashes = (log: readonly string[]): ContainerFault => ({ kind: 'crashes', log });
const idles = (log: readonly string[]): ContainerFault => ({ kind: 'idles', log });
const unpullable = (message: string): ContainerFault => ({ kind: 'unpullable', message });
const fault = (container: string, what: ContainerFault) => ({ containerFaults: { [container]: what } });

/** Kept for one team; neither NFD's DaemonSet nor the operator's tolerates it. */
const TEAM = { key: 'team', value: 'vision', effect: 'NoSchedule' } as const;

/** What the machines themselves are like. */
const machines: readonly NodePlan[] = [
  { name: 'all-well', ...t4 },
  { name: 'silent', ...t4 },
  { name: 'old-kubelet', ...t4, host: { kubelet: 'v1.26.15' } },
  {
    name: 'debian',
    ...t4,
    host: { osImage: 'Debian GNU/Linux 12 (bookworm)', osId: 'debian', osVersion: '12' },
  },
  { name: 'new-kernel', ...t4, host: { kernel: '6.14.0-24-generic' } },
  {
    name: 'power9',
    ...t4,
    host: { architecture: 'ppc64le' },
    ...fault(DRIVER, unpullable('no match for platform in manifest: not found')),
  },
  { name: 'docker', ...t4, host: { runtime: 'docker://26.1.4' } },
  {
    name: 'k3s',
    ...t4,
    host: { kubelet: 'v1.30.8+k3s1', runtime: 'containerd://1.7.23-k3s2' },
    ...fault('toolkit-validation', crashes(troubledLogs.runtimeUnset)),
  },
];

/** What keeps the operator's components from their work, in the order of stages. */
const components: readonly NodePlan[] = [
  { name: 'nfd-kept-off', ...t4, taints: [TEAM] },
  { name: 'nfd-crashes', ...t4, ...fault(NFD_WORKER, crashes(troubledLogs.nfd)) },
  { name: 'nfd-blind', ...t4, ...fault(NFD_WORKER, idles(troubledLogs.nfdBlind)) },
  { name: 'nouveau', ...t4, ...fault(DRIVER, crashes(troubledLogs.nouveau)) },
  { name: 'secure-boot', ...t4, ...fault(DRIVER, crashes(troubledLogs.secureBoot)) },
  { name: 'no-headers', ...t4, ...fault(DRIVER, crashes(troubledLogs.kernelHeaders)) },
  { name: 'driver-crashes', ...t4, ...fault(DRIVER, crashes(troubledLogs.driver)) },
  { name: 'upgrade-failed', ...t4, labels: { 'nvidia.com/gpu-driver-upgrade-state': 'upgrade-failed' } },
  { name: 'toolkit-crashes', ...t4, ...fault(TOOLKIT, crashes(troubledLogs.toolkit)) },
  {
    name: 'offline',
    ...t4,
    ...fault(
      TOOLKIT,
      unpullable(
        'failed to pull and unpack image: failed to resolve reference: dial tcp 44.239.130.62:443: i/o timeout',
      ),
    ),
  },
  { name: 'runtime-unset', ...t4, ...fault('toolkit-validation', crashes(troubledLogs.runtimeUnset)) },
  { name: 'plugin-crashes', ...t4, ...fault(PLUGIN, crashes(troubledLogs.plugin)) },
  { name: 'plugin-blind', ...t4, ...fault(PLUGIN, idles(troubledLogs.pluginBlind)) },
  { name: 'cuda-fails', ...t4, ...fault('cuda-validation', crashes(troubledLogs.cuda)) },
  { name: 'kept-off', ...t4, taints: [TEAM] },
  { name: 'left-alone', ...t4, labels: { 'nvidia.com/gpu.deploy.operands': 'false' } },
  { name: 'slow-pull', ...t4, ...fault(DISCOVERY, { kind: 'slow-pull', seconds: 2 * 3600 }) },
  { name: 'restless', ...t4 },
];

/** What is wrong with what they offer, and with the way of their metrics. */
const offers: readonly NodePlan[] = [
  { name: 'unlabelled', ...t4, ...fault(DISCOVERY, idles(troubledLogs.discovery)) },
  { name: 'stale-labels', ...t4, labels: { 'nvidia.com/gpu.replicas': '4' } },
  { name: 'no-config', ...t4, labels: { 'nvidia.com/device-plugin.config': 'a100-4x' } },
  {
    name: 'mig-failed',
    ...a100,
    labels: { 'nvidia.com/mig.config': 'all-1g.5gb', 'nvidia.com/mig.config.state': 'failed' },
  },
  { name: 'rebooted', ...t4 },
  { name: 'tainted', ...t4, taints: [{ key: 'pool', value: 'render', effect: 'NoSchedule' }] },
  { name: 'unused', ...t4 },
  { name: 'unexported', ...t4, labels: { 'nvidia.com/gpu.deploy.dcgm-exporter': 'false' } },
  { name: 'exporter-crashes', ...t4, ...fault(EXPORTER, crashes(troubledLogs.exporter)) },
  { name: 'unscraped', ...t4, ...fault(EXPORTER, idles([])) },
];

/** Each with a GPU that is not well. */
const boards: readonly NodePlan[] = [
  { name: 'off-the-bus', ...t4, gpus: 2 },
  { name: 'unseen', ...t4, gpus: 2 },
  { name: 'needs-reset', ...a100 },
  { name: 'needs-service', ...a100 },
  { name: 'hot', ...a100 },
  { name: 'braked', ...a100 },
  { name: 'remap-pending', ...a100 },
  { name: 'remap-failed', ...a100 },
  { name: 'double-bit', ...v100 },
];

const faults: ClusterPlan['faults'] = [
  { kind: 'silent-node', at: -9 * MINUTE, node: 'silent' },
  {
    kind: 'deleted',
    at: -14 * MINUTE,
    node: 'nfd-kept-off',
    daemonSet: 'gpu-operator-node-feature-discovery-worker',
  },
  { kind: 'deleted', at: -14 * MINUTE, node: 'kept-off', daemonSet: 'nvidia-operator-validator' },
  { kind: 'deleted', at: -15 * MINUTE, node: 'slow-pull', daemonSet: DISCOVERY },
  ...[-16, -13, -8].map((minutes) => ({
    kind: 'exit' as const,
    at: minutes * MINUTE,
    node: 'restless',
    daemonSet: 'nvidia-dcgm',
    exitCode: 139,
  })),
  { kind: 'reboot', at: -15 * MINUTE, node: 'rebooted' },
  { kind: 'lost-gpu', at: -11 * MINUTE, node: 'off-the-bus', gpu: 1 },
  { kind: 'lost-gpu', at: -19 * MINUTE, node: 'unseen', gpu: 1, isUnseen: true },
  { kind: 'xid', at: -6 * MINUTE, node: 'needs-reset', gpu: 0, code: 119 },
  { kind: 'xid', at: -7 * MINUTE, node: 'needs-service', gpu: 0, code: 54 },
  { kind: 'hot-gpu', at: -18 * MINUTE, node: 'hot', gpu: 0, heatResistance: 2.25 },
  { kind: 'power-brake', at: -18 * MINUTE, node: 'braked', gpu: 0 },
  { kind: 'row-remap', at: -10 * MINUTE, node: 'remap-pending', gpu: 0, outcome: 'pending' },
  { kind: 'row-remap', at: -10 * MINUTE, node: 'remap-failed', gpu: 0, outcome: 'failed' },
  { kind: 'xid', at: -12 * MINUTE, node: 'double-bit', gpu: 0, code: 48 },
];

function pinned(node: string, more: Partial<PodTemplate> = {}): PodTemplate {
  return {
    namespace: 'vision',
    name: `train-${node}`,
    image: 'nvcr.io/nvidia/pytorch:24.10-py3',
    command: ['torchrun', 'train.py', '--max-time=168h'],
    gpus: { 'nvidia.com/gpu': 1 },
    nodeSelector: { 'kubernetes.io/hostname': node },
    ...more,
  };
}

const tolerations = [{ key: TEAM.key, operator: 'Exists', effect: TEAM.effect }];

const workloads: readonly WorkloadPlan[] = [
  ...['all-well', 'braked', 'rebooted'].map(
    (node): WorkloadPlan => ({ kind: 'deployment', replicas: 1, template: pinned(node) }),
  ),
  // A load without pauses, so that it is as hot at all times.
  {
    kind: 'deployment',
    replicas: 1,
    template: pinned('hot', {
      image: 'nvidia/samples:dcgmproftester-2.0.10-cuda11.0-ubuntu18.04',
      command: ['dcgmproftester11', '--no-dcgm-validation', '-t', '1005', '-d', '604800'],
    }),
  },
  ...['nfd-kept-off', 'kept-off'].map(
    (node): WorkloadPlan => ({ kind: 'deployment', replicas: 1, template: pinned(node, { tolerations }) }),
  ),
  { kind: 'pod', at: -15 * MINUTE, template: pinned('tainted', { name: 'shut-out' }) },
  { kind: 'pod', at: -15 * MINUTE, template: pinned('unused', { name: 'wants-cores', cpu: '48' }) },
  {
    kind: 'pod',
    at: -15 * MINUTE,
    template: pinned('all-well', { name: 'wants-eight', gpus: { 'nvidia.com/gpu': 8 } }),
  },
  {
    kind: 'pod',
    at: -15 * MINUTE,
    template: pinned('mig-failed', { name: 'wants-slice', gpus: { 'nvidia.com/mig-1g.5gb': 1 } }),
  },
];

export const troubled: Scenario = {
  ...fleet,
  name: 'troubled',
  description:
    'One fault on each node, from nouveau to a row that cannot be remapped, for the checks to find',
  plan: () => ({
    ...fleet.plan({}),
    nodes: [...machines, ...components, ...offers, ...boards],
    workloads,
    faults,
    pluginConfig: {
      name: 'device-plugin-configs',
      default: 'any',
      data: { any: 'version: v1\nflags:\n  migStrategy: mixed\n' },
    },
  }),
};
