import { healthyWorld, NODE, put, type World } from './doctorWorld.ts';
import { type KubeObject, kubeNode, kubePod } from './kubeObjects.ts';

const NAMESPACE = 'gpu-operator';
const SETTLED = '2024-03-01T08:00:00Z';
const VALIDATOR_IMAGE = 'nvcr.io/nvidia/gpu-operator-validator:v26.7.0';

interface Operand {
  readonly app: Readonly<Record<string, string>>;
  readonly image: string;
  /** The end of the node's label that places it. */
  readonly label: string;
  readonly inits?: readonly string[];
  /** The template of the claim that gives it access to all GPUs. */
  readonly claim?: string;
}

/** As NVIDIA/gpu-operator 26.7 makes them (manifests of GPUCluster); the driver is an NVIDIADriver's. */
const OPERANDS: Readonly<Record<string, Operand>> = {
  driver: {
    app: { app: 'nvidia-gpu-driver-ubuntu24.04-7c6d7b', 'app.kubernetes.io/component': 'nvidia-driver' },
    image: 'nvcr.io/nvidia/driver:595.71.05-ubuntu24.04',
    label: 'driver',
    inits: ['k8s-driver-manager'],
  },
  'dra-driver': {
    app: { app: 'nvidia-dra-driver-kubelet-plugin', 'app.kubernetes.io/name': 'nvidia-dra-driver' },
    image: 'registry.k8s.io/dra-driver-nvidia/dra-driver-nvidia-gpu:v0.4.1',
    label: 'dra-driver',
    inits: ['driver-validation'],
  },
  validator: {
    app: { app: 'nvidia-operator-validator', 'app.kubernetes.io/name': 'nvidia-dra-validator' },
    image: VALIDATOR_IMAGE,
    label: 'dra-validator',
    inits: ['gpu-validation'],
    claim: 'nvidia-dra-validator-gpu',
  },
  dcgm: {
    app: { app: 'nvidia-dcgm-dra' },
    image: 'nvcr.io/nvidia/cloud-native/dcgm:4.6.0-1-ubuntu22.04',
    label: 'dcgm-dra',
    claim: 'nvidia-dcgm-admin',
  },
  'dcgm-exporter': {
    app: { app: 'nvidia-dcgm-exporter-dra' },
    image: 'nvcr.io/nvidia/k8s/dcgm-exporter:4.6.0-4.9.0-distroless',
    label: 'dcgm-exporter-dra',
    claim: 'nvidia-dcgm-exporter-admin',
  },
};

/** One node with two GPUs under an operator 26.7 with a GPUCluster: GPUs are claimed, and stand in no capacity. */
export function gpuClusterWorld(): World {
  const world = healthyWorld();
  const exporter = { app: 'nvidia-dcgm-exporter-dra' };
  const node = kubeNode(NODE, { gpus: 0, labels: nodeLabels() });
  for (const [field, value] of Object.entries({
    osImage: 'Ubuntu 24.04.4 LTS',
    kernelVersion: '6.8.0-101-generic',
    containerRuntimeVersion: 'containerd://2.2.1',
    kubeletVersion: 'v1.35.2',
  }))
    put(node, ['status', 'nodeInfo', field], value);
  const kept = world.pods.filter(({ metadata }) => /^(?:nfd-worker|operator)-/.test(metadata.name));
  put(kept[1], ['spec', 'containers', 0, 'image'], 'nvcr.io/nvidia/gpu-operator:v26.7.0');
  world.serverVersion = 'v1.35.2';
  world.nodes = [node];
  world.pods = [...kept, ...Object.keys(OPERANDS).map(claimPod), controllerPod()];
  world.slices = [sliceOf(NODE)];
  world.policies = [];
  world.gpuClusters = [gpuCluster('ready')];
  world.drivers = [
    { metadata: { name: 'default' }, spec: { version: '595.71.05' }, status: { state: 'ready' } },
  ];
  world.daemonSets = Object.entries(OPERANDS).map(([component, { app, image, label }]) => ({
    metadata: { name: app['app'], namespace: NAMESPACE },
    spec: {
      template: {
        metadata: { labels: app },
        spec: {
          nodeSelector: { [`nvidia.com/gpu.deploy.${label}`]: 'true' },
          containers: [{ name: component, image }],
        },
      },
    },
  }));
  for (const object of [world.services[0], world.endpoints[0], world.serviceMonitors[0]])
    put(object, ['metadata', 'name'], 'nvidia-dcgm-exporter-dra');
  put(world.services[0], ['metadata', 'labels'], exporter);
  put(world.services[0], ['spec', 'selector'], exporter);
  put(world.serviceMonitors[0], ['spec', 'selector'], { matchLabels: exporter });
  world.runtimeClasses = [];
  // The ClusterPolicy's controller, whose metric this is, has nothing to reconcile.
  world.operatorSamples = [
    { name: 'gpu_operator_reconciliation_status', node: null, pod: 'operator-control-1', value: 0 },
  ];
  for (const gpu of world.gpus) Object.assign(gpu, { pods: [], driverVersion: '595.71.05' });
  return structuredClone(world);
}

/** The GPUCluster in a state, with the conditions that the operator gives for it. */
export function gpuCluster(state: string | null, reason = 'Reconciled', message = ''): object {
  const isReady = state === 'ready';
  return {
    metadata: { name: 'gpu-cluster', annotations: { 'meta.helm.sh/release-name': 'gpu' } },
    spec: { draDriver: { computeDomains: { enabled: true } }, dcgmExporter: { enabled: true } },
    ...(state !== null && {
      status: {
        state,
        namespace: NAMESPACE,
        conditions: [
          {
            type: 'Ready',
            status: isReady ? 'True' : 'False',
            reason: isReady ? reason : 'Error',
            message: '',
          },
          { type: 'Error', status: isReady ? 'False' : 'True', reason: isReady ? 'Ready' : reason, message },
        ],
      },
    }),
  };
}

function nodeLabels(): Readonly<Record<string, string>> {
  return {
    'nvidia.com/gpu.present': 'true',
    'feature.node.kubernetes.io/pci-10de.present': 'true',
    ...Object.fromEntries(
      Object.values(OPERANDS).map(({ label }) => [`nvidia.com/gpu.deploy.${label}`, 'true']),
    ),
  };
}

function claimPod(component: string): KubeObject {
  const { app = {}, image = '', inits = [], claim } = OPERANDS[component] ?? {};
  const done = { terminated: { reason: 'Completed', exitCode: 0, finishedAt: SETTLED } };
  return kubePod(`${component}-${NODE}`, {
    namespace: NAMESPACE,
    node: NODE,
    gpus: 0,
    labels: app,
    spec: {
      containers: [{ name: component, image }],
      initContainers: inits.map((name) => ({ name, image: VALIDATOR_IMAGE })),
      ...(claim && { resourceClaims: [{ name: 'admin-gpus', resourceClaimTemplateName: claim }] }),
    },
    status: {
      podIP: component === 'dcgm-exporter' ? '10.244.0.1' : '10.244.9.9',
      conditions: [
        { type: 'Initialized', status: 'True' },
        { type: 'Ready', status: 'True', lastTransitionTime: SETTLED },
      ],
      initContainerStatuses: inits.map((name) => ({ name, ready: true, state: done })),
      containerStatuses: [
        { name: component, ready: true, restartCount: 0, state: { running: { startedAt: SETTLED } } },
      ],
    },
  });
}

function controllerPod(): KubeObject {
  return kubePod('nvidia-dra-driver-controller', {
    namespace: NAMESPACE,
    node: 'control-1',
    gpus: 0,
    labels: { app: 'nvidia-dra-driver-controller', 'app.kubernetes.io/name': 'nvidia-dra-driver' },
    status: { conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: SETTLED }] },
  });
}

function sliceOf(node: string): KubeObject {
  return {
    metadata: { name: `${node}-gpu.nvidia.com`, creationTimestamp: SETTLED },
    spec: {
      driver: 'gpu.nvidia.com',
      nodeName: node,
      pool: { name: node, generation: 1, resourceSliceCount: 1 },
      devices: [0, 1].map((index) => ({
        name: `gpu-${index}`,
        attributes: { type: { string: 'gpu' }, uuid: { string: `GPU-${index}` } },
      })),
    },
  };
}

/** The pod waits for the scheduler to find devices for its claims, or for kubelet to prepare them. */
export function heldByClaims(world: World, component: string, by: 'scheduler' | 'kubelet'): void {
  const pod = world.pods.find(({ metadata }) => metadata.name === `${component}-${NODE}`);
  const message = '0/3 nodes are available: 1 cannot allocate all claims, 2 node(s) didn’t match.';
  put(pod, ['status'], {
    phase: 'Pending',
    conditions: [
      by === 'scheduler'
        ? { type: 'PodScheduled', status: 'False', message, lastTransitionTime: SETTLED }
        : { type: 'Ready', status: 'False', lastTransitionTime: SETTLED },
    ],
    ...(by === 'kubelet' && {
      containerStatuses: [
        {
          name: component,
          ready: false,
          restartCount: 0,
          state: { waiting: { reason: 'ContainerCreating' } },
        },
      ],
    }),
  });
  if (by === 'scheduler') {
    const matchFields = [{ key: 'metadata.name', operator: 'In', values: [NODE] }];
    put(pod, ['spec', 'nodeName'], undefined);
    put(pod, ['spec', 'affinity'], {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields }] },
      },
    });
  }
}
