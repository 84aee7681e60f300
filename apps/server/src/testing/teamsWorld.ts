import { SAMPLE_LABELS, sampleLabels } from '@gpu-console/shared/samples';
import { CREATED, exporterPod, type KubeObject, kubeNode, kubePod } from './kubeObjects.ts';
import { openMetricsOf, type SeriesHistory } from './seriesHistory.ts';

/** A word that everything carries which team A has no part in: whatever tells it to them gives something away. */
export const CANARY = /kanari[\w.-]*/g;

/** The namespaces of two teams; nothing of the second is team A's to see. */
export const A = 'alpha';
export const B = 'kanari-beta';

const RBAC = 'rbac.authorization.k8s.io';
const KUBESPHERE = 'monitoring.kubesphere.io';
const DRIVER = 'gpu.nvidia.com';
const SHARED = 'shared-1';
const DRA = 'dra-1';
/** Nothing of team A's runs there. */
const OTHER = 'kanari-node-1';
const SCRAPE_SECONDS = 15;
const HOUR = 3600;

/** By what their names are in the tests, the groups that each user is in. */
export const USERS = {
  nobody: [],
  teamA: ['team-a'],
  teamB: ['team-b'],
  admin: ['admins'],
  /** Lists nodes, and has what team A has of namespaces. */
  lister: ['team-a', 'listers'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type UserName = keyof typeof USERS;

/** Gives a group the rights of a ClusterRole, in one namespace or everywhere. */
export function bound(group: string, role: string, namespace?: string): KubeObject {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
    metadata: { name: `${group}-${role}`, ...(namespace !== undefined && { namespace }) },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
    subjects: [{ apiGroup: RBAC, kind: 'Group', name: group }],
  };
}

function clusterRole(name: string, apiGroup: string, resources: string[], verbs: string[]): KubeObject {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRole',
    metadata: { name },
    rules: [{ apiGroups: [apiGroup], resources, verbs }],
  };
}

const EVERY_VERB = ['get', 'list', 'watch', 'create', 'update', 'delete'];

/** Each team's view of its namespace and its dashboards there. */
export const teamRights: readonly KubeObject[] = [
  clusterRole('list-nodes', '', ['nodes'], ['get', 'list']),
  clusterRole('own-dashboards', KUBESPHERE, ['dashboards'], EVERY_VERB),
  bound('admins', 'cluster-admin'),
  bound('listers', 'list-nodes'),
  ...[
    ['team-a', A],
    ['team-b', B],
  ].flatMap(([team = '', namespace]) => [
    bound(team, 'view', namespace),
    bound(team, 'own-dashboards', namespace),
  ]),
];

/** The right of team A to see its namespace. */
export const viewOfA = bound('team-a', 'view', A);

const unscheduled = (message: string) => ({
  conditions: [{ type: 'PodScheduled', status: 'False', message, lastTransitionTime: CREATED }],
});

const isOf = (namespace: string, name: string) => (namespace === A ? name : `kanari-${name}`);

const claim = (namespace: string, name: string, device: string, pod: string): KubeObject => ({
  apiVersion: 'resource.k8s.io/v1',
  kind: 'ResourceClaim',
  metadata: { name, namespace, creationTimestamp: CREATED },
  spec: { devices: { requests: [{ name: 'gpu', exactly: { deviceClassName: DRIVER, count: 1 } }] } },
  status: {
    allocation: { devices: { results: [{ request: 'gpu', driver: DRIVER, pool: DRA, device }] } },
    reservedFor: pod === '' ? [] : [{ resource: 'pods', name: pod, uid: `uid-${pod}` }],
  },
});

const dashboard = (kind: string, name: string, namespace?: string): KubeObject => ({
  apiVersion: `${KUBESPHERE}/v1alpha2`,
  kind,
  metadata: { name, ...(namespace !== undefined && { namespace }) },
  spec: {
    title: `${name} title`,
    panels: [
      {
        id: 1,
        title: `${name} panel`,
        type: 'graph',
        targets: [{ refId: 1, expression: `${name.replaceAll('-', '_')}_total` }],
      },
    ],
  },
});

const event = (namespace: string, kind: string, name: string, message: string): KubeObject => ({
  kind: 'Event',
  metadata: { name: `${name}-event`, namespace },
  type: 'Warning',
  reason: 'Testing',
  message,
  lastTimestamp: CREATED,
  involvedObject: { kind, name, ...(kind === 'Pod' && { namespace }) },
});

/** What a team has: alike for both, but for the names. @param gpu the first of its own on the shared node */
function objectsOf(namespace: string): KubeObject[] {
  const named = (name: string) => isOf(namespace, name);
  const pod = (name: string, more: Parameters<typeof kubePod>[1] = {}) =>
    kubePod(named(name), { namespace, node: SHARED, labels: { app: named(name) }, ...more });
  const main = named('main');
  const container = (limits: object) => ({
    containers: [{ name: main, image: 'example/main:1', resources: { requests: limits, limits } }],
  });
  return [
    pod('train', { spec: { nodeName: SHARED, ...container({ 'nvidia.com/gpu': '1' }) } }),
    pod('slice'),
    pod('mig', { spec: { nodeName: SHARED, ...container({ 'nvidia.com/mig-1g.6gb': '1' }) } }),
    kubePod(named('waits'), {
      namespace,
      gpus: 4,
      status: unscheduled(`0/3 nodes are available: 3 Insufficient nvidia.com/gpu. ${named('said')}`),
    }),
    kubePod(named('claimant'), {
      namespace,
      node: DRA,
      gpus: 0,
      spec: {
        nodeName: DRA,
        containers: [{ name: main, image: 'example/main:1', resources: { claims: [{ name: 'gpu' }] } }],
        resourceClaims: [{ name: 'gpu', resourceClaimName: named('claim') }],
      },
    }),
    claim(namespace, named('claim'), namespace === A ? 'gpu-0' : 'gpu-1', named('claimant')),
    claim(namespace, named('left-claim'), namespace === A ? 'gpu-2' : 'gpu-3', ''),
    kubePod(named('sample'), { namespace, labels: { ...SAMPLE_LABELS, ...sampleLabels('load') } }),
    {
      kind: 'Service',
      metadata: { name: named('service'), namespace },
      spec: {
        selector: { app: named('train') },
        ports: [{ name: named('port'), port: 80 }],
      },
    },
    event(namespace, 'Pod', named('train'), named('event-text')),
    dashboard('Dashboard', named('board'), namespace),
  ];
}

/** What nobody but the cluster's administrators has. */
const others: readonly KubeObject[] = [
  kubeNode(OTHER, { ip: '10.0.0.3' }),
  exporterPod(OTHER, true, '10.244.2.9'),
  kubePod('kanari-alone', { namespace: B, node: OTHER }),
  dashboard('ClusterDashboard', 'kanari-cluster'),
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'kanari-map',
      namespace: 'gpu-console',
      labels: { 'gpu-console.io/dashboard': 'true' },
    },
    data: {
      'dashboard.json': JSON.stringify({
        id: 'kanari-map',
        title: 'kanari-map title',
        variables: [],
        panels: [],
      }),
    },
  },
  event('default', 'Node', SHARED, 'kanari-node-event'),
];

/** Team B's namespace with all that is in it, and what else team A must not see. */
export const hidden: readonly KubeObject[] = [...objectsOf(B), ...others];

const devices = Array.from({ length: 5 }, (_, index) => ({
  name: `gpu-${index}`,
  attributes: {
    uuid: { string: `GPU-dra-${index}` },
    type: { string: 'gpu' },
    productName: { string: 'NVIDIA H100' },
  },
}));

/** The nodes that both teams use, and team A's namespace with all that is in it. */
export const shown: readonly KubeObject[] = [
  kubeNode(SHARED, { gpus: 4, ip: '10.0.0.1', labels: { 'nvidia.com/gpu.product': 'NVIDIA-A30' } }),
  kubeNode(DRA, { gpus: 0, ip: '10.0.0.2', labels: { 'nvidia.com/gpu.present': 'true' } }),
  {
    apiVersion: 'resource.k8s.io/v1',
    kind: 'ResourceSlice',
    metadata: { name: DRA, creationTimestamp: CREATED },
    spec: {
      driver: DRIVER,
      nodeName: DRA,
      pool: { name: DRA, generation: 1, resourceSliceCount: 1 },
      devices,
    },
  },
  exporterPod(SHARED, true, '10.244.0.9'),
  ...objectsOf(A),
];

/** How the labels of workloads are called: as a scrape leaves them that does not honour the exporter's, or as one that does. */
export type Honoured = 'exported' | 'honoured';

function gpuLabels(uuid: string, index: number, node: string, honoured: Honoured) {
  return {
    ...{ gpu: String(index), UUID: uuid, device: `nvidia${index}`, modelName: 'NVIDIA A30', Hostname: node },
    ...{ DCGM_FI_DRIVER_VERSION: '535.129.03', job: 'nvidia-dcgm-exporter', instance: `${node}:9400` },
    ...(honoured === 'exported' && {
      ...{ namespace: 'gpu-operator', pod: `nvidia-dcgm-exporter-${node}`, container: 'exporter' },
    }),
  };
}

function held(namespace: string, pod: string, honoured: Honoured) {
  const names = { namespace, pod: isOf(namespace, pod), container: isOf(namespace, 'main') };
  const own = namespace === A ? {} : { kanari_label: 'kanari-value' };
  if (honoured === 'honoured') return { ...names, ...own };
  return {
    ...Object.fromEntries(Object.entries(names).map(([key, value]) => [`exported_${key}`, value])),
    ...own,
  };
}

const FIELDS = {
  DCGM_FI_DEV_GPU_UTIL: 40,
  DCGM_FI_PROF_GR_ENGINE_ACTIVE: 0.4,
  DCGM_FI_DEV_FB_USED: 1000,
  DCGM_FI_DEV_FB_FREE: 23_000,
  DCGM_FI_DEV_GPU_TEMP: 50,
  DCGM_FI_DEV_POWER_USAGE: 100,
} as const;

interface Device {
  readonly labels: Readonly<Record<string, string>>;
  /** Whose it is; null for nobody's. */
  readonly namespace: string | null;
}

function devicesOf(honoured: Honoured): Device[] {
  const board = (n: number) => gpuLabels(`GPU-shared-${n}`, n, SHARED, honoured);
  const of = (namespace: string, labels: object, pod: string): Device => ({
    namespace,
    labels: { ...labels, ...held(namespace, pod, honoured) },
  });
  const instance = (id: number) => ({ ...board(3), GPU_I_ID: String(id), GPU_I_PROFILE: '1g.6gb' });
  return [
    of(A, board(0), 'train'),
    of(A, board(1), 'slice'),
    of(B, board(1), 'slice'),
    of(B, board(2), 'train'),
    of(A, instance(3), 'mig'),
    of(B, instance(4), 'mig'),
    { namespace: null, labels: { ...board(3), GPU_I_ID: '5', GPU_I_PROFILE: '1g.6gb' } },
    of(B, gpuLabels('GPU-kanari-0', 0, OTHER, honoured), 'alone'),
    { namespace: null, labels: gpuLabels('GPU-kanari-1', 1, OTHER, honoured) },
  ];
}

/**
 * Two hours of the exporters' series, as OpenMetrics. @param end Unix seconds
 * @param withOthers whether also those of team B and of nobody
 */
export function teamsHistory(end: number, honoured: Honoured = 'exported', withOthers = true): string {
  const of = { from: end - 2 * HOUR, to: end, every: SCRAPE_SECONDS };
  const gpus = devicesOf(honoured)
    .filter(({ namespace }) => withOthers || namespace === A)
    .flatMap(({ labels }) =>
      Object.entries(FIELDS).map(
        ([name, value]): SeriesHistory => ({ ...of, name, labels, value: () => value }),
      ),
    );
  const custom = [A, ...(withOthers ? [B] : [])].map(
    (namespace): SeriesHistory => ({
      ...of,
      name: `${namespace === A ? 'own' : 'kanari'}_total`,
      labels: { job: 'app', instance: namespace, namespace, pod: isOf(namespace, 'train') },
      value: () => 1,
    }),
  );
  return openMetricsOf([...gpus, ...custom]);
}

/** A file of rules whose alerts fire from the start: about a GPU of each team, and about one that both have. */
export function alertsOf(...namespaces: readonly string[]): string {
  const about = [
    ['GPU-shared-0', A],
    ['GPU-shared-1', B],
    ['GPU-shared-2', B],
  ] as const;
  const rules = about
    .filter(([, namespace]) => namespaces.includes(namespace))
    .map(([UUID, namespace]) => ({
      alert: 'GpuLooksOdd',
      expr: 'vector(1)',
      labels: { UUID, namespace, severity: 'warning' },
      annotations: { summary: `GPU of ${namespace}, and kanari-words` },
    }));
  return JSON.stringify({ groups: [{ name: 'gpus', interval: '1s', rules }] });
}
