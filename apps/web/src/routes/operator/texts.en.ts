import type { ComponentState, DoctorReport } from '@gpu-console/shared/contract';
import { pluralOf } from '@gpu-console/shared/texts';

const states: Readonly<Record<ComponentState, string>> = {
  ready: 'Ready',
  waits: 'Blocked',
  pulling: 'Image not pulled',
  starting: 'Starting',
  crashing: 'Crashing',
  validation: 'Validation failed',
  'not-ready': 'Not ready',
  unschedulable: 'Not scheduled',
  missing: 'Missing',
};

const form = pluralOf('en');
const plural = (count: number, one: string, other: string) => `${count} ${form(count, one, other)}`;

/** What the operator's page says beside the common words; `texts.zh-CN.ts` has the same in Chinese. It travels with the page. */
export const en = {
  installed: 'Installed',
  installs: {
    operator: 'GPU Operator',
    bare: 'Device plugin without the operator',
    dra: 'DRA driver',
    other: 'Something else that offers GPUs',
    nothing: 'Nothing',
  },
  drivers: { container: 'in pods', host: 'preinstalled on hosts' },
  nothingTitle: 'No GPU Operator, device plugin or DRA driver was found',
  nothingDetail: 'Pods cannot ask for GPUs until one of them is installed.',
  toSetup: 'Go to Setup',
  namespace: 'Namespace',
  driver: 'Driver',
  nothingInstalled: 'Nothing installed',
  allWell: 'All components ready',
  starting: 'Components are starting',
  culprits: (count: number) => plural(count, 'failing component', 'failing components'),

  states,

  pipeline: 'Pipeline',
  pipelineNote: 'in dependency order: each waits for the one before',
  readyOf: (ready: number, total: number) => `${ready} of ${total} ready`,
  atFault: (count: number) => `${count} failing`,
  waiting: (count: number) => `${count} blocked`,
  skew: (count: number) => `${count} versions`,
  onPods: (version: string, pods: number) => `${version}: ${plural(pods, 'pod', 'pods')}`,
  showOnly: (component: string) => `Show only ${component}`,
  showAll: 'Show all components',

  matrix: 'Components by node',
  matrixNote: 'nodes with problems first; arrow keys move from cell to cell',
  noNodes: 'No GPU nodes',
  waitsFor: (component: string) => `waits for ${component}`,
  waitsForNode: 'waits for the node',
  theNode: 'the node',
  notHere: 'Not on this node',
  cellLabel: (component: string, node: string, word: string) => `${component} on ${node}: ${word}`,
  componentOn: (component: string, node: string) => `${component} on ${node}`,
  gone: 'This component is no longer on the node',
  goneDetail: 'Its pod or the node was deleted.',
  blocked: (component: string) => `Blocked: continues once ${component} is ready.`,
  whatChecksSay: 'Check results',
  blockingContainer: 'Blocking container',
  printed: 'kubectl get pods',
  imageVersion: 'Image version',
  missingDetail: 'It should run on this node, but has no pod there.',
  lastEnd: 'Last termination',
  ended: (container: string, reason: string, exitCode: number) =>
    `${container}: ${reason}, exit code ${exitCode},`,
  showLog: 'Show the log',

  metricsPath: 'Metrics path',
  newestSample: 'newest sample',
  firstBroken: 'first broken link',
  notHereNeeded: 'Not needed',
  resultsOf: (bad: number, all: number) => `${bad} of ${all} not passing`,
  counters: 'Lines for the exporter’s counters list',
  copyLine: 'Copy the line',
  copyLines: 'Copy all lines',

  policies: 'How the operator is configured',
  policiesUnreadable: 'The policies cannot be read',
  policiesUnreadableDetail:
    'The console needs to list clusterpolicies.nvidia.com, gpuclusters.nvidia.com and nvidiadrivers.nvidia.com.',
  noPolicies: 'There is neither a ClusterPolicy nor a GPUCluster',
  noPoliciesDetail: 'The operator does nothing without one.',
  noPoliciesNeeded: 'None is needed without the operator.',
  noState: 'no state yet',
  upgrading: 'Driver upgrades',
  upgrades: (count: number) => `Driver upgrades in progress: ${count}`,
  more: (count: number) => `and ${count} more`,

  computeDomains: 'ComputeDomains',
  computeDomainsNote: 'nodes joined for Multi-Node NVLink',
  computeDomainsUnreadable: 'The ComputeDomains cannot be read',
  computeDomainsUnreadableDetail: 'The console needs to list computedomains.resource.nvidia.com.',
  noComputeDomains: 'There is no ComputeDomain',
  computeDomain: 'Name',
  status: 'Status',
  wantedNodes: 'Nodes wanted',
  byWorkload: 'as many as join',
  joinedNodes: 'Nodes joined',
  noneJoined: 'none',

  ownMetrics: 'The operator’s own metrics',
  ownMetricsNote: 'as Prometheus has them',
  nodeMetrics: 'Measured on the node',
  onNodes: (good: number, all: number) => `on ${good} of ${all} nodes`,
  yes: 'Yes',
  no: 'No',
  reconciled: {
    done: 'succeeded',
    notReady: 'a component is not ready',
    noPolicy: 'there is no ClusterPolicy',
    failed: 'failed',
  },

  events: 'Warning events in the operator’s namespaces',

  checks: 'Checks',
  checksNote: ({ pass, warn, info, fail, unknown }: DoctorReport['summary']) =>
    `${fail} critical · ${warn - info} warning · ${info} info · ${unknown} unknown · ${pass} pass`,
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
