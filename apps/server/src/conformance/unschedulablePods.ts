/** A cluster on which each of these pods must wait, for a reason of its own. */

type Spec = Readonly<Record<string, unknown>>;

const amounts = (gpus: number, pods = 20) => ({
  cpu: '64',
  memory: '512Gi',
  'ephemeral-storage': '1Ti',
  pods: String(pods),
  ...(gpus === 0 ? {} : { 'nvidia.com/gpu': String(gpus) }),
});

const node = (name: string, gpus: number, more: { labels?: Spec; spec?: Spec; capacity?: Spec } = {}) => ({
  metadata: { name, labels: { 'kubernetes.io/hostname': name, ...more.labels } },
  spec: { ...more.spec },
  status: {
    capacity: { ...amounts(gpus), ...more.capacity },
    conditions: [{ type: 'Ready', status: 'True' }],
  },
});

const A100 = { 'nvidia.com/gpu.product': 'NVIDIA-A100-SXM4-80GB', 'topology.kubernetes.io/zone': 'a' };
const H100 = { 'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3', 'topology.kubernetes.io/zone': 'b' };

export const NODES = [
  node('gpu-a1', 8, { labels: A100 }),
  node('gpu-a2', 8, { labels: A100, capacity: { 'nvidia.com/mig-1g.10gb': '7' } }),
  node('gpu-h1', 8, {
    labels: H100,
    spec: { taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }] },
  }),
  node('gpu-h2', 8, { labels: H100, spec: { unschedulable: true } }),
  node('gpu-h3', 8, {
    labels: H100,
    spec: { taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }] },
  }),
  node('control', 0, {
    spec: { taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] },
  }),
  node('cpu-1', 0, { capacity: { pods: '1' } }),
];

export const container = (limits: Spec = {}, more: Spec = {}) => ({
  name: 'main',
  image: 'example/main:1',
  resources: { limits },
  ...more,
});

const gpus = (count: number, more: Spec = {}) => ({
  containers: [container({ 'nvidia.com/gpu': count })],
  ...more,
});

const everywhere = { tolerations: [{ operator: 'Exists' }] };
const labelled = (app: string) => ({ labelSelector: { matchLabels: { app } } });
const byHost = { topologyKey: 'kubernetes.io/hostname' };
const claim = (claimName: string) => ({
  volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }],
});

/** Pods that run, by the node that they run on. */
export const RUNNING: readonly { node: string; app: string; spec: Spec }[] = [
  { node: 'gpu-a1', app: 'train', spec: gpus(6) },
  { node: 'gpu-a2', app: 'train', spec: gpus(7) },
  {
    node: 'gpu-a1',
    app: 'train',
    spec: { containers: [container({}, { ports: [{ containerPort: 80, hostPort: 80 }] })] },
  },
  { node: 'gpu-h1', app: 'serve', spec: gpus(8, everywhere) },
  {
    node: 'gpu-h2',
    app: 'lonely',
    spec: gpus(1, {
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [{ ...labelled('guest'), ...byHost }],
        },
      },
    }),
  },
  { node: 'cpu-1', app: 'web', spec: { containers: [container()] } },
];

/** Objects that the pods name. */
export const OBJECTS: readonly (readonly [collection: string, object: object])[] = [
  ['/apis/scheduling.k8s.io/v1/priorityclasses', { metadata: { name: 'urgent' }, value: 1000 }],
  [
    '/apis/scheduling.k8s.io/v1/priorityclasses',
    { metadata: { name: 'patient' }, value: 1000, preemptionPolicy: 'Never' },
  ],
  [
    '/apis/storage.k8s.io/v1/storageclasses',
    { metadata: { name: 'at-once' }, provisioner: 'example.com/none' },
  ],
  [
    '/apis/storage.k8s.io/v1/storageclasses',
    {
      metadata: { name: 'later' },
      provisioner: 'kubernetes.io/no-provisioner',
      volumeBindingMode: 'WaitForFirstConsumer',
    },
  ],
  ...['at-once', 'later'].map(
    (storageClassName) =>
      [
        '/api/v1/namespaces/default/persistentvolumeclaims',
        {
          metadata: { name: storageClassName },
          spec: {
            storageClassName,
            accessModes: ['ReadWriteOnce'],
            resources: { requests: { storage: '1Gi' } },
          },
        },
      ] as const,
  ),
  [
    '/api/v1/persistentvolumes',
    {
      metadata: { name: 'local' },
      spec: {
        storageClassName: 'later',
        accessModes: ['ReadWriteOnce'],
        capacity: { storage: '1Gi' },
        local: { path: '/data' },
        claimRef: { namespace: 'default', name: 'local' },
        nodeAffinity: {
          required: {
            nodeSelectorTerms: [
              { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['gpu-a2'] }] },
            ],
          },
        },
      },
    },
  ],
  [
    '/api/v1/namespaces/default/persistentvolumeclaims',
    {
      metadata: { name: 'local', annotations: { 'pv.kubernetes.io/bind-completed': 'yes' } },
      spec: {
        storageClassName: 'later',
        volumeName: 'local',
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '1Gi' } },
      },
    },
  ],
  [
    '/apis/resource.k8s.io/v1/deviceclasses',
    {
      metadata: { name: 'gpu.nvidia.com' },
      spec: { selectors: [{ cel: { expression: 'device.driver == "gpu.nvidia.com"' } }] },
    },
  ],
  [
    '/apis/resource.k8s.io/v1/namespaces/default/resourceclaims',
    {
      metadata: { name: 'one-gpu' },
      spec: { devices: { requests: [{ name: 'gpu', exactly: { deviceClassName: 'gpu.nvidia.com' } }] } },
    },
  ],
];

const affinity = (key: string, operator: string, values?: string[]) => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key, operator, ...(values && { values }) }] }],
      },
    },
  },
});

const spread = (topologyKey: string) => ({
  topologySpreadConstraints: [
    { maxSkew: 1, topologyKey, whenUnsatisfiable: 'DoNotSchedule', ...labelled('train') },
  ],
});

/** Pods that wait. */
export const WAITING: Readonly<Record<string, { spec: Spec; labels?: Spec }>> = {
  'more than is free': { spec: gpus(4) },
  'more than any node has': { spec: gpus(16) },
  'more than any node has, every taint tolerated': { spec: gpus(16, everywhere) },
  'a tolerated taint, and nothing free behind it': {
    spec: gpus(4, { tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists' }] }),
  },
  'an instance that is not there': { spec: { containers: [container({ 'nvidia.com/mig-3g.40gb': 1 })] } },
  'more instances than there are': { spec: { containers: [container({ 'nvidia.com/mig-1g.10gb': 8 })] } },
  'GPUs and instances': {
    spec: { containers: [container({ 'nvidia.com/gpu': 2, 'nvidia.com/mig-1g.10gb': 2 })] },
  },
  'too much of all': {
    spec: {
      containers: [container({ cpu: '100', memory: '1Ti', 'ephemeral-storage': '2Ti', 'nvidia.com/gpu': 8 })],
    },
  },
  'another maker’s GPU': { spec: { containers: [container({ 'amd.com/gpu': 1 })] } },
  'a selector that nothing has': {
    spec: gpus(1, { nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-B200' } }),
  },
  'a selector for full nodes': { spec: gpus(4, { nodeSelector: { 'topology.kubernetes.io/zone': 'a' } }) },
  'a selector for closed nodes': { spec: gpus(1, { nodeSelector: { 'topology.kubernetes.io/zone': 'b' } }) },
  'an affinity that nothing has': { spec: gpus(1, affinity('nvidia.com/gpu.family', 'In', ['blackwell'])) },
  'an affinity for one node by name': {
    spec: gpus(4, {
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['gpu-a1'] }] },
            ],
          },
        },
      },
    }),
  },
  'beside a pod that is not there': {
    spec: gpus(1, {
      affinity: {
        podAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [{ ...labelled('cache'), ...byHost }],
        },
      },
    }),
  },
  'away from pods that are everywhere': {
    spec: gpus(1, {
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [{ ...labelled('train'), ...byHost }],
        },
      },
    }),
  },
  'unwelcome to a pod that runs': {
    spec: gpus(4, { ...everywhere, nodeSelector: { 'kubernetes.io/hostname': 'gpu-h2' } }),
    labels: { app: 'guest' },
  },
  'spread over hosts': {
    spec: gpus(2, {
      ...spread('kubernetes.io/hostname'),
      nodeSelector: { 'topology.kubernetes.io/zone': 'a' },
    }),
    labels: { app: 'train' },
  },
  'spread over racks that no node is in': {
    spec: gpus(1, spread('example.com/rack')),
    labels: { app: 'train' },
  },
  'no place for a pod': {
    spec: { containers: [container()], nodeSelector: { 'kubernetes.io/hostname': 'cpu-1' } },
  },
  'a port that is taken': {
    spec: {
      containers: [container({ 'nvidia.com/gpu': 2 }, { ports: [{ containerPort: 80, hostPort: 80 }] })],
    },
  },
  'a volume of another node': { spec: gpus(2, claim('local')) },
  'a claim that is not there': { spec: gpus(1, claim('data')) },
  'a claim that waits for its volume': { spec: gpus(1, claim('at-once')) },
  'a claim for which there is no volume': { spec: gpus(1, claim('later')) },
  'a device claim that no device satisfies': {
    spec: { containers: [container()], resourceClaims: [{ name: 'gpu', resourceClaimName: 'one-gpu' }] },
  },
  'a gate': { spec: gpus(1, { schedulingGates: [{ name: 'example.com/quota' }] }) },
  'urgent, but nowhere large enough': { spec: gpus(16, { priorityClassName: 'urgent' }) },
  'urgent, and too polite to preempt': { spec: gpus(4, { priorityClassName: 'patient' }) },
};
