import type { Gpu } from '@gpu-console/shared/contract';
import { describe, expect, it } from 'vitest';
import { clusterOf, deviceOf, viewOf } from '../testing/fleetObjects.ts';
import { exporterPod, type KubeObject, kubeNode, kubePod } from '../testing/kubeObjects.ts';
import { joinFleet } from './fleet.ts';
import { nodeView } from './nodes.ts';
import { fleetProblems } from './problems.ts';

interface Facts {
  readonly nodes?: readonly KubeObject[];
  readonly pods?: readonly KubeObject[];
  readonly devices?: Parameters<typeof viewOf>[0];
  readonly metricsKnown?: boolean;
}

function problemsOf({ nodes = [], pods = [], devices = [], metricsKnown = true }: Facts) {
  const cluster = clusterOf(nodes, pods);
  const fleet = joinFleet(cluster, viewOf(devices));
  const views = [...cluster.nodes.values()].map((node) => nodeView(node, [], fleet));
  return fleetProblems({ cluster, nodes: views, fleet, metricsKnown });
}

const healthy = kubeNode('worker-1');
const reports = (values: Readonly<Record<string, number>>, instance: Gpu['instance'] = null) =>
  deviceOf('GPU-1', { index: 3, values, instance });
const kinds = (facts: Facts) => problemsOf(facts).map(({ kind, severity }) => `${severity} ${kind}`);

describe('what needs a look', () => {
  it('is nothing in a healthy fleet', () => {
    expect(problemsOf({ nodes: [healthy], devices: [reports({ DCGM_FI_DEV_XID_ERRORS: 0 })] })).toEqual([]);
  });

  it('is a node that is not ready; its missing metrics are not news then', () => {
    expect(problemsOf({ nodes: [kubeNode('worker-1', { ready: false })] })).toEqual([
      {
        id: 'node-not-ready/worker-1',
        kind: 'node-not-ready',
        severity: 'critical',
        node: 'worker-1',
        gpu: null,
        params: { node: 'worker-1' },
        message: 'Node worker-1 is not ready',
      },
    ]);
  });

  it('is a device that the plugin found unhealthy', () => {
    const nodes = [kubeNode('worker-1', { gpus: 8, allocatable: 7 })];
    expect(problemsOf({ nodes, devices: [reports({})] })).toMatchObject([
      {
        kind: 'devices-unhealthy',
        severity: 'critical',
        params: { node: 'worker-1', resource: 'nvidia.com/gpu', unhealthy: 1, capacity: 8 },
        message: '1 of 8 nvidia.com/gpu on worker-1 are unhealthy and not handed out',
      },
    ]);
  });

  it('is an exporter that does not run', () => {
    expect(problemsOf({ nodes: [healthy], pods: [exporterPod('worker-1', false)] })).toMatchObject([
      {
        kind: 'exporter-down',
        severity: 'warning',
        node: 'worker-1',
        params: { pod: 'nvidia-dcgm-exporter-worker-1', status: 'CrashLoopBackOff' },
      },
    ]);
  });

  it('is a node without metrics whose exporter runs, or has none', () => {
    expect(kinds({ nodes: [healthy], pods: [exporterPod('worker-1')] })).toEqual(['warning metrics-missing']);
    expect(kinds({ nodes: [healthy], pods: [exporterPod('worker-2', false)] })).toEqual([
      'warning metrics-missing',
    ]);
  });

  it('is not a missing metric of other vendors’ GPUs, which DCGM does not know', () => {
    const resources = { 'amd.com/gpu': '8' };
    const node = kubeNode('worker-1', { gpus: 0 });
    const status = {
      capacity: resources,
      allocatable: resources,
      conditions: [{ type: 'Ready', status: 'True' }],
    };
    const cluster = clusterOf([{ ...node, status }], [], { gpuResources: ['amd.com/gpu'] });
    const fleet = joinFleet(cluster, viewOf([]));
    const nodes = [...cluster.nodes.values()].map((record) => nodeView(record, [], fleet));
    expect(nodes.map(({ gpuCounts }) => gpuCounts.total)).toEqual([8]);
    expect(fleetProblems({ cluster, nodes, fleet, metricsKnown: true })).toEqual([]);
  });

  it('is not a missing metric while Prometheus is away', () => {
    expect(problemsOf({ nodes: [healthy], metricsKnown: false })).toEqual([]);
  });

  it.each([
    [79, 'critical', 'The GPU has fallen off the bus'],
    [48, 'critical', 'Double-bit ECC error'],
    [94, 'warning', 'Contained ECC error'],
    [13, 'info', 'Graphics engine exception'],
    [31, 'info', 'Memory page fault'],
    [43, 'info', 'The GPU stopped a faulty program’s channel'],
  ])('is XID %d, which is %s: %s', (xid, severity, meaning) => {
    const [problem] = problemsOf({ nodes: [healthy], devices: [reports({ DCGM_FI_DEV_XID_ERRORS: xid })] });
    expect(problem).toMatchObject({
      kind: 'xid',
      severity,
      gpu: 'GPU-1',
      params: {
        node: 'worker-1',
        index: 3,
        xid,
        meaning: expect.stringContaining(meaning),
        meaningZh: expect.stringMatching(/\p{Script=Han}/u),
      },
      message: expect.stringContaining(`GPU 3 on worker-1 reported XID ${xid}: ${meaning}`),
    });
  });

  it.each([
    [82.9, []],
    [83, ['warning gpu-hot']],
    [90, ['critical gpu-hot']],
  ])('is a GPU at %d °C: %j', (temperature, problems) => {
    expect(kinds({ nodes: [healthy], devices: [reports({ DCGM_FI_DEV_GPU_TEMP: temperature })] })).toEqual(
      problems,
    );
  });

  it('tells a split GPU’s fault once, not for each instance', () => {
    const values = { DCGM_FI_DEV_XID_ERRORS: 79, DCGM_FI_DEV_GPU_TEMP: 95 };
    const instances = ['1', '2'].map((id) => reports(values, { id, profile: '3g.40gb' }));
    expect(kinds({ nodes: [healthy], devices: [reports(values), ...instances] })).toEqual([
      'critical xid',
      'critical gpu-hot',
    ]);
  });

  it('is a pod that a reboot started before the device plugin', () => {
    const restarted = (second: string, ready: string) => ({
      startTime: '2024-03-01T08:00:00Z',
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: ready }],
      containerStatuses: [
        { name: 'main', ready: true, restartCount: 1, state: { running: { startedAt: second } } },
      ],
    });
    const booted = '2024-05-01T10:00:00Z';
    const later = '2024-05-01T10:02:00Z';
    const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: booted }];
    const node = {
      ...healthy,
      status: { capacity: { 'nvidia.com/gpu': '1' }, allocatable: { 'nvidia.com/gpu': '1' }, conditions },
    };
    const labels = { app: 'nvidia-device-plugin-daemonset' };
    const plugin = kubePod('plugin', { node: 'worker-1', gpus: 0, labels, status: restarted(later, later) });
    const pod = kubePod('train', { node: 'worker-1', status: restarted(booted, booted) });
    expect(problemsOf({ nodes: [node], pods: [plugin, pod], metricsKnown: false })).toMatchObject([
      {
        id: 'started-too-early/ml/train',
        kind: 'started-too-early',
        severity: 'warning',
        node: 'worker-1',
        pod: { namespace: 'ml', name: 'train' },
        params: { pod: 'ml/train', node: 'worker-1' },
      },
    ]);
  });

  it('comes worst first, each with an id of its own', () => {
    const problems = problemsOf({
      nodes: [healthy, kubeNode('worker-2', { ready: false }), kubeNode('worker-3')],
      devices: [
        reports({ DCGM_FI_DEV_XID_ERRORS: 31, DCGM_FI_DEV_GPU_TEMP: 85 }),
        deviceOf('GPU-2', { values: { DCGM_FI_DEV_XID_ERRORS: 79 } }),
      ],
    });
    expect(problems.map(({ severity }) => severity)).toEqual([
      'critical',
      'critical',
      'warning',
      'warning',
      'info',
    ]);
    expect(new Set(problems.map(({ id }) => id)).size).toBe(problems.length);
  });
});
