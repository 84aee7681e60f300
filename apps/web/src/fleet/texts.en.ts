import type { SchedulerReasonKind } from '@gpu-console/shared/contract';
import { pluralOf } from '@gpu-console/shared/texts';
import { shortResource } from './requests.ts';

const plural = pluralOf('en');

type ReasonWords = Readonly<Record<Exclude<SchedulerReasonKind, 'other'>, (detail: string | null) => string>>;

/** What the scheduler refuses a pod for, in a few words. */
const words: ReasonWords = {
  insufficient: (resource) => `not enough ${resource === null ? 'of a resource' : shortResource(resource)}`,
  taint: (taint) => (taint === null ? 'taint' : `taint ${taint}`),
  selector: () => 'labels do not match',
  'anti-affinity': () => 'pod affinity or anti-affinity',
  cordoned: () => 'cordoned',
  'not-ready': () => 'not ready',
  volume: () => 'volumes',
  topology: () => 'topology spread',
  ports: () => 'host port taken',
  'too-many-pods': () => 'no room for another pod',
  gated: () => 'held by a scheduling gate',
  claims: () => 'devices cannot be claimed',
  gang: () => 'its group is not complete',
  quota: (resource) => (resource === null ? 'quota used up' : `quota for ${shortResource(resource)} used up`),
  device: (word) => `no single device suits${word === null ? '' : ` (${word})`}`,
  unregistered: () => 'devices not registered with the scheduler',
  'instance-type': (resource) =>
    resource === null
      ? 'no instance type is large enough'
      : `no instance type has enough ${shortResource(resource)}`,
  'scale-up': () => 'no node can be added: the limit is reached, or the last attempt failed',
};

/** What nodes, GPUs, pods and events are called wherever they are listed. Metrics have their names in the catalogue. */
export const en = {
  field: {
    name: 'Name',
    namespace: 'Namespace',
    node: 'Node',
    status: 'Status',
    phase: 'Phase',
    product: 'Product',
    driver: 'Driver',
    cuda: 'CUDA',
    utilizationSource: 'Utilization source',
    memory: 'Memory',
    pods: 'Pods',
    pod: 'Pod',
    gpus: 'GPUs',
    gpu: 'GPU',
    instance: 'MIG instance',
    uuid: 'UUID',
    pciBusId: 'PCI bus ID',
    sampled: 'Sampled',
    age: 'Age',
    owner: 'Owner',
    requests: 'Requests',
    requested: 'Requested',
    limits: 'Limits',
    capacity: 'Capacity',
    allocatable: 'Allocatable',
    resource: 'Resource',
    container: 'Container',
    image: 'Image',
    restarts: 'Restarts',
    state: 'State',
    component: 'Component',
    type: 'Type',
    reason: 'Reason',
    message: 'Message',
    object: 'Object',
    count: 'Count',
    lastSeen: 'Last seen',
    since: 'Since',
    os: 'Operating system',
    kernel: 'Kernel',
    runtime: 'Container runtime',
    kubelet: 'Kubelet',
    architecture: 'Architecture',
    internalIp: 'Internal IP',
    taints: 'Taints',
    started: 'Started',
    noXid: 'none',
    more: (count: number) => `+${count}`,
  },
  gpuName: {
    index: (index: number | string) => `GPU ${index}`,
    noIndex: 'GPU',
    instance: (id: string) => `MIG ${id}`,
  },
  clusterState: {
    ok: 'Connected',
    connecting: 'Connecting',
    unreachable: 'Unreachable',
    source: {
      connecting: (source: string) => `${source} connecting`,
      unreachable: (source: string) => `${source} unreachable`,
    },
    rightsUnknown: 'Rights not known',
    forbidden: 'Not yours to see',
  },
  problemCounts: {
    critical: (count: number) => `${count} critical`,
    warning: (count: number) => plural(count, 'one warning', `${count} warnings`),
    info: (count: number) => `${count} info`,
    none: 'none',
    noneKnown: 'none known',
  },
  unhealthyOf: (count: number, of: number) => `${count} of ${of} unhealthy`,
  nodeStatus: { ready: 'Ready', notReady: 'NotReady', cordoned: 'Cordoned' },
  ofTotal: (total: string) => `of ${total}`,
  events: {
    title: 'Events',
    empty: 'No recent events',
    unread: 'The events could not be read',
    emptyDetail: 'Kubernetes keeps events for an hour by default.',
  },
  holders: 'Held by',
  shared: 'shared',
  sharedDetail: 'Other namespaces’ pods hold this GPU too.',
  devices: {
    title: 'Devices',
    note: 'as DRA drivers offer them',
    device: 'Device',
    health: 'Health',
    claim: 'Claim',
    claimAge: 'Claim age',
    looks: 'Only looking',
    unknown: 'unknown',
    empty: 'No DRA driver offers a GPU',
    unread: 'The ResourceSlices could not be read',
    rulesUnread: 'DeviceTaintRules could not be read: there may be more taints',
    taintedByDriver: 'set by the driver',
    taintedByRule: (rule: string) => `set by DeviceTaintRule ${rule}`,
    unused: 'Claims that nobody uses',
    unusedNote: 'they keep their devices until they are deleted',
    unusedEmpty: 'Every claim with devices is used by a pod',
    unusedReasons: {
      unreserved: (_pods: string) => 'allocated, reserved for no pod',
      ended: (pods: string) => `its pods ended: ${pods}`,
      gone: (pods: string) => `its pods are gone: ${pods}`,
    },
    unhealthy: 'Unhealthy devices',
    unhealthyNote: 'as kubelet reports them',
  },
  asks: {
    or: ' or ',
    all: (deviceClass: string) => `all ${deviceClass}`,
  },
  pod: {
    earlyStart: 'Runs without its GPU: started before the device plugin',
    unhealthyDevice: 'Has an unhealthy device',
    noReason: 'The scheduler has not reported a reason yet.',
    gpusUnknownShort: 'unknown',
    gpusUnknown: 'Its GPUs are unknown',
  },
  waits: {
    words,
    nodes: (count: number) => ` (${count} ${plural(count, 'node', 'nodes')})`,
    /** Names of nodes or of a node pool, and how many more there are. */
    at: (names: readonly string[], more: number) =>
      ` (${names.join(', ')}${more > 0 ? ` and ${more} more` : ''})`,
    separator: ', ',
  },
  folded: {
    title: 'Pods that are not listed',
    pods: (total: number, listed: number, status: string, whose: string) =>
      `${total} pods of ${whose} ended with ${status}; the newest ${listed} are listed.`,
    others: (count: number) => `And ${count} more of other owners.`,
  },
  noMetrics: 'No DCGM metrics in Prometheus',
  noMetricsDetail: 'Charts appear once Prometheus has scraped the DCGM exporter.',
};

export type FleetTexts = typeof en;
