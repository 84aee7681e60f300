import { pluralOf, type Texts } from '@gpu-console/shared/texts';
import { requestText } from '../../fleet/requests.ts';

const plural = pluralOf('en');

/** What a pod's page says of GPUs, Services and notebooks; `texts.zh-CN.ts` has the same in Chinese. It travels with the page. */
export const en = {
  gpusTitle: 'Assigned GPUs',
  noGpus: 'No GPU is attributed to this pod',
  gpusUnknownDetail:
    'The exporter on its node names no pod on its series. It does with --kubernetes (DCGM_EXPORTER_KUBERNETES=true) and the kubelet’s pod-resources socket mounted; for time-sliced GPUs also with --kubernetes-virtual-gpus.',
  noGpusPending: 'It gets its GPUs when it is scheduled.',
  noGpusDetail: 'The DCGM exporter names this pod on none of its series now.',
  containers: 'Containers',
  byDevice:
    'This cluster’s exporter does not name workloads, so the charts show the whole GPUs the pod holds now, including what other pods did on them.',
  whyFailed: (status: string) => `Why it failed: ${status}`,
  xids: 'XID errors of its GPUs while it ran',
  whyPending: 'Why it is pending',
  schedulerSays: 'Scheduler message',
  pendingSince: (age: string) => `Pending for ${age}`,
  shared: (count: number) => `the GPU’s, shared with ${count} other ${plural(count, 'pod', 'pods')}`,
  init: 'init',
  exitCode: (code: number) => `exit code ${code}`,
  lastEnd: 'Last termination',
  services: 'Services',
  servicesNote: 'whose selector matches this pod',
  noServices: 'No Service selects this pod.',
  servicesUnread: 'The Services that reach this pod could not be read.',
  clusterIp: 'Cluster IP',
  headless: 'none (headless)',
  ports: 'Ports',
  toPort: (port: string) => `to port ${port}`,
  nodePort: (port: number) => `node port ${port}`,
  address: 'Address',
  copyCommand: 'Copy the command',
  notebook: 'Notebook',
  openNotebook: 'Open notebook',
  token: 'Token',
  copyToken: 'Copy the token',
  noToken: 'Not in the log: it was set by hand.',
  madeOf: 'Source',
  fromLog: (container: string) => `the log of ${container}`,
  fromService: (name: string, type: string) => `Service ${name} (${type})`,
  fromNode: (node: string) => `node ${node}`,
  noWayIn: (port: number) => `No Service exposes outside the cluster the notebook’s port ${port}.`,
  forwardFirst: 'Forward it to your machine, then open the local address:',
  openLocal: 'Open the local address',
  pending: {
    amount,
    list: (names: readonly string[], more: number) =>
      more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', '),
    gated: (gates: string) =>
      `It is held by the scheduling gate ${gates}: the scheduler does not try until whoever set the gate removes it.`,
    kueue: 'Kueue does so once its queue has quota for it.',
    group: (name: string, minimum: number | null, members: number, running: number, waiting: number) =>
      `It belongs to the group ${name}, whose pods are to start together: ${
        minimum === null ? '' : `of ${minimum} that it takes `
      }${members} ${plural(members, 'is', 'are')} there, ${running} running and ${waiting} waiting for a node.`,
    fits: (nodes: string) => `By GPUs, taints and labels it would fit on ${nodes}.`,
    silent: 'The scheduler has not reported a reason yet.',
    somethingElse:
      'The reason is another one, which the scheduler’s message names: CPU, memory, volumes, pod affinity; or the scheduler has not retried since GPUs became free.',
    noNodes: 'The cluster has no node with GPUs.',
    tooLarge: (asked: string, maxOnOne: number) =>
      `No node that suits it has as many as ${asked}: the largest has ${maxOnOne}.`,
    oneNodeOnly: (free: number) =>
      `${free} are free over all of them, but a pod gets all its GPUs on one node.`,
    fragmented: (free: string, nodes: number, maxOnOne: number, asked: number) =>
      `Enough is free, but scattered: ${free} on ${nodes} nodes that suit it, at most ${maxOnOne} on one. It asks for ${asked} on one node.`,
    scarce: (free: string, nodes: number, asked: number) =>
      `Too little is free: ${free} on the ${plural(nodes, 'one node that suits', `${nodes} nodes that suit`)} it, which asks for ${asked}.`,
    noLabel: (label: string) => `No node has the label ${label}, which it selects by.`,
    noAffinity: 'No node meets its required node affinity.',
    noResource: (resource: string) => `No node has ${resource}.`,
    unsuitable: (nodes: number) =>
      plural(nodes, 'The only GPU node does not suit it.', `None of the ${nodes} GPU nodes suits it.`),
    nearest: (node: string, why: string) => `${node} comes closest: ${why}.`,
    short: (free: number, asked: string, more: number) =>
      `${free} of the ${asked} are free there, ${more} more ${plural(more, 'has', 'have')} to become free`,
    onlyThis: (verdict: string) => `the only blocking reason is ${verdict}`,
    wouldFit: 'would fit',
    cordoned: 'cordoned',
    notReady: 'not ready',
    taint: (taint: string) => `taint ${taint}`,
    selector: (key: string, wanted: string, has: string | null) =>
      has === null ? `no label ${key}, wants ${wanted}` : `label ${key} is ${has}, wants ${wanted}`,
    affinity: (unmet: string) => (unmet === '' ? 'affinity that no node meets' : `affinity ${unmet}`),
    unmet: (wanted: string, has: string | null) => `${wanted}, has ${has ?? 'none'}`,
    wrongResource: (resource: string, offers: string) =>
      offers === '' ? `no ${resource}` : `no ${resource}, but ${offers}`,
    tooSmall: (asked: number, allocatable: number) => `only ${allocatable} in all, asks for ${asked}`,
    unhealthy: (asked: number, allocatable: number, capacity: number) =>
      `only ${allocatable} of ${capacity} are healthy, asks for ${asked}`,
    boardShort: (free: string, asked: string, boards: number) =>
      plural(
        boards,
        `${free} left on its GPU, asks for ${asked}`,
        `at most ${free} left on one of ${boards} GPUs, asks for ${asked}`,
      ),
    boardsUnknown: (resource: string) =>
      `unknown: only the pod’s scheduler knows what is left of ${resource}`,
    insufficient: (free: number, asked: number) => `${free} free, asks for ${asked}`,
    nodes: 'Node by node',
    nodesNote: 'closest first; CPU, memory and volumes are not checked here',
    free: 'Free',
    freeOf: (free: number, allocatable: number) => `${free} of ${allocatable}`,
    verdict: 'Blocking reason',
    holders: (node: string) => `Pods using GPUs on ${node}`,
    gpus: 'GPUs',
    since: 'Since',
    use: 'Utilization',
    idle: (idle: number, of: number) => (idle === of ? 'idle' : `${idle} of ${of} idle`),
    inUse: 'in use',
  },
} as const;

/** "1 GPU", "4 GPUs", "2 mig-1g.10gb". */
function amount(count: number, resource: string): string {
  if (resource !== 'nvidia.com/gpu') return requestText(resource, count);
  return plural(count, '1 GPU', `${count} GPUs`);
}

export type PodTexts = Texts<typeof en>;
