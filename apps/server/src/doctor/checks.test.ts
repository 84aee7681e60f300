import type { CheckResult } from '@gpu-console/shared/contract';
import { type CheckId, checkIds } from '@gpu-console/shared/doctor';
import { describe, expect, it } from 'vitest';
import { unavailable } from '../fact.ts';
import {
  factsOf,
  gpuNode,
  healthyWorld,
  NODE,
  NOW,
  operandPod,
  put,
  type World,
} from '../testing/doctorWorld.ts';
import { kubePod } from '../testing/kubeObjects.ts';
import type { Facts } from './facts.ts';
import { findAll } from './runChecks.ts';

const of = (results: readonly CheckResult[], check: string) => results.filter((one) => one.check === check);
const line = ({ verdict, check, variant, subject, blockedBy }: CheckResult) =>
  [verdict, check, variant, subject.name, ...(blockedBy === null ? [] : ['<-', blockedBy.check])]
    .filter(Boolean)
    .join(' ');

/** What is found, passes aside. */
function found(change: (world: World) => void, more: (facts: Facts) => Facts = (facts) => facts): string[] {
  const world = healthyWorld();
  change(world);
  return findAll(more(factsOf(world)))
    .filter(({ verdict }) => verdict !== 'pass')
    .map(line);
}

const podOf = (world: World, component: string, node = NODE) => {
  const pod = world.pods.find(({ metadata }) => metadata.name === `${component}-${node}`);
  if (pod === undefined) throw new Error(`no pod of ${component}`);
  return pod;
};

/** The pod's main container waits for this reason, and was never ready in its last run. */
function broken(world: World, component: string, reason: string, more: object = {}): void {
  const pod = podOf(world, component);
  put(pod, ['status', 'conditions', 1, 'status'], 'False');
  put(pod, ['status', 'containerStatuses', 0], {
    name: component,
    ready: false,
    restartCount: 5,
    state: { waiting: { reason, message: `${reason} it is` } },
    lastState: { terminated: { reason: 'Error', exitCode: 1, finishedAt: '2024-03-01T08:58:00Z' } },
    ...more,
  });
}

/** The pod waits in an init container, which runs and runs. */
function waiting(world: World, component: string, init: string, state: object = { running: {} }): void {
  const pod = podOf(world, component);
  put(pod, ['status', 'conditions', 0, 'status'], 'False');
  put(pod, ['status', 'conditions', 1, 'status'], 'False');
  put(pod, ['status', 'phase'], 'Pending');
  const statuses = Reflect.get(Reflect.get(pod, 'status') as object, 'initContainerStatuses') as {
    name: string;
  }[];
  const index = statuses.findIndex(({ name }) => name === init);
  put(pod, ['status', 'initContainerStatuses', index], { name: init, ready: false, state });
  put(pod, ['status', 'containerStatuses', 0, 'ready'], false);
  put(pod, ['status', 'containerStatuses', 0, 'state'], { waiting: { reason: 'PodInitializing' } });
}

/** What the node controller makes of a pod whose node is silent. */
const unheard = (world: World, component: string) => {
  put(podOf(world, component), ['status', 'conditions', 1, 'status'], 'False');
};

const without = (world: World, component: string) => {
  world.pods = world.pods.filter(({ metadata }) => metadata.name !== `${component}-${NODE}`);
};

const label = (world: World, name: string, value: string | undefined) =>
  put(world.nodes[0], ['metadata', 'labels', name], value);

const sample = (world: World, name: string, value: number) =>
  put(
    world.operatorSamples.find((one) => one.name === name),
    ['value'],
    value,
  );

const info = (world: World, field: string, value: string) =>
  put(world.nodes[0], ['status', 'nodeInfo', field], value);

/** Another node that differs in one field, and is done as well. */
function secondNode(world: World, path: readonly string[], value: string): void {
  const node = structuredClone(gpuNode('gpu-2'));
  put(node, path, value);
  put(node, ['status', 'addresses'], []);
  world.nodes.push(node);
  const components = world.pods.filter(({ metadata }) => metadata.name.endsWith(`-${NODE}`));
  for (const { metadata } of components)
    world.pods.push(structuredClone(operandPod(metadata.name.replace(`-${NODE}`, ''), 'gpu-2')));
  put(world.endpoints[0], ['subsets', 0, 'addresses', 1], { ip: '10.244.0.2' });
  const [target] = world.targets;
  if (target === undefined) throw new Error('no target');
  const labels = { pod: 'dcgm-exporter-gpu-2', namespace: 'gpu-operator' };
  world.targets.push({ ...target, url: 'http://10.244.0.2:9400/metrics', labels });
  const gpu = { node: 'gpu-2', pods: [], values: { DCGM_FI_DEV_XID_ERRORS: 0 }, sampledAt: NOW - 5 };
  world.gpus.push(...[2, 3].map((index) => ({ ...gpu, uuid: `GPU-${index}`, index })));
}

/** Nothing of the node's GPUs comes to Prometheus. */
const dark = (world: World) => {
  world.gpus = [];
};

/** A pod that waits to be placed, with what the scheduler says. */
const pending = (requests: Record<string, string>, message: string, spec: object = {}) =>
  kubePod('waits', {
    spec: { containers: [{ name: 'main', resources: { requests, limits: requests } }], ...spec },
    status: {
      conditions: [
        { type: 'PodScheduled', status: 'False', message, lastTransitionTime: '2024-03-01T08:00:00Z' },
      ],
    },
  });

const offersNothing = (world: World) => {
  world.pods = world.pods.filter(({ metadata }) => metadata.name !== 'train');
  put(world.nodes[0], ['status', 'capacity'], {});
  put(world.nodes[0], ['status', 'allocatable'], {});
};

/** The operator's labels but the driver's have this value, and so nothing but the driver runs. */
function skipped(world: World, value: string | undefined): void {
  for (const name of [
    'container-toolkit',
    'device-plugin',
    'dcgm',
    'dcgm-exporter',
    'gpu-feature-discovery',
    'operator-validator',
  ])
    label(world, `nvidia.com/gpu.deploy.${name}`, value);
  for (const component of [
    'toolkit',
    'device-plugin',
    'dcgm',
    'dcgm-exporter',
    'feature-discovery',
    'validator',
  ])
    without(world, component);
  offersNothing(world);
  dark(world);
  world.targets = [];
}

const withoutXids = (world: World) => {
  world.exported = world.exported.filter((field) => field !== 'DCGM_FI_DEV_XID_ERRORS');
  for (const gpu of world.gpus) gpu.values = { DCGM_FI_DEV_GPU_TEMP: 50 };
};

/** A pod that kubelet refused ten minutes ago, unless it is told when. */
function refused(world: World, reason: string, message: string, startTime = '2024-03-01T08:50:00Z'): void {
  const status = { phase: 'Failed', reason, message, startTime };
  world.pods.push(kubePod('infer-0', { node: NODE, namespace: 'serving', phase: 'Failed', status }));
}

/** Pods of these components whose sandboxes kubelet cannot make. */
function sandboxless(world: World, components: readonly string[], message: string): void {
  for (const component of components) {
    const pod = podOf(world, component);
    put(pod, ['status', 'conditions', 0, 'status'], 'False');
    put(pod, ['status', 'conditions', 1, 'status'], 'False');
    put(pod, ['status', 'phase'], 'Pending');
    put(pod, ['status', 'initContainerStatuses'], []);
    put(pod, ['status', 'containerStatuses'], []);
    world.events.push({
      type: 'Warning',
      reason: 'FailedCreatePodSandBox',
      message,
      count: 182,
      lastSeen: NOW - 20,
      object: `Pod/${component}-${NODE}`,
    });
  }
}

const NO_RUNTIME =
  'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "nvidia" is configured';

const DRIVER_LOG = `gpu-operator/driver-${NODE}`;

/** A driver that crashes with this line in its log. */
const driverSays = (line: string) => (world: World) => {
  broken(world, 'driver', 'CrashLoopBackOff');
  world.driverLogs.set(DRIVER_LOG, line);
};

/** What goes wrong, and all that is found then. */
const CASES: readonly (readonly [string, (world: World) => void, readonly string[]])[] = [
  [
    'Prometheus is away',
    (world) => {
      world.prometheus = { ...world.prometheus, state: 'unreachable', reason: 'connect ECONNREFUSED' };
    },
    ['fail prometheus-reachable unreachable'],
  ],
  [
    'a node is not ready',
    (world) => put(world.nodes[0], ['status', 'conditions', 0, 'status'], 'Unknown'),
    ['fail node-ready not-ready gpu-1'],
  ],
  [
    'a node is not ready, and so none of its pods counts as ready',
    (world) => {
      put(world.nodes[0], ['status', 'conditions', 0, 'status'], 'Unknown');
      for (const component of ['nfd-worker', 'driver', 'toolkit']) unheard(world, component);
    },
    [
      'fail node-ready not-ready gpu-1',
      'warn nfd-running waits gpu-1 <- node-ready',
      'warn driver-ready waits gpu-1 <- node-ready',
      'warn toolkit-ready waits gpu-1 <- node-ready',
    ],
  ],
  [
    'an operating system that is not validated, with a driver that runs',
    (world) => info(world, 'osImage', 'Debian GNU/Linux 12 (bookworm)'),
    ['warn platform-os unvalidated gpu-1'],
  ],
  [
    'an operating system that the driver does not run on',
    (world) => {
      info(world, 'osImage', 'Debian GNU/Linux 12 (bookworm)');
      broken(world, 'driver', 'CrashLoopBackOff');
      world.driverLogs.set(DRIVER_LOG, 'no such distribution');
    },
    ['fail platform-os unsupported gpu-1', 'fail driver-ready crashing gpu-1'],
  ],
  [
    'an architecture without images',
    (world) => info(world, 'architecture', 'ppc64le'),
    ['fail platform-architecture unsupported gpu-1'],
  ],
  [
    'a kernel that nobody built drivers for, with a driver that runs',
    (world) => info(world, 'kernelVersion', '6.14.0-12-generic'),
    ['warn platform-kernel unvalidated gpu-1'],
  ],
  [
    'a kernel that the driver does not run on',
    (world) => {
      info(world, 'kernelVersion', '6.14.0-12-generic');
      broken(world, 'driver', 'CrashLoopBackOff');
      world.driverLogs.set(DRIVER_LOG, 'E: Unable to locate package linux-headers-6.14.0-12-generic');
    },
    [
      'fail platform-kernel unsupported gpu-1',
      'fail driver-kernel-headers missing gpu-1',
      'warn driver-ready explained gpu-1 <- driver-kernel-headers',
    ],
  ],
  [
    'GPU nodes of one system with kernels of different series',
    (world) => secondNode(world, ['status', 'nodeInfo', 'kernelVersion'], '6.8.0-52-generic'),
    ['warn platform-kernel mixed'],
  ],
  [
    'a runtime that is too old',
    (world) => {
      info(world, 'containerRuntimeVersion', 'containerd://1.2.6');
      broken(world, 'toolkit', 'CrashLoopBackOff');
      waiting(world, 'device-plugin', 'toolkit-validation');
    },
    [
      'fail platform-runtime unsupported gpu-1',
      'fail toolkit-ready crashing gpu-1',
      'warn device-plugin-ready waits gpu-1 <- toolkit-ready',
    ],
  ],
  [
    'a runtime that is too old, and does',
    (world) => info(world, 'containerRuntimeVersion', 'containerd://1.2.6'),
    ['warn platform-runtime unvalidated gpu-1'],
  ],
  [
    'a runtime that is no longer validated',
    (world) => info(world, 'containerRuntimeVersion', 'docker://24.0.7'),
    ['warn platform-runtime unvalidated gpu-1'],
  ],
  [
    'a runtime that the toolkit does not know',
    (world) => {
      info(world, 'containerRuntimeVersion', 'rkt://1.30');
      broken(world, 'device-plugin', 'CrashLoopBackOff');
    },
    ['fail platform-runtime unsupported gpu-1', 'fail device-plugin-ready crashing gpu-1'],
  ],
  [
    'Kubernetes is older than what the operator was validated with',
    (world) => {
      world.serverVersion = 'v1.20.4';
      info(world, 'kubeletVersion', 'v1.20.4');
    },
    ['warn platform-kubernetes older'],
  ],
  [
    'Kubernetes is too old for the operator',
    (world) => {
      world.serverVersion = 'v1.20.4';
      info(world, 'kubeletVersion', 'v1.20.4');
      put(podOf(world, 'operator', 'control-1'), ['status', 'conditions', 1, 'status'], 'False');
    },
    ['fail platform-kubernetes too-old', 'fail operator-running failing'],
  ],
  [
    'a driver of the host’s, on a system that no driver container is made for',
    (world) => {
      info(world, 'osImage', 'Amazon Linux 2023.6.20250218');
      info(world, 'kernelVersion', '6.1.128-136.201.amzn2023.x86_64');
      without(world, 'driver');
      world.daemonSets = world.daemonSets.filter(
        (set) => Reflect.get(Reflect.get(set, 'metadata') as object, 'name') !== 'nvidia-driver-daemonset',
      );
      put(world.policies[0], ['spec', 'driver', 'enabled'], false);
    },
    [],
  ],
  [
    'Kubernetes is newer than what the operator was validated with',
    (world) => {
      world.serverVersion = 'v1.35.0';
      info(world, 'kubeletVersion', 'v1.35.0');
    },
    ['warn platform-kubernetes newer'],
  ],
  [
    'a kubelet that is newer than the API server',
    (world) => info(world, 'kubeletVersion', 'v1.31.0'),
    ['fail kubelet-skew skewed gpu-1'],
  ],
  [
    'NFD does not run on the node',
    (world) => without(world, 'nfd-worker'),
    ['fail nfd-running missing gpu-1'],
  ],
  [
    'NFD’s worker crashes',
    (world) => broken(world, 'nfd-worker', 'CrashLoopBackOff'),
    ['fail nfd-running not-ready gpu-1'],
  ],
  [
    'NFD’s label is gone',
    (world) => label(world, 'feature.node.kubernetes.io/pci-10de.present', undefined),
    ['fail nfd-labels missing gpu-1'],
  ],
  [
    'NFD is there twice',
    (world) => {
      const other = structuredClone(operandPod('nfd-worker', NODE));
      put(other, ['metadata', 'namespace'], 'node-feature-discovery');
      world.pods.push(other);
    },
    ['warn nfd-single twice'],
  ],
  [
    'nothing is installed',
    (world) => {
      world.pods = [];
      world.daemonSets = [];
      world.services = [];
      world.endpoints = [];
      world.policies = [];
      world.targets = [];
      dark(world);
      put(world.nodes[0], ['status', 'capacity', 'nvidia.com/gpu'], undefined);
      put(world.nodes[0], ['status', 'allocatable', 'nvidia.com/gpu'], undefined);
      put(world.nodes[0], ['metadata', 'labels'], { 'feature.node.kubernetes.io/pci-10de.present': 'true' });
    },
    [
      'fail operator-installed missing',
      'warn exporter-everywhere not-installed gpu-1 <- operator-installed',
      'warn gpu-allocatable waits gpu-1 <- operator-installed',
    ],
  ],
  ...(
    [
      ['gke', { 'cloud.google.com/gke-accelerator': 'nvidia-tesla-t4' }],
      ['aks', { accelerator: 'nvidia', 'kubernetes.azure.com/accelerator': 'nvidia' }],
      [
        'eks',
        {
          'karpenter.k8s.aws/instance-gpu-manufacturer': 'nvidia',
          'karpenter.k8s.aws/instance-gpu-name': 'a10g',
        },
      ],
    ] as const
  ).map(([cloud, labels]): (typeof CASES)[number] => [
    `a GPU node by the label of its cloud alone: ${cloud}`,
    (world) => {
      world.pods = [];
      world.daemonSets = [];
      world.services = [];
      world.endpoints = [];
      world.policies = [];
      world.targets = [];
      dark(world);
      put(world.nodes[0], ['status', 'capacity', 'nvidia.com/gpu'], undefined);
      put(world.nodes[0], ['status', 'allocatable', 'nvidia.com/gpu'], undefined);
      put(world.nodes[0], ['metadata', 'labels'], labels);
    },
    [
      'fail operator-installed missing',
      'warn exporter-everywhere not-installed gpu-1 <- operator-installed',
      `fail gpu-allocatable cloud-${cloud} gpu-1`,
    ],
  ]),
  [
    'the operator crashes',
    (world) => {
      const pod = podOf(world, 'operator', 'control-1');
      put(pod, ['status', 'conditions', 1, 'status'], 'False');
      put(pod, ['status', 'containerStatuses', 0], {
        name: 'operator',
        restartCount: 9,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
      });
    },
    ['fail operator-running failing'],
  ],
  [
    'no operator, but its ClusterPolicy',
    (world) => {
      world.pods = world.pods.filter(({ metadata }) => metadata.name !== 'operator-control-1');
    },
    ['fail operator-running absent'],
  ],
  [
    'two operators',
    (world) => {
      const other = structuredClone(operandPod('operator', 'control-1'));
      put(other, ['metadata', 'namespace'], 'gpu-operator-resources');
      world.pods.push(other);
    },
    ['fail operator-single several'],
  ],
  ['no ClusterPolicy', (world) => world.policies.splice(0), ['fail clusterpolicy-state missing']],
  [
    'a ClusterPolicy that is not ready, for no reason seen',
    (world) => put(world.policies[0], ['status', 'state'], 'notReady'),
    ['fail clusterpolicy-state not-ready'],
  ],
  [
    'a second ClusterPolicy',
    (world) => world.policies.push({ metadata: { name: 'other' }, status: { state: 'ignored' } }),
    ['warn clusterpolicy-state ignored'],
  ],
  [
    'an NVIDIADriver that is not ready',
    (world) => world.drivers.push({ metadata: { name: 'default' }, status: { state: 'notReady' } }),
    ['fail nvidiadriver-state not-ready'],
  ],
  [
    'an old operator told another runtime',
    (world) => {
      put(
        podOf(world, 'operator', 'control-1'),
        ['spec', 'containers', 0, 'image'],
        'nvcr.io/nvidia/gpu-operator:v1.7.1',
      );
      put(world.policies[0], ['spec', 'operator'], { defaultRuntime: 'docker' });
      world.serverVersion = 'v1.22.0';
      info(world, 'kubeletVersion', 'v1.22.0');
      info(world, 'osImage', 'Ubuntu 20.04.6 LTS');
    },
    ['fail runtime-values mismatch gpu-1'],
  ],
  [
    'K3s, whose containerd the toolkit was not told of, and nothing works',
    (world) => {
      info(world, 'kubeletVersion', 'v1.29.2+k3s1');
      waiting(world, 'device-plugin', 'toolkit-validation', { waiting: { reason: 'CrashLoopBackOff' } });
    },
    ['fail runtime-values socket-broken gpu-1', 'fail device-plugin-ready validation gpu-1'],
  ],
  [
    'K3s that works all the same',
    (world) => info(world, 'kubeletVersion', 'v1.29.2+k3s1'),
    ['warn runtime-values socket-unset gpu-1'],
  ],
  [
    'K3s with the NRI plugin, which needs neither its socket nor a RuntimeClass',
    (world) => {
      info(world, 'kubeletVersion', 'v1.29.2+k3s1');
      put(world.policies[0], ['spec', 'cdi'], { enabled: true, nriPluginEnabled: true });
      world.runtimeClasses = [];
    },
    [],
  ],
  ['no RuntimeClass', (world) => world.runtimeClasses.splice(0), ['fail runtime-class missing']],
  [
    'one component in two versions',
    (world) => {
      const other = structuredClone(operandPod('dcgm', 'gpu-2'));
      put(other, ['spec', 'containers', 0, 'image'], 'nvcr.io/nvidia/cloud-native/dcgm:4.1.1-1-ubuntu22.04');
      world.pods.push(other);
    },
    ['warn component-versions skewed'],
  ],
  [
    'a component that does not come, for a taint that it does not tolerate',
    (world) => {
      without(world, 'dcgm');
      put(
        world.nodes[0],
        ['spec', 'taints'],
        [{ key: 'nvidia.com/gpu', value: 'maintenance', effect: 'NoExecute' }],
      );
    },
    ['fail component-missing missing gpu-1'],
  ],
  [
    'a node that the operator was told to leave alone',
    (world) => label(world, 'nvidia.com/gpu.deploy.operands', 'false'),
    ['warn component-missing disabled gpu-1'],
  ],
  [
    'the same, and so nothing runs there',
    (world) => {
      label(world, 'nvidia.com/gpu.deploy.operands', 'false');
      for (const component of [
        'driver',
        'toolkit',
        'device-plugin',
        'validator',
        'feature-discovery',
        'dcgm',
      ])
        without(world, component);
      without(world, 'dcgm-exporter');
      put(world.nodes[0], ['status', 'capacity'], {});
      put(world.nodes[0], ['status', 'allocatable'], {});
      dark(world);
    },
    [
      'warn component-missing disabled gpu-1',
      'warn exporter-everywhere left-alone gpu-1 <- component-missing',
      'warn gpu-allocatable waits gpu-1 <- component-missing',
    ],
  ],
  [
    'an exporter that the node’s label switches off',
    (world) => {
      label(world, 'nvidia.com/gpu.deploy.dcgm-exporter', 'false');
      without(world, 'dcgm-exporter');
      dark(world);
    },
    ['fail exporter-everywhere switched-off gpu-1'],
  ],
  [
    'labels that were emptied, so that every DaemonSet but the driver’s skips the node',
    (world) => skipped(world, ''),
    [
      'fail component-missing label gpu-1',
      'warn exporter-everywhere skipped gpu-1 <- component-missing',
      'warn gpu-allocatable skipped gpu-1 <- component-missing',
    ],
  ],
  [
    'the same, before the operator made the DaemonSets',
    (world) => {
      skipped(world, '');
      world.daemonSets = [];
    },
    [
      'fail component-missing label gpu-1',
      'warn exporter-everywhere skipped gpu-1 <- component-missing',
      'warn gpu-allocatable skipped gpu-1 <- component-missing',
    ],
  ],
  [
    'labels that are not there',
    (world) => skipped(world, undefined),
    [
      'fail component-missing label gpu-1',
      'warn exporter-everywhere skipped gpu-1 <- component-missing',
      'warn gpu-allocatable skipped gpu-1 <- component-missing',
    ],
  ],
  [
    'an upgrade that never came to its end',
    (world) => skipped(world, 'paused-for-driver-upgrade'),
    [
      'fail component-missing paused gpu-1',
      'warn exporter-everywhere skipped gpu-1 <- component-missing',
      'warn gpu-allocatable skipped gpu-1 <- component-missing',
    ],
  ],
  [
    'an upgrade under way, which pauses the others',
    (world) => {
      skipped(world, 'true_paused-for-driver-upgrade');
      label(world, 'nvidia.com/gpu-driver-upgrade-state', 'pod-restart-required');
    },
    [
      'warn driver-upgrade in-progress gpu-1',
      'warn component-missing pausing gpu-1 <- driver-upgrade',
      'warn exporter-everywhere skipped gpu-1 <- component-missing',
      'warn gpu-allocatable skipped gpu-1 <- component-missing',
    ],
  ],
  [
    'components that wait for the driver’s manager',
    (world) => {
      skipped(world, 'paused-for-driver-upgrade');
      waiting(world, 'driver', 'k8s-driver-manager', { waiting: { reason: 'CrashLoopBackOff' } });
      world.driverLogs.set(
        DRIVER_LOG,
        'Failed to unload kernel module nvidia_uvm: resource temporarily unavailable',
      );
    },
    [
      'fail driver-in-use in-use gpu-1',
      'warn driver-ready explained gpu-1 <- driver-in-use',
      'warn component-missing pausing gpu-1 <- driver-in-use',
      'warn exporter-everywhere skipped gpu-1 <- component-missing',
      'warn gpu-allocatable skipped gpu-1 <- component-missing',
    ],
  ],
  [
    'a change of MIG that never came to its end',
    (world) => {
      without(world, 'device-plugin');
      label(world, 'nvidia.com/gpu.deploy.device-plugin', 'paused-for-mig-change');
      offersNothing(world);
    },
    ['fail component-missing paused gpu-1', 'warn gpu-allocatable skipped gpu-1 <- component-missing'],
  ],
  [
    'a device plugin that is switched off, with none in its place',
    (world) => {
      without(world, 'device-plugin');
      label(world, 'nvidia.com/gpu.deploy.device-plugin', 'false');
      offersNothing(world);
    },
    ['warn component-missing switched-off gpu-1', 'warn gpu-allocatable skipped gpu-1 <- component-missing'],
  ],
  [
    'a driver of the host’s, as the operator found it',
    (world) => {
      without(world, 'driver');
      label(world, 'nvidia.com/gpu.deploy.driver', 'pre-installed');
    },
    [],
  ],
  [
    'a node for virtual machines, which gets other components',
    (world) => {
      skipped(world, undefined);
      label(world, 'nvidia.com/gpu.workload.config', 'vm-passthrough');
      const exporter = { component: 'sandbox-device-plugin', app: 'nvidia-sandbox-device-plugin-daemonset' };
      const pod = structuredClone(operandPod(exporter.component, NODE));
      put(pod, ['metadata', 'labels'], { app: exporter.app });
      world.pods.push(pod);
    },
    ['fail exporter-everywhere missing gpu-1'],
  ],
  [
    'exporter and device plugin as services of the host',
    (world) => {
      world.pods = world.pods.filter(({ metadata }) => metadata.name === 'train');
      world.daemonSets = [];
      world.policies = [];
      world.services = [];
      world.endpoints = [];
      world.serviceMonitors = [];
      world.targets = [];
      world.operatorSamples = [];
      put(world.nodes[0], ['metadata', 'labels'], { 'kubernetes.azure.com/agentpool': 'gpu' });
    },
    [],
  ],
  [
    'the same beside an operator whose DaemonSets select the node',
    (world) => {
      without(world, 'device-plugin');
      without(world, 'dcgm-exporter');
      world.targets = [];
    },
    [],
  ],
  [
    'an image that cannot be pulled',
    (world) => {
      broken(world, 'driver', 'ImagePullBackOff', { restartCount: 0, lastState: {} });
      waiting(world, 'toolkit', 'driver-validation');
      put(world.policies[0], ['status', 'state'], 'notReady');
    },
    [
      'fail image-pull failed driver-gpu-1',
      'warn clusterpolicy-state waits <- image-pull',
      'warn driver-ready pulling gpu-1 <- image-pull',
      'warn toolkit-ready waits gpu-1 <- image-pull',
    ],
  ],
  [
    'a containerd that does not know the runtime of the toolkit’s',
    (world) => sandboxless(world, ['device-plugin', 'validator'], NO_RUNTIME),
    [
      'fail pod-sandbox no-runtime gpu-1',
      'warn device-plugin-ready explained gpu-1 <- pod-sandbox',
      'warn validator-ready explained gpu-1 <- pod-sandbox',
    ],
  ],
  [
    'the same, since MicroK8s’ reads another file',
    (world) => {
      label(world, 'microk8s.io/cluster', 'true');
      put(world.policies[0], ['spec', 'toolkit'], {
        env: [{ name: 'CONTAINERD_SOCKET', value: '/run/containerd.sock' }],
      });
      sandboxless(world, ['device-plugin'], NO_RUNTIME);
    },
    ['fail pod-sandbox other-config gpu-1', 'warn device-plugin-ready explained gpu-1 <- pod-sandbox'],
  ],
  [
    'a runtime that the toolkit, which crashes, did not tell of its own yet',
    (world) => {
      broken(world, 'toolkit', 'CrashLoopBackOff');
      sandboxless(world, ['device-plugin'], NO_RUNTIME);
    },
    ['fail toolkit-ready crashing gpu-1', 'warn device-plugin-ready waits gpu-1 <- toolkit-ready'],
  ],
  [
    'a network plugin that does not work',
    (world) =>
      sandboxless(
        world,
        ['dcgm'],
        'Failed to create pod sandbox: plugin type="calico" failed (add): error getting ClusterInformation',
      ),
    ['fail pod-sandbox network gpu-1', 'warn dcgm-ready explained gpu-1 <- pod-sandbox'],
  ],
  [
    'a pause image that cannot be pulled',
    (world) =>
      sandboxless(
        world,
        ['dcgm'],
        'failed to get sandbox image "registry.k8s.io/pause:3.8": failed to pull image',
      ),
    ['fail pod-sandbox image gpu-1', 'warn dcgm-ready explained gpu-1 <- pod-sandbox'],
  ],
  [
    'a pull that takes long',
    (world) => {
      broken(world, 'dcgm', 'ContainerCreating', { restartCount: 0, lastState: {} });
      world.events.push({
        type: 'Normal',
        reason: 'Pulling',
        message: 'Pulling image "nvcr.io/nvidia/cloud-native/dcgm:3.3.9-1-ubuntu22.04"',
        count: 1,
        lastSeen: NOW - 900,
        object: `Pod/dcgm-${NODE}`,
      });
    },
    ['warn image-pull slow dcgm-gpu-1', 'warn dcgm-ready pulling gpu-1 <- image-pull'],
  ],
  [
    'a component that restarts again and again',
    (world) => {
      put(podOf(world, 'dcgm'), ['status', 'containerStatuses', 0, 'restartCount'], 4);
      put(podOf(world, 'dcgm'), ['status', 'containerStatuses', 0, 'lastState'], {
        terminated: { reason: 'OOMKilled', exitCode: 137, finishedAt: '2024-03-01T08:50:00Z' },
      });
    },
    ['warn component-restarts often dcgm-gpu-1'],
  ],
  [
    'nouveau holds the GPU',
    (world) => {
      broken(world, 'driver', 'CrashLoopBackOff');
      world.driverLogs.set(
        DRIVER_LOG,
        'ERROR: The Nouveau kernel driver is currently in use by your system.',
      );
      waiting(world, 'toolkit', 'driver-validation');
      waiting(world, 'device-plugin', 'toolkit-validation');
      waiting(world, 'validator', 'driver-validation');
    },
    [
      'fail driver-nouveau loaded gpu-1',
      'warn driver-ready explained gpu-1 <- driver-nouveau',
      'warn toolkit-ready waits gpu-1 <- driver-nouveau',
      'warn device-plugin-ready waits gpu-1 <- driver-nouveau',
      'warn validator-ready waits gpu-1 <- driver-nouveau',
    ],
  ],
  [
    'Secure Boot rejects the module',
    (world) => {
      broken(world, 'driver', 'CrashLoopBackOff');
      world.driverLogs.set(
        DRIVER_LOG,
        "modprobe: ERROR: could not insert 'nvidia': Key was rejected by service",
      );
    },
    ['fail driver-secure-boot rejected gpu-1', 'warn driver-ready explained gpu-1 <- driver-secure-boot'],
  ],
  [
    'SELinux keeps the module out',
    driverSays("modprobe: ERROR: could not insert 'nvidia': Permission denied"),
    ['fail driver-selinux denied gpu-1', 'warn driver-ready explained gpu-1 <- driver-selinux'],
  ],
  [
    'a GPU that needs other modules',
    driverSays('NVRM: installed in this system requires use of the NVIDIA open kernel modules.'),
    ['fail driver-supports-gpu needs-open gpu-1', 'warn driver-ready explained gpu-1 <- driver-supports-gpu'],
  ],
  [
    'a disk that is full',
    driverSays('tar: write error: No space left on device'),
    ['fail driver-disk-space full gpu-1', 'warn driver-ready explained gpu-1 <- driver-disk-space'],
  ],
  [
    'repositories that cannot be reached',
    driverSays('FATAL: failed to reach RHEL package repositories.'),
    [
      'fail driver-repositories unreachable gpu-1',
      'warn driver-ready explained gpu-1 <- driver-repositories',
    ],
  ],
  [
    'a module that cannot be loaded, for no reason told',
    driverSays("ERROR: Unable to load the kernel module 'nvidia.ko'."),
    ['fail driver-module unloadable gpu-1', 'warn driver-ready explained gpu-1 <- driver-module'],
  ],
  [
    'an image of another architecture',
    driverSays('exec /usr/local/bin/nvidia-driver: exec format error'),
    ['fail driver-image architecture gpu-1', 'warn driver-ready explained gpu-1 <- driver-image'],
  ],
  [
    'a driver manager that cannot unload the driver that is there',
    (world) => {
      waiting(world, 'driver', 'k8s-driver-manager', { waiting: { reason: 'CrashLoopBackOff' } });
      world.driverLogs.set(
        DRIVER_LOG,
        'Could not unload NVIDIA driver kernel modules, driver is in use\nAuto drain of the node is disabled',
      );
      waiting(world, 'toolkit', 'driver-validation');
    },
    [
      'fail driver-in-use in-use gpu-1',
      'warn driver-ready explained gpu-1 <- driver-in-use',
      'warn toolkit-ready waits gpu-1 <- driver-in-use',
    ],
  ],
  [
    'a driver upgrade that failed',
    (world) => label(world, 'nvidia.com/gpu-driver-upgrade-state', 'upgrade-failed'),
    ['fail driver-upgrade failed gpu-1'],
  ],
  [
    'a driver upgrade under way',
    (world) => label(world, 'nvidia.com/gpu-driver-upgrade-state', 'drain-required'),
    ['warn driver-upgrade in-progress gpu-1'],
  ],
  [
    'two driver versions',
    (world) => secondNode(world, ['metadata', 'labels', 'nvidia.com/cuda.driver-version.full'], '535.129.03'),
    ['warn driver-versions skewed'],
  ],
  [
    'the operator fails, by its own metrics',
    (world) => sample(world, 'gpu_operator_reconciliation_status', -2),
    ['fail operator-reconciles failing'],
  ],
  [
    'the operator cannot read its policy, by its own metrics',
    (world) => sample(world, 'gpu_operator_reconciliation_status', -1),
    ['fail operator-reconciles no-policy'],
  ],
  [
    'the operator is not done, by its own metrics, and its policy says so too',
    (world) => {
      sample(world, 'gpu_operator_reconciliation_status', 0);
      put(world.policies[0], ['status', 'state'], 'notReady');
    },
    ['fail clusterpolicy-state not-ready', 'warn operator-reconciles waits <- clusterpolicy-state'],
  ],
  [
    'the operator is not done, and nothing says why',
    (world) => sample(world, 'gpu_operator_reconciliation_status', 0),
    ['warn operator-reconciles not-ready'],
  ],
  [
    'what an operator’s pod said that is gone',
    (world) =>
      world.operatorSamples.push({
        name: 'gpu_operator_reconciliation_status',
        node: null,
        pod: 'operator-before',
        value: -2,
      }),
    [],
  ],
  [
    'a second operator pod, which does not lead',
    (world) => {
      world.pods.push(structuredClone(operandPod('operator', 'control-2')));
      world.operatorSamples.push({
        name: 'gpu_operator_reconciliation_status',
        node: null,
        pod: 'operator-control-2',
        value: 0,
      });
    },
    [],
  ],
  [
    'pods are ready, and the validator’s file is gone',
    (world) => sample(world, 'gpu_operator_node_cuda_ready', 0),
    ['fail validator-metrics not-ready gpu-1'],
  ],
  [
    'pods are ready, and nvidia-smi does not work',
    (world) => sample(world, 'gpu_operator_node_driver_validation', 0),
    ['fail validator-metrics driver gpu-1'],
  ],
  [
    'the validator waits for what is not ready',
    (world) => {
      sample(world, 'gpu_operator_node_plugin_ready', 0);
      broken(world, 'device-plugin', 'CrashLoopBackOff');
    },
    ['fail device-plugin-ready crashing gpu-1', 'warn validator-metrics waits gpu-1 <- device-plugin-ready'],
  ],
  [
    'the toolkit crashes, and what comes after waits',
    (world) => {
      broken(world, 'toolkit', 'CrashLoopBackOff');
      waiting(world, 'device-plugin', 'toolkit-validation');
      waiting(world, 'dcgm-exporter', 'toolkit-validation');
      world.targets.splice(0);
      dark(world);
    },
    [
      'fail toolkit-ready crashing gpu-1',
      'warn device-plugin-ready waits gpu-1 <- toolkit-ready',
      'warn exporter-ready waits gpu-1 <- toolkit-ready',
      'warn metrics-target waits gpu-1 <- toolkit-ready',
    ],
  ],
  [
    'the runtime was not configured: a container cannot use the toolkit that is ready',
    (world) => {
      const failing = { waiting: { reason: 'CrashLoopBackOff' } };
      waiting(world, 'device-plugin', 'toolkit-validation', failing);
      waiting(world, 'feature-discovery', 'toolkit-validation', failing);
    },
    [
      'fail device-plugin-ready validation gpu-1',
      'warn feature-discovery-ready waits gpu-1 <- device-plugin-ready',
    ],
  ],
  [
    'the host’s driver does not work',
    (world) => {
      without(world, 'driver');
      world.daemonSets.splice(0, 1);
      waiting(world, 'toolkit', 'driver-validation');
    },
    ['fail driver-ready host-driver gpu-1', 'warn toolkit-ready waits gpu-1 <- driver-ready'],
  ],
  [
    'a component that starts',
    (world) => {
      put(podOf(world, 'dcgm'), ['metadata', 'creationTimestamp'], '2024-03-01T08:58:00Z');
      broken(world, 'dcgm', 'ContainerCreating', { restartCount: 0, lastState: {} });
    },
    ['warn dcgm-ready starting gpu-1'],
  ],
  [
    'a pod that the scheduler cannot place',
    (world) => {
      const pod = podOf(world, 'dcgm');
      const terms = [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [NODE] }] }];
      const required = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } };
      put(pod, ['spec', 'nodeName'], undefined);
      put(pod, ['spec', 'affinity'], { nodeAffinity: required });
      const message = '0/1 nodes are available: 1 Insufficient cpu.';
      put(pod, ['status'], {
        phase: 'Pending',
        conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
      });
    },
    ['fail dcgm-ready unschedulable gpu-1'],
  ],
  [
    'the device plugin runs and offers nothing, so that the validator waits',
    (world) => {
      put(world.nodes[0], ['status', 'capacity', 'nvidia.com/gpu'], '0');
      put(world.nodes[0], ['status', 'allocatable', 'nvidia.com/gpu'], '0');
      waiting(world, 'validator', 'plugin-validation');
      world.pods = world.pods.filter(({ metadata }) => metadata.name !== 'train');
    },
    ['fail gpu-allocatable none gpu-1', 'warn validator-ready waits gpu-1 <- gpu-allocatable'],
  ],
  [
    'an unhealthy device',
    (world) => put(world.nodes[0], ['status', 'allocatable', 'nvidia.com/gpu'], '1'),
    ['fail devices-healthy unhealthy gpu-1'],
  ],
  [
    'pods that kubelet refuses, for no healthy device that is seen',
    (world) =>
      refused(
        world,
        'UnexpectedAdmissionError',
        'Pod was rejected: Allocate failed due to no healthy devices present; cannot allocate unhealthy devices nvidia.com/gpu, which is unexpected',
      ),
    ['fail pods-admitted unhealthy gpu-1'],
  ],
  [
    'the same, and a device is unhealthy',
    (world) => {
      put(world.nodes[0], ['status', 'allocatable', 'nvidia.com/gpu'], '1');
      refused(
        world,
        'UnexpectedAdmissionError',
        'Pod Allocate failed due to device plugin GetPreferredAllocation rpc failed with err: nvml: GPU is lost',
      );
    },
    ['fail devices-healthy unhealthy gpu-1', 'warn pods-admitted waits gpu-1 <- devices-healthy'],
  ],
  [
    'pods that kubelet refused long ago',
    (world) =>
      refused(
        world,
        'UnexpectedAdmissionError',
        'Allocate failed due to no healthy devices present',
        '2024-03-01T02:00:00Z',
      ),
    [],
  ],
  [
    'pods that kubelet refused after a reboot, before the device plugin was there',
    (world) => {
      refused(
        world,
        'OutOfnvidia.com/gpu',
        'Pod Node didn’t have enough resource: nvidia.com/gpu, requested: 1, used: 0, capacity: 0',
      );
      put(
        podOf(world, 'device-plugin'),
        ['status', 'conditions', 1, 'lastTransitionTime'],
        '2024-03-01T08:51:00Z',
      );
    },
    ['warn pods-admitted over gpu-1'],
  ],
  [
    'pods that kubelet refuses while the device plugin crashes',
    (world) => {
      broken(world, 'device-plugin', 'CrashLoopBackOff');
      refused(
        world,
        'UnexpectedAdmissionError',
        'Allocate failed due to requested number of devices unavailable for nvidia.com/gpu. Requested: 1, Available: 0',
      );
    },
    ['fail device-plugin-ready crashing gpu-1', 'warn pods-admitted waits gpu-1 <- device-plugin-ready'],
  ],
  [
    'pods that were placed for devices which others hold',
    (world) =>
      refused(
        world,
        'OutOfnvidia.com/gpu',
        'Node didn’t have enough resource: nvidia.com/gpu, requested: 2, used: 1, capacity: 2',
      ),
    ['fail pods-admitted taken gpu-1'],
  ],
  [
    'pods that fit no NUMA node',
    (world) =>
      refused(
        world,
        'TopologyAffinityError',
        'Pod was rejected: Resources cannot be allocated with Topology locality',
      ),
    ['fail pods-admitted topology gpu-1'],
  ],
  [
    'pods that kubelet refuses for their processors',
    (world) =>
      refused(
        world,
        'OutOfcpu',
        'Node didn’t have enough resource: cpu, requested: 64000, used: 0, capacity: 8000',
      ),
    [],
  ],
  ['a GPU that fell off the bus', (world) => world.gpus.splice(1), ['fail devices-reported fewer gpu-1']],
  [
    'a GPU that the device plugin does not see',
    (world) => {
      label(world, 'nvidia.com/gpu.count', '1');
      put(world.nodes[0], ['status', 'capacity', 'nvidia.com/gpu'], '1');
      put(world.nodes[0], ['status', 'allocatable', 'nvidia.com/gpu'], '1');
    },
    ['fail devices-reported more gpu-1'],
  ],
  [
    'GFD wrote nothing',
    (world) => label(world, 'nvidia.com/gpu.product', undefined),
    ['fail gfd-labels missing gpu-1'],
  ],
  [
    'GFD says otherwise than the node',
    (world) => label(world, 'nvidia.com/gpu.replicas', '4'),
    ['warn gfd-labels differs gpu-1'],
  ],
  [
    'three models, of which the labels count one',
    (world) => {
      const [gpu] = world.gpus;
      if (gpu === undefined) throw new Error('no GPU');
      world.gpus.push({ ...gpu, uuid: 'GPU-third', index: 2, pods: [] });
      label(world, 'nvidia.com/gpu.count', '1');
      label(world, 'nvidia.com/gpu.replicas', '1');
      put(world.nodes[0], ['status', 'capacity', 'nvidia.com/gpu'], '3');
      put(world.nodes[0], ['status', 'allocatable', 'nvidia.com/gpu'], '3');
    },
    [],
  ],
  [
    'time-slicing that no label tells of',
    (world) => {
      label(world, 'nvidia.com/gpu.count', undefined);
      label(world, 'nvidia.com/gpu.replicas', undefined);
      put(world.nodes[0], ['status', 'capacity', 'nvidia.com/gpu'], '8');
      put(world.nodes[0], ['status', 'allocatable', 'nvidia.com/gpu'], '8');
    },
    [],
  ],
  [
    'a GPU of three that fell off the bus, where no label counts them',
    (world) => {
      label(world, 'nvidia.com/gpu.count', undefined);
      put(world.nodes[0], ['status', 'capacity', 'nvidia.com/gpu'], '3');
      put(world.nodes[0], ['status', 'allocatable', 'nvidia.com/gpu'], '3');
    },
    ['fail devices-reported fewer gpu-1'],
  ],
  [
    'another device plugin offers each GPU ten times',
    (world) => {
      label(world, 'nvidia.com/gpu.deploy.device-plugin', 'false');
      without(world, 'device-plugin');
      put(world.nodes[0], ['status', 'capacity', 'nvidia.com/gpu'], '20');
      put(world.nodes[0], ['status', 'allocatable', 'nvidia.com/gpu'], '20');
    },
    [],
  ],
  [
    'a sharing configuration that is not there',
    (world) => {
      put(world.policies[0], ['spec', 'devicePlugin'], { config: { name: 'shared', default: 'any' } });
      world.configMaps.set('gpu-operator/shared', null);
    },
    ['fail time-slicing-config no-config-map gpu-1'],
  ],
  [
    'a sharing configuration without the key',
    (world) => {
      put(world.policies[0], ['spec', 'devicePlugin'], { config: { name: 'shared', default: 'any' } });
      world.configMaps.set('gpu-operator/shared', { metadata: { name: 'shared' }, data: { other: '' } });
    },
    ['fail time-slicing-config no-key gpu-1'],
  ],
  [
    'a sharing configuration that is no YAML',
    (world) => {
      put(world.policies[0], ['spec', 'devicePlugin'], { config: { name: 'shared', default: 'any' } });
      world.configMaps.set('gpu-operator/shared', { metadata: { name: 'shared' }, data: { any: 'a: [' } });
    },
    ['fail time-slicing-config unreadable gpu-1'],
  ],
  [
    'a sharing configuration that is not in force',
    (world) => {
      put(world.policies[0], ['spec', 'devicePlugin'], { config: { name: 'shared', default: 'any' } });
      const any = 'sharing: {timeSlicing: {resources: [{name: nvidia.com/gpu, replicas: 4}]}}';
      world.configMaps.set('gpu-operator/shared', { metadata: { name: 'shared' }, data: { any } });
    },
    ['warn time-slicing-config not-applied gpu-1'],
  ],
  [
    'MIG that could not be applied',
    (world) => {
      label(world, 'nvidia.com/mig.config', 'all-1g.5gb');
      label(world, 'nvidia.com/mig.config.state', 'failed');
    },
    ['fail mig-state failed gpu-1'],
  ],
  [
    'MIG that is being applied',
    (world) => {
      label(world, 'nvidia.com/mig.config', 'all-1g.5gb');
      label(world, 'nvidia.com/mig.config.state', 'pending');
    },
    ['warn mig-state pending gpu-1'],
  ],
  [
    'MIG that is said to be applied and is not',
    (world) => {
      label(world, 'nvidia.com/mig.config', 'all-1g.5gb');
      label(world, 'nvidia.com/mig.config.state', 'success');
    },
    ['fail mig-state differs gpu-1'],
  ],
  [
    'a MIG configuration that nobody wrote',
    (world) => {
      put(world.policies[0], ['spec', 'migManager'], { config: { name: 'mig' } });
      world.configMaps.set('gpu-operator/mig', {
        metadata: { name: 'mig' },
        data: { 'config.yaml': 'mig-configs: {ours: []}' },
      });
      label(world, 'nvidia.com/mig.config', 'theirs');
      label(world, 'nvidia.com/mig.config.state', 'failed');
    },
    ['fail mig-state no-config gpu-1'],
  ],
  [
    'a pod that came before the device plugin after a reboot',
    (world) => {
      const booted = '2024-03-01T08:30:20Z';
      const later = '2024-03-01T08:32:00Z';
      put(world.nodes[0], ['status', 'conditions', 0, 'lastTransitionTime'], '2024-03-01T08:30:00Z');
      for (const pod of world.pods) {
        const startedAt = pod.metadata.name === `device-plugin-${NODE}` ? later : booted;
        put(pod, ['status', 'containerStatuses', 0, 'restartCount'], 1);
        put(pod, ['status', 'containerStatuses', 0, 'state'], { running: { startedAt } });
      }
      put(podOf(world, 'device-plugin'), ['status', 'conditions', 1, 'lastTransitionTime'], later);
    },
    ['fail started-too-early early train'],
  ],
  [
    'a request for a resource that is not there',
    (world) => world.pods.push(pending({ 'nvidia.com/mig-1g.5gb': '1' }, '0/1 nodes are available')),
    ['warn request-satisfiable not-offered waits'],
  ],
  [
    'a request for more than any node has',
    (world) => world.pods.push(pending({ 'nvidia.com/gpu': '4' }, '0/1 nodes are available')),
    ['warn request-satisfiable too-many waits'],
  ],
  [
    'a taint that keeps out who waits',
    (world) => {
      put(world.nodes[0], ['spec', 'taints'], [{ key: 'dedicated', value: 'other', effect: 'NoSchedule' }]);
      const message = '0/1 nodes are available: 1 node(s) had untolerated taint {dedicated: other}.';
      world.pods.push(pending({ 'nvidia.com/gpu': '1' }, message));
    },
    ['warn taints-tolerated kept-out gpu-1'],
  ],
  [
    'a taint that nobody tolerates',
    (world) => put(world.nodes[0], ['spec', 'taints'], [{ key: 'dedicated', effect: 'NoSchedule' }]),
    ['warn taints-tolerated unused gpu-1'],
  ],
  [
    'a free node, and a pod that waits',
    (world) => {
      world.pods = world.pods.filter(({ metadata }) => metadata.name !== 'train');
      world.pods.push(pending({ 'nvidia.com/gpu': '1' }, '0/1 nodes are available: 1 Insufficient memory.'));
    },
    ['warn allocatable-unused unused gpu-1'],
  ],
  [
    'a free node, and a pod that waits for memory of a board',
    (world) => {
      world.pods = world.pods.filter(({ metadata }) => metadata.name !== 'train');
      const asked = { 'nvidia.com/gpu': '1', 'nvidia.com/gpumem': '40000' };
      world.pods.push(pending(asked, '0/1 nodes are available: 1 node unregistered.'));
    },
    [],
  ],
  [
    'a request for memory of a board by a name that no node offers',
    (world) => {
      const asked = { 'nvidia.com/gpu': '1', 'nvidia.com/gpu.memory': '40000' };
      world.pods.push(
        pending(
          asked,
          '0/1 nodes are available: 1 Insufficient nvidia.com/gpu.memory. preemption: 0/1 nodes.',
        ),
      );
    },
    ['warn request-satisfiable not-offered waits'],
  ],
  [
    'no exporter on the node',
    (world) => {
      without(world, 'dcgm-exporter');
      world.targets.splice(0);
      dark(world);
    },
    ['fail exporter-everywhere missing gpu-1'],
  ],
  [
    'no Service',
    (world) => {
      world.services.splice(0);
      world.targets.splice(0);
      dark(world);
    },
    ['fail metrics-service missing', 'warn metrics-target unlinked gpu-1 <- metrics-service'],
  ],
  [
    'a Service that selects nothing',
    (world) => {
      put(world.services[0], ['spec', 'selector'], { app: 'another' });
      world.targets.splice(0);
      dark(world);
    },
    ['fail metrics-service selector', 'warn metrics-target unlinked gpu-1 <- metrics-service'],
  ],
  [
    'a Service that leads nowhere',
    (world) => {
      put(world.endpoints[0], ['subsets'], []);
      world.targets.splice(0);
      dark(world);
    },
    ['fail metrics-endpoints none', 'warn metrics-target unlinked gpu-1 <- metrics-endpoints'],
  ],
  [
    'only the operator’s own ServiceMonitor',
    (world) => {
      put(world.serviceMonitors[0], ['metadata', 'name'], 'gpu-operator');
      put(world.serviceMonitors[0], ['spec', 'selector'], { matchLabels: { app: 'gpu-operator' } });
      world.targets.splice(0);
      dark(world);
    },
    ['fail metrics-monitor only-operator', 'warn metrics-target unlinked gpu-1 <- metrics-monitor'],
  ],
  [
    'no ServiceMonitor',
    (world) => {
      world.serviceMonitors.splice(0);
      world.targets.splice(0);
      dark(world);
    },
    ['fail metrics-monitor missing', 'warn metrics-target unlinked gpu-1 <- metrics-monitor'],
  ],
  [
    'a ServiceMonitor with the wrong port',
    (world) => {
      put(world.serviceMonitors[0], ['spec', 'endpoints', 0, 'port'], 'metrics');
      world.targets.splice(0);
      dark(world);
    },
    ['fail metrics-monitor port', 'warn metrics-target unlinked gpu-1 <- metrics-monitor'],
  ],
  [
    'a ServiceMonitor without the label that Prometheus asks for',
    (world) => {
      put(world.serviceMonitors[0], ['metadata', 'labels'], {});
      world.targets.splice(0);
      dark(world);
    },
    [
      'fail metrics-monitor-selected not-selected',
      'warn metrics-target unlinked gpu-1 <- metrics-monitor-selected',
    ],
  ],
  [
    'a target that is down',
    (world) => {
      const [target] = world.targets;
      put(target, ['health'], 'down');
      put(target, ['lastError'], 'context deadline exceeded');
      dark(world);
    },
    ['fail metrics-target down gpu-1'],
  ],
  ['a target without series', dark, ['fail metrics-series none gpu-1']],
  [
    'old samples',
    (world) => {
      for (const gpu of world.gpus) gpu.sampledAt = NOW - 200;
    },
    ['fail metrics-fresh stale gpu-1'],
  ],
  [
    'a field that is not exported',
    (world) => {
      world.exported = world.exported.filter((field) => field !== 'DCGM_FI_DEV_MEMORY_TEMP');
    },
    ['warn metrics-catalogue some'],
  ],
  [
    'no XID yet, under a DCGM that gives none before the first',
    (world) => {
      withoutXids(world);
      put(
        podOf(world, 'dcgm-exporter'),
        ['spec', 'containers', 0, 'image'],
        'nvcr.io/nvidia/k8s/dcgm-exporter:4.5.3-4.8.2-distroless',
      );
      without(world, 'dcgm');
      world.daemonSets.splice(5, 1);
    },
    [],
  ],
  [
    'no XID, but their count',
    (world) => {
      withoutXids(world);
      world.exported.push('DCGM_EXP_XID_ERRORS_COUNT');
    },
    [],
  ],
  ['no XID, under a DCGM that gives 0', (world) => withoutXids(world), ['warn metrics-catalogue some']],
  [
    'essential fields that are not exported',
    (world) => {
      world.exported = world.exported.filter((field) => field !== 'DCGM_FI_DEV_GPU_TEMP');
    },
    ['fail metrics-catalogue essential'],
  ],
  [
    'a profiling module that is stuck',
    (world) => {
      world.stuck = ['GPU-0'];
    },
    ['warn metrics-profiling stuck GPU-0'],
  ],
  [
    'series that name no pods',
    (world) => {
      for (const gpu of world.gpus) gpu.pods = [];
    },
    ['fail metrics-pods none'],
  ],
  [
    'a second cluster’s GPUs, with a label that tells',
    (world) => {
      for (const origin of world.origins) origin.cluster = { cluster: 'prod' };
      world.origins.push({ uuid: 'GPU-9', nodes: ['node01'], cluster: { cluster: 'school' } });
    },
    ['warn metrics-foreign clusters'],
  ],
  [
    'a second cluster with a node of the same name',
    (world) => {
      world.origins.push({ uuid: 'GPU-9', nodes: [NODE], cluster: { cluster: 'prod' } });
    },
    ['warn metrics-foreign several'],
  ],
  [
    'GPUs of nodes that Kubernetes does not have',
    (world) => {
      world.origins.push({ uuid: 'GPU-9', nodes: ['node01'], cluster: {} });
    },
    ['warn metrics-foreign nodes'],
  ],
  [
    'a Prometheus that asks for a tenant',
    (world) => {
      Object.assign(world.prometheus, {
        state: 'unreachable',
        reason: 'no org id: give it as PROMETHEUS_HEADERS',
      });
    },
    ['fail prometheus-reachable tenant'],
  ],
  [
    'a Prometheus that lives in the past',
    (world) => {
      world.clockAhead = -95;
    },
    ['fail clock-skew prometheus'],
  ],
  [
    'a node whose clock drifts',
    (world) => {
      world.nodeClocks = [{ labels: {}, node: NODE, aheadSeconds: 20 }];
    },
    ['warn clock-skew node gpu-1'],
  ],
  [
    'an XID that needs a reset',
    (world) => put(world.gpus[1], ['values', 'DCGM_FI_DEV_XID_ERRORS'], 48),
    ['fail xid reset GPU-1'],
  ],
  [
    'an XID that points at the hardware',
    (world) => put(world.gpus[1], ['values', 'DCGM_FI_DEV_XID_ERRORS'], 54),
    ['fail xid hardware GPU-1'],
  ],
  [
    'an application’s XID',
    (world) => put(world.gpus[1], ['values', 'DCGM_FI_DEV_XID_ERRORS'], 31),
    ['warn xid application GPU-1'],
  ],
  [
    'a hot GPU',
    (world) => put(world.gpus[1], ['values', 'DCGM_FI_DEV_GPU_TEMP'], 91),
    ['fail gpu-temperature hot GPU-1'],
  ],
  [
    'a GPU that its hardware slows down',
    (world) => put(world.readings, ['DCGM_FI_DEV_CLOCK_THROTTLE_REASONS', 'GPU-1'], 0x48),
    ['fail gpu-throttle hardware GPU-1'],
  ],
  [
    'a GPU that its driver slows down for heat',
    (world) => put(world.readings, ['DCGM_FI_DEV_CLOCK_THROTTLE_REASONS', 'GPU-1'], 0x24),
    ['warn gpu-throttle software GPU-1'],
  ],
  [
    'rows that could not be remapped',
    (world) => put(world.readings, ['DCGM_FI_DEV_ROW_REMAP_FAILURE', 'GPU-1'], 1),
    ['fail ecc-row-remap failed GPU-1'],
  ],
  [
    'rows that wait for a reset',
    (world) => put(world.readings, ['DCGM_FI_DEV_ROW_REMAP_PENDING', 'GPU-1'], 1),
    ['warn ecc-row-remap pending GPU-1'],
  ],
  [
    'errors that nothing corrected',
    (world) => put(world.readings, ['DCGM_FI_DEV_ECC_DBE_VOL_TOTAL', 'GPU-1'], 2),
    ['fail ecc-double-bit errors GPU-1'],
  ],
  [
    'an NVSwitch with a fatal error, beside one without',
    (world) => {
      const of = (nvSwitch: string, sxid: number) => ({ labels: {}, node: NODE, nvSwitch, sxid });
      world.switchReadings = [of('nvswitch0', 0), of('nvswitch1', 20034)];
    },
    ['fail nvswitch-fabric sxid gpu-1'],
  ],
  [
    'a fabric manager that failed for one GPU, and has nothing to do for the other',
    (world) => {
      world.readings['DCGM_FI_DEV_FABRIC_MANAGER_STATUS'] = { 'GPU-0': 0, 'GPU-1': 4 };
      world.readings['DCGM_FI_DEV_FABRIC_MANAGER_ERROR_CODE'] = { 'GPU-1': 15 };
    },
    ['fail nvswitch-fabric manager GPU-1'],
  ],
  [
    'a fabric manager that is done',
    (world) => {
      world.readings['DCGM_FI_DEV_FABRIC_MANAGER_STATUS'] = { 'GPU-0': 3, 'GPU-1': 3 };
    },
    [],
  ],
  [
    'an exporter that asks another DCGM',
    (world) => {
      put(
        world.daemonSets.find(
          (one) => Reflect.get(Reflect.get(one, 'metadata') as object, 'name') === 'nvidia-dcgm-exporter',
        ),
        ['spec', 'template', 'spec', 'containers', 0, 'env'],
        [{ name: 'DCGM_REMOTE_HOSTENGINE_INFO', value: 'nvidia-dcgm:5555' }],
      );
      put(
        podOf(world, 'dcgm'),
        ['spec', 'containers', 0, 'image'],
        'nvcr.io/nvidia/cloud-native/dcgm:4.1.1-1-ubuntu22.04',
      );
    },
    ['fail exporter-dcgm-version mismatch'],
  ],
  [
    'KubeSphere without a workspace for the exporter, and without a dashboard',
    (world) => {
      world.namespaces.push({ metadata: { name: 'kubesphere-system' } });
      world.dashboards = [{ metadata: { name: 'mysql' }, spec: { panels: [] } }];
    },
    ['warn kubesphere-workspace none', 'warn kubesphere-dashboards none'],
  ],
];

describe('a healthy cluster', () => {
  it('passes every check that applies', () => {
    expect(found(() => {})).toEqual([]);
  });

  it('passes most of the checks there are', () => {
    const checked = new Set(findAll(factsOf(healthyWorld())).map(({ check }) => check));
    const elsewhere: CheckId[] = [
      'nvidiadriver-state',
      'nvswitch-fabric',
      'gpucluster-state',
      'driver-supported',
      'dra-driver-ready',
      'dra-controller-ready',
      'mig-manager-ready',
      'time-slicing-config',
      'mig-state',
      'request-satisfiable',
      'taints-tolerated',
      'kubesphere-workspace',
      'kubesphere-dashboards',
    ];
    expect([...checked, ...elsewhere].sort()).toEqual([...checkIds].sort());
  });
});

describe('what is wrong is found, and nothing else', () => {
  it.each(CASES)('%s', (_name, change, expected) => {
    expect(found(change).toSorted()).toEqual(expected.toSorted());
  });

  it('at least once by each check, but for those of a GPUCluster', () => {
    const fired = new Set(
      CASES.flatMap(([, change]) => {
        const world = healthyWorld();
        change(world);
        return findAll(factsOf(world))
          .filter(({ verdict }) => verdict !== 'pass')
          .map(({ check }) => check);
      }),
    );
    expect(checkIds.filter((check) => !fired.has(check))).toEqual([
      'kubernetes-readable',
      'gpucluster-state',
      'driver-supported',
      'dra-driver-ready',
      'dra-controller-ready',
      'mig-manager-ready',
    ]);
  });
});

describe('what cannot be read', () => {
  it('is unknown with the reason, and never passes', () => {
    const reason = 'services is forbidden';
    const facts = {
      ...factsOf(healthyWorld()),
      services: unavailable<never>(reason),
      targets: unavailable<never>(reason),
    };
    expect(of(findAll(facts), 'metrics-service')).toMatchObject([{ verdict: 'unknown', reason }]);
    expect(of(findAll(facts), 'kubernetes-readable')).toMatchObject([
      { verdict: 'warn', params: { kind: 'Services', reason } },
    ]);
  });
});
