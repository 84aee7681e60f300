/** Kubernetes objects as the API server sends them: plain JSON, for the tests to feed and to serve. */
export interface KubeObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly resourceVersion?: string;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

export const CREATED = '2024-03-01T08:00:00Z';
export const CREATED_SECONDS = Date.parse(CREATED) / 1000;

interface NodeOptions {
  readonly gpus?: number;
  readonly allocatable?: number;
  readonly ready?: boolean;
  readonly ip?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly spec?: Fields;
}

/** A node with whole GPUs; `gpus: 0` gives one without. */
export function kubeNode(name: string, options: NodeOptions = {}): KubeObject {
  const { gpus = 2, allocatable = gpus, ready = true, ip = '10.0.0.1', labels = {}, spec = {} } = options;
  const amounts = (count: number) => ({
    cpu: '64',
    memory: '263Gi',
    ...(gpus === 0 ? {} : { 'nvidia.com/gpu': String(count) }),
  });
  return {
    metadata: { name, uid: `uid-${name}`, creationTimestamp: CREATED, labels },
    spec,
    status: {
      capacity: amounts(gpus),
      allocatable: amounts(allocatable),
      conditions: [
        {
          type: 'Ready',
          status: ready ? 'True' : 'False',
          reason: ready ? 'KubeletReady' : 'KubeletNotReady',
          message: 'kubelet says so',
          lastTransitionTime: CREATED,
        },
      ],
      addresses: [
        { type: 'Hostname', address: name },
        { type: 'InternalIP', address: ip },
      ],
      nodeInfo: {
        architecture: 'amd64',
        osImage: 'Ubuntu 22.04.4 LTS',
        kernelVersion: '5.15.0-101-generic',
        containerRuntimeVersion: 'containerd://1.7.13',
        kubeletVersion: 'v1.29.2',
      },
    },
  };
}

interface PodOptions {
  readonly namespace?: string;
  readonly node?: string;
  readonly gpus?: number | string;
  readonly phase?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly metadata?: Fields;
  readonly spec?: Fields;
  readonly status?: Fields;
}

/** A pod of one container named `main`, running where it has a node. */
export function kubePod(name: string, options: PodOptions = {}): KubeObject {
  const { namespace = 'ml', node, gpus = 1, labels = {}, metadata = {}, spec = {}, status = {} } = options;
  const phase = options.phase ?? (node === undefined ? 'Pending' : 'Running');
  const limits = { 'nvidia.com/gpu': String(gpus) };
  return {
    metadata: { name, namespace, uid: `uid-${name}`, creationTimestamp: CREATED, labels, ...metadata },
    spec: {
      ...(node === undefined ? {} : { nodeName: node }),
      containers: [
        {
          name: 'main',
          image: 'registry.example/train:1',
          resources: gpus === 0 ? {} : { requests: limits, limits },
        },
      ],
      ...spec,
    },
    status: { phase, ...(node === undefined ? {} : { startTime: CREATED }), ...status },
  };
}

/** The DCGM exporter's pod on a node, as the GPU Operator runs it. */
export function exporterPod(node: string, ready = true, ip = '10.244.0.9'): KubeObject {
  return kubePod(`nvidia-dcgm-exporter-${node}`, {
    namespace: 'gpu-operator',
    node,
    gpus: 0,
    labels: { app: 'nvidia-dcgm-exporter' },
    status: {
      podIP: ip,
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
      containerStatuses: [
        {
          name: 'main',
          ready,
          restartCount: ready ? 0 : 7,
          state: ready ? { running: {} } : { waiting: { reason: 'CrashLoopBackOff' } },
        },
      ],
    },
  });
}
