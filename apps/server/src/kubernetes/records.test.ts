import { gpuResourceTest } from '@gpu-console/shared/kubernetes';
import { describe, expect, it } from 'vitest';
import { CREATED, CREATED_SECONDS, exporterPod, kubeNode, kubePod } from '../testing/kubeObjects.ts';
import { componentRecord } from './componentRecord.ts';
import { NodeObject, PodObject } from './objects.ts';
import { nodeRecord, podRecord } from './records.ts';

const isGpu = gpuResourceTest();
const node = (...of: Parameters<typeof kubeNode>) => nodeRecord(NodeObject.parse(kubeNode(...of)), isGpu);
const pod = (...of: Parameters<typeof kubePod>) => podRecord(PodObject.parse(kubePod(...of)), isGpu);

describe('a node’s record', () => {
  it('holds what of it concerns GPUs, and its facts', () => {
    expect(node('worker-1', { gpus: 4, allocatable: 3, ip: '10.0.0.7' })).toEqual({
      name: 'worker-1',
      hostnames: ['worker-1'],
      ready: true,
      schedulable: true,
      labels: {},
      taints: [],
      capacity: { 'nvidia.com/gpu': 4 },
      allocatable: { 'nvidia.com/gpu': 3 },
      cards: [],
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: 'KubeletReady',
          message: 'kubelet says so',
          since: CREATED_SECONDS,
        },
      ],
      facts: {
        architecture: 'amd64',
        operatingSystem: 'Ubuntu 22.04.4 LTS',
        kernelVersion: '5.15.0-101-generic',
        containerRuntime: 'containerd://1.7.13',
        kubeletVersion: 'v1.29.2',
        internalIp: '10.0.0.7',
      },
      externalIp: null,
      createdAt: CREATED_SECONDS,
    });
  });

  it('is none for a node without GPUs', () => {
    expect(node('web-1', { gpus: 0 })).toBeUndefined();
  });

  it('is there for a node whose GPUs nobody hands out yet', () => {
    const labels = { 'nvidia.com/gpu.present': 'true' };
    expect(node('worker-1', { gpus: 0, labels })).toMatchObject({ capacity: {}, allocatable: {} });
  });

  it('tells a cordoned node and its taints', () => {
    const taints = [
      { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' },
      { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' },
    ];
    expect(node('worker-1', { spec: { unschedulable: true, taints } })).toMatchObject({
      schedulable: false,
      taints: [
        { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' },
        { key: 'node.kubernetes.io/unschedulable', value: '', effect: 'NoSchedule' },
      ],
    });
  });

  it('is not ready where the kubelet is silent', () => {
    const object = NodeObject.parse({
      ...kubeNode('worker-1'),
      status: {
        capacity: { 'nvidia.com/gpu': '1' },
        conditions: [{ type: 'Ready', status: 'Unknown', lastTransitionTime: null }],
      },
    });
    expect(nodeRecord(object, isGpu)).toMatchObject({ ready: false, facts: { internalIp: null } });
  });
});

describe('a pod’s record', () => {
  it('is none for a pod that asks for no GPU', () => {
    expect(pod('web', { node: 'worker-1', gpus: 0 })).toBeUndefined();
  });

  it('is none for a pod that asks for zero GPUs in so many words', () => {
    const containers = [{ name: 'main', resources: { limits: { 'nvidia.com/gpu': '0' } } }];
    expect(pod('web', { node: 'worker-1', spec: { containers } })).toBeUndefined();
  });

  it('holds who it is, what it asks for and how its containers are', () => {
    const ownerReferences = [
      { kind: 'Something', name: 'else' },
      { kind: 'Job', name: 'train', controller: true },
    ];
    const containerStatuses = [
      { name: 'main', ready: true, restartCount: 2, state: { running: { startedAt: CREATED } } },
    ];
    expect(
      pod('train-0', {
        node: 'worker-1',
        gpus: 2,
        metadata: { ownerReferences },
        status: { containerStatuses },
      }),
    ).toEqual({
      namespace: 'ml',
      name: 'train-0',
      uid: 'uid-train-0',
      phase: 'Running',
      status: 'Running',
      node: 'worker-1',
      createdAt: CREATED_SECONDS,
      startedAt: CREATED_SECONDS,
      finishedAt: null,
      owner: { kind: 'Job', name: 'train' },
      workload: { kind: 'Job', name: 'train' },
      requests: { 'nvidia.com/gpu': 2 },
      limits: { 'nvidia.com/gpu': 2 },
      amounts: {},
      grants: [],
      fraction: null,
      reservation: null,
      claims: [],
      claimedRequests: {},
      deviceHealth: [],
      containers: [
        {
          name: 'main',
          init: false,
          image: 'registry.example/train:1',
          ready: true,
          restarts: 2,
          state: 'Running',
          startedAt: CREATED_SECONDS,
          lastTermination: null,
          requests: { 'nvidia.com/gpu': 2 },
        },
      ],
      placement: { nodeSelector: {}, affinityTerms: null, tolerations: [], gates: [] },
      group: null,
      reach: { labels: {}, namedPorts: {} },
      failure: null,
      unschedulable: null,
    });
  });

  it('has its init containers first, and what its Services know it by', () => {
    const containers = [{ name: 'main', resources: { limits: { 'nvidia.com/gpu': '1' } } }];
    const initContainers = [{ name: 'fetch', ports: [{ containerPort: 80 }] }];
    const ports = [{ name: 'notebook', containerPort: 8888 }];
    const record = pod('p', {
      node: 'n1',
      labels: { app: 'notebook' },
      spec: { initContainers, containers: containers.map((container) => ({ ...container, ports })) },
      status: { initContainerStatuses: [{ name: 'fetch', state: { running: { startedAt: CREATED } } }] },
    });
    expect(record?.containers).toMatchObject([
      { name: 'fetch', init: true, state: 'Running', startedAt: CREATED_SECONDS },
      { name: 'main', init: false, state: 'Waiting', startedAt: null },
    ]);
    expect(record?.reach).toEqual({ labels: { app: 'notebook' }, namedPorts: { notebook: 8888 } });
  });

  it('tells how a container ended, before its restart or for good', () => {
    const terminated = { exitCode: 137, reason: 'OOMKilled', startedAt: CREATED, finishedAt: CREATED };
    const lastTermination = { reason: 'OOMKilled', exitCode: 137, finishedAt: CREATED_SECONDS };
    const container = (status: object) =>
      pod('p', { node: 'n1', status: { containerStatuses: [{ name: 'main', ...status }] } })?.containers[0];
    const waiting = { waiting: { reason: 'CrashLoopBackOff' } };
    expect(container({ state: waiting, lastState: { terminated }, restartCount: 3 })).toMatchObject({
      state: 'CrashLoopBackOff',
      startedAt: CREATED_SECONDS,
      lastTermination,
    });
    expect(container({ state: { terminated } })).toMatchObject({ state: 'OOMKilled', lastTermination });
    expect(container({ state: { terminated: { exitCode: 2, finishedAt: null } } })).toMatchObject({
      state: 'ExitCode:2',
      lastTermination: { reason: 'ExitCode:2', exitCode: 2, finishedAt: null },
    });
  });

  it('ends when its last container did', () => {
    const ended = (name: string, finishedAt: string | null) => ({
      name,
      state: { terminated: { exitCode: 0, startedAt: null, finishedAt } },
    });
    const containerStatuses = [ended('a', '2024-03-01T09:00:00Z'), ended('b', CREATED), ended('c', null)];
    const status = { containerStatuses };
    expect(pod('p', { node: 'n1', phase: 'Succeeded', status })?.finishedAt).toBe(CREATED_SECONDS + 3600);
    expect(pod('p', { node: 'n1', phase: 'Running', status })?.finishedAt).toBeNull();
  });

  it('says what the scheduler said, and since when', () => {
    const condition = {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message: '0/1 nodes are available: 1 Insufficient nvidia.com/gpu.',
      lastTransitionTime: '2024-03-01T08:00:10Z',
    };
    expect(pod('p', { status: { conditions: [condition] } })?.unschedulable).toEqual({
      message: condition.message,
      since: CREATED_SECONDS + 10,
    });
  });

  it('waits since it was made where the scheduler has not spoken', () => {
    expect(pod('p')?.unschedulable).toEqual({ message: null, since: CREATED_SECONDS });
  });

  it('does not wait for a node that it has', () => {
    expect(pod('p', { node: 'n1', phase: 'Pending' })?.unschedulable).toBeNull();
  });

  it('takes the null times that the API server writes for times that are not', () => {
    const status = {
      conditions: [{ type: 'PodScheduled', status: 'True', lastProbeTime: null, lastTransitionTime: null }],
      startTime: null,
      containerStatuses: [{ name: 'main', state: { running: { startedAt: null } } }],
    };
    expect(pod('p', { node: 'n1', status })).toMatchObject({ startedAt: null, status: 'Running' });
  });
});

describe('an operand’s record', () => {
  const record = (object: ReturnType<typeof kubePod>) => componentRecord(PodObject.parse(object));

  const inOperators = { namespace: 'gpu-operator', gpus: 0 };

  it('tells the operand by its label, and how it is', () => {
    expect(record(exporterPod('worker-1', false, '10.244.1.5'))).toMatchObject({
      component: 'dcgm-exporter',
      namespace: 'gpu-operator',
      name: 'nvidia-dcgm-exporter-worker-1',
      node: 'worker-1',
      ip: '10.244.1.5',
      status: 'CrashLoopBackOff',
      ready: false,
      readySince: null,
      restarts: 7,
      containers: [{ name: 'main', init: false, state: 'waiting', reason: 'CrashLoopBackOff', restarts: 7 }],
      createdAt: CREATED_SECONDS,
      startedAt: null,
      previousStartedAt: null,
    });
  });

  it.each([
    ['nvidia-driver-daemonset', 'driver'],
    ['nvidia-container-toolkit-daemonset', 'toolkit'],
    ['nvidia-device-plugin-daemonset', 'device-plugin'],
    ['nvidia-operator-validator', 'validator'],
    ['nvidia-device-plugin-validation', 'validator'],
    ['gpu-feature-discovery', 'feature-discovery'],
    ['nvidia-mig-manager', 'mig-manager'],
    ['nvidia-sandbox-device-plugin-daemonset', 'sandbox-device-plugin'],
    ['gpu-operator', 'operator'],
  ])('knows app=%s as %s', (app, component) => {
    expect(record(kubePod('p', { ...inOperators, labels: { app } }))?.component).toBe(component);
  });

  it('knows the driver of an NVIDIADriver, whose DaemonSet is named after system and kernel', () => {
    const labels = {
      app: 'nvidia-gpu-driver-ubuntu22.04-7c6d7bd86b',
      'app.kubernetes.io/component': 'nvidia-driver',
    };
    expect(record(kubePod('p', { ...inOperators, labels }))?.component).toBe('driver');
  });

  it.each([
    [{ app: 'node-feature-discovery', role: 'worker' }, 'nfd-worker'],
    [{ 'app.kubernetes.io/name': 'node-feature-discovery', role: 'master' }, 'nfd-master'],
    [{ app: 'nfd-worker' }, 'nfd-worker'],
    [{ 'app.kubernetes.io/name': 'node-feature-discovery', role: 'gc' }, undefined],
    [{ name: 'nvidia-device-plugin-ds' }, 'device-plugin'],
    [{ 'app.kubernetes.io/name': 'nvidia-device-plugin' }, 'device-plugin'],
  ])('knows %j as %s', (labels, component) => {
    expect(record(kubePod('p', { ...inOperators, labels }))?.component).toBe(component);
  });

  it('knows an exporter that Helm installed without the operator', () => {
    const labels = { 'app.kubernetes.io/name': 'dcgm-exporter' };
    expect(record(kubePod('p', { ...inOperators, labels }))?.component).toBe('dcgm-exporter');
  });

  it('counts a validation that has run as ready', () => {
    const labels = { app: 'nvidia-device-plugin-validation' };
    expect(record(kubePod('p', { ...inOperators, labels, phase: 'Succeeded' }))?.ready).toBe(true);
  });

  it('is none for any other pod', () => {
    expect(record(kubePod('p', { ...inOperators, labels: { app: 'constructor' } }))).toBeUndefined();
    expect(record(kubePod('p', inOperators))).toBeUndefined();
  });
});
