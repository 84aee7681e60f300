import type { ComponentState } from '@gpu-console/shared/contract';

const states: Readonly<Record<ComponentState, string>> = {
  ready: 'Ready',
  waits: 'Waits',
  pulling: 'Image not pulled',
  starting: 'Starting',
  crashing: 'Crashes',
  validation: 'Validation fails',
  'not-ready': 'Not ready',
  unschedulable: 'Not placed',
  missing: 'Missing',
};

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** What the operator's page says beside the common words; `texts.zh-CN.ts` has the same in Chinese. It travels with the page. */
export const en = {
  title: 'GPU Operator',
  installed: 'Installed',
  operator: 'GPU Operator',
  bare: 'Device plugin without the operator',
  dra: 'DRA driver',
  nothing: 'Nothing',
  nothingTitle: 'No GPU Operator, device plugin or DRA driver was found',
  nothingDetail: 'Pods cannot ask for GPUs until one of them is installed.',
  toSetup: 'Go to Setup',
  namespace: 'Namespace',
  driver: 'Driver',
  container: 'in pods',
  host: 'of the hosts',
  allWell: 'All components ready',
  starting: 'Components are starting',
  culprits: (count: number) => plural(count, 'component at fault', 'components at fault'),
  failing: (count: number) => plural(count, 'check fails', 'checks fail'),

  components: {
    'nfd-worker': 'Node feature discovery',
    driver: 'Driver',
    toolkit: 'Container toolkit',
    'device-plugin': 'Device plugin',
    validator: 'Validator',
    'feature-discovery': 'GPU feature discovery',
    dcgm: 'DCGM',
    'dcgm-exporter': 'DCGM exporter',
    'mig-manager': 'MIG manager',
    'node-status-exporter': 'Node status exporter',
    'mps-control-daemon': 'MPS control daemon',
    'dra-driver': 'DRA driver',
    'vgpu-manager': 'vGPU manager',
    'vgpu-device-manager': 'vGPU device manager',
    'vfio-manager': 'VFIO manager',
    'sandbox-device-plugin': 'Sandbox device plugin',
    'sandbox-validator': 'Sandbox validator',
    'kata-manager': 'Kata manager',
    'kata-device-plugin': 'Kata device plugin',
    'cc-manager': 'CC manager',
  },
  states,

  pipeline: 'Pipeline',
  pipelineNote: 'in the order in which each waits for the one before',
  readyOf: (ready: number, total: number) => `${ready} of ${total} ready`,
  atFault: (count: number) => `${count} at fault`,
  waiting: (count: number) => plural(count, 'waits', 'wait'),
  skew: (count: number) => `${count} versions`,
  onPods: (version: string, pods: number) => `${version}: ${plural(pods, 'pod', 'pods')}`,
  showOnly: (component: string) => `Show only ${component}`,
  showAll: 'Show all components',

  checks: 'Checks',
  checksNote: (pass: number, warn: number, fail: number, unknown: number) =>
    `${fail} fail · ${warn} warn · ${unknown} unknown · ${pass} pass`,
  find: 'Find in the checks',
  verdict: 'Verdict',
  allVerdicts: 'All verdicts',
  passes: (count: number) => plural(count, 'check passes', 'checks pass'),
  times: (count: number) => `×${count}`,
  showMore: (count: number) => `Show ${count} more`,
  onlyCheck: (check: string) => `Only: ${check}`,
  onlyStage: (stage: string) => `Only: ${stage}`,
  clear: 'Show all checks',
  noMatch: 'No check matches',
};

export type OperatorTexts = typeof en;
