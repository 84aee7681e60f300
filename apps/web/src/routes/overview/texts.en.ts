import { pluralOf } from '@gpu-console/shared/texts';
import { formatNumber } from '@gpu-console/shared/units';

const plural = pluralOf('en');

/** The Overview's words. */
export const en = {
  showAll: 'Show all',
  ofYourNamespaces: (names: string) => `Of your namespaces: ${names}`,
  ofNamespaces: (names: string) => `Of the namespaces you chose: ${names}`,
  nodesReady: (ready: number, total: number) => `${ready} of ${total} nodes ready`,
  total: 'GPUs',
  totalNote: (count: number) =>
    plural(count, `${count} reports metrics`, `${formatNumber(count, 'en')} report metrics`),
  totalUnknown: 'none report metrics',
  reportingUnknown: 'how many report metrics is not known',
  allocatable: 'Allocatable',
  allocated: 'Allocated',
  /** Of GPUs, of several kinds. */
  parts: 'parts',
  schedulable: (amount: string) => `${amount} schedulable now`,
  withheld: {
    cordoned: (gpus: string) => `${gpus} cordoned`,
    'not-ready': (gpus: string) => `${gpus} on nodes not ready`,
    tainted: (gpus: string) => `${gpus} tainted`,
  },
  allocatedNote: (share: string) => `${share} of allocatable`,
  free: 'Free',
  utilization: 'Utilization of allocated',
  utilizationNote: 'mean over held GPUs',
  memory: 'GPU memory used',
  power: 'Power',
  energyNote: (energy: string) => `${energy} in this range`,
  problems: 'Open problems',
  problemsNote: (critical: number, warning: number, info: number) =>
    `${critical} critical · ${warning} warning · ${info} info`,
  noProblems: 'Nothing needs attention',
  noProblemsKnown: 'none found; some data could not be read',
  unjudged: (count: number) =>
    plural(count, 'One check could not be judged', `${count} checks could not be judged`),
  nodesUnknown: 'nodes not known',
  problemsList: 'Problems',
  noProblemsDetail: 'Nodes are ready, devices are healthy and metrics arrive.',
  namespaces: 'Namespaces',
  namespacesEmpty: 'No pod asks for GPUs',
  assigned: 'Assigned',
  idle: 'Idle',
  pending: 'Pending GPU pods',
  pendingEmpty: 'No pod is waiting for a GPU',
  idleGpus: 'Idle GPUs held by pods',
  idleNote: 'under 5 % for 30 min or more',
  idleUsage: 'Who holds them, and since when',
  noneHeld: 'No pod holds a GPU',
  idleEmpty: 'Every GPU that a pod holds is in use',
  idleUnknown: 'Not known: no exporter names the pods that hold GPUs',
  noGpus: 'This cluster has no GPU nodes yet',
  noGpusDetail:
    'No node offers nvidia.com/gpu or carries the label nvidia.com/gpu.present. Install the NVIDIA GPU Operator and check its pods.',
  severity: { critical: 'Critical', warning: 'Warning', info: 'Info' },
  map: {
    title: 'Fleet map',
    groupBy: 'Group by',
    groupings: { node: 'Node', namespace: 'Namespace', product: 'Model' },
    colourBy: 'Colour by',
    cells: (count: number) => plural(count, `${count} GPU or instance`, `${count} GPUs and instances`),
    noData: 'no data',
    unassigned: 'Not held by a pod',
    silent: 'Known to Kubernetes; no exporter reports it',
    unknownGroup: 'Unknown',
    alternative: 'The same GPUs as a table',
    empty: 'No GPU reports metrics',
    emptyDetail:
      'Prometheus holds no DCGM series now. Check that the DCGM exporter runs and that Prometheus scrapes it.',
  },
};

export type OverviewTexts = typeof en;
