import { describe, expect, it } from 'vitest';
import { summarizePod } from '../kubernetes/podColumns.ts';
import { fleet } from '../scenarios/fleet.ts';
import { SimulatedCluster } from './cluster.ts';
import type { ClusterPlan, NodePlan } from './plan.ts';
import { podView } from './podView.ts';
import { fieldsOf, listOf, textsOf } from './unknownFields.ts';

const LIVE_FROM = 1_700_000_000;
const NODE = { name: 'node-1', product: 't4', gpus: 1, exporter: '4.x', cores: 16, memoryGi: 64 } as const;

const DRIVER = 'nvidia-driver-daemonset';
const TOOLKIT = 'nvidia-container-toolkit-daemonset';
const PLUGIN = 'nvidia-device-plugin-daemonset';
const VALIDATOR = 'nvidia-operator-validator';
const DISCOVERY = 'gpu-feature-discovery';
const NFD = 'gpu-operator-node-feature-discovery-worker';
const TEAM = { key: 'team', value: 'vision', effect: 'NoSchedule' };

/** One node, ten minutes on. */
function live(more: Partial<NodePlan>, faults: ClusterPlan['faults'] = []) {
  const cluster = new SimulatedCluster({
    plan: { ...fleet.plan({}), nodes: [{ ...NODE, ...more }], workloads: [], faults },
    seed: 1,
    start: LIVE_FROM - 600,
    liveFrom: LIVE_FROM,
    network: 1,
    honorLabels: false,
  });
  cluster.advanceTo(LIVE_FROM);
  const { store, world } = cluster;
  const podOf = (daemonSet: string) =>
    store.list('Pod', 'gpu-operator').find((pod) => podView(pod).owner?.name === daemonSet);
  const resources = (kind: string) =>
    textsOf(fieldsOf(store.get('Node', undefined, NODE.name)?.status)[kind]);
  return {
    cluster,
    podOf,
    statusOf: (daemonSet: string) => {
      const pod = podOf(daemonSet);
      return pod && summarizePod(pod, world.timeline.now).status;
    },
    delete: (daemonSet: string) => {
      const pod = podOf(daemonSet);
      if (pod) cluster.stopPod(pod);
    },
    log: (daemonSet: string, container: string) => {
      const { namespace = '', name = '' } = podOf(daemonSet)?.metadata ?? {};
      const read = cluster.logs.read({ namespace, name }, container, { previous: false });
      return read?.lines.map(({ text }) => text);
    },
    label: (labels: Record<string, string | undefined>) =>
      store.modify('Node', undefined, NODE.name, ({ metadata }) => {
        const all = Object.entries({ ...metadata.labels, ...labels });
        metadata.labels = Object.fromEntries(
          all.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
        );
      }),
    labels: () => store.get('Node', undefined, NODE.name)?.metadata.labels ?? {},
    capacity: () => resources('capacity'),
    allocatable: () => resources('allocatable'),
  };
}

describe('a driver that crashes', () => {
  const { statusOf, capacity, labels, log, podOf } = live({
    containerFaults: { 'nvidia-driver-ctr': { kind: 'crashes', log: ['no such device'] } },
  });

  it('has crashed since the node came up, and says why', () => {
    expect(statusOf(DRIVER)).toBe('CrashLoopBackOff');
    expect(log(DRIVER, 'nvidia-driver-ctr')).toEqual(['no such device']);
    const [status] = listOf(fieldsOf(podOf(DRIVER)?.status)['containerStatuses']).map(fieldsOf);
    expect(status?.['restartCount']).toBeGreaterThan(100);
  });

  it('lets everything behind it wait in an init container', () => {
    expect([TOOLKIT, PLUGIN, DISCOVERY, VALIDATOR].map(statusOf)).toEqual([
      'Init:0/1',
      'Init:0/1',
      'Init:0/1',
      'Init:0/4',
    ]);
    expect(statusOf(NFD)).toBe('Running');
  });

  it('leaves the node without GPUs and without labels of them', () => {
    expect(capacity()).not.toHaveProperty('nvidia.com/gpu');
    expect(labels()).not.toHaveProperty('nvidia.com/gpu.product');
    expect(labels()).toHaveProperty('nvidia.com/gpu.present');
  });
});

describe('an image that cannot be had', () => {
  it('is named with the runtime’s reason, and stays so when the pod is made anew', () => {
    const {
      cluster,
      statusOf,
      podOf,
      delete: remove,
    } = live({
      containerFaults: { 'nvidia-container-toolkit-ctr': { kind: 'unpullable', message: 'i/o timeout' } },
    });
    const before = podOf(TOOLKIT)?.metadata.name;
    expect(statusOf(TOOLKIT)).toBe('ImagePullBackOff');
    remove(TOOLKIT);
    cluster.advanceTo(LIVE_FROM + 30);
    expect(podOf(TOOLKIT)?.metadata.name).not.toBe(before);
    expect(statusOf(TOOLKIT)).toBe('ImagePullBackOff');
    const events = cluster.store.list('Event', 'gpu-operator').map((event) => String(event['message']));
    expect(events.some((text) => /Failed to pull image ".*": i\/o timeout/.test(text))).toBe(true);
  });
});

describe('a device plugin that finds nothing', () => {
  it('runs, while the validator waits for GPUs', () => {
    const { statusOf, capacity } = live({
      containerFaults: { 'nvidia-device-plugin': { kind: 'idles', log: ['No devices found.'] } },
    });
    expect(statusOf(PLUGIN)).toBe('Running');
    expect(capacity()).not.toHaveProperty('nvidia.com/gpu');
    expect(statusOf(VALIDATOR)).toBe('Init:3/4');
  });
});

describe('a pod that is made anew', () => {
  it('runs its init containers again, one after the other', () => {
    const { cluster, statusOf, delete: remove } = live({});
    remove(VALIDATOR);
    const seen = new Set<string | undefined>();
    for (let seconds = 0; seconds < 20; seconds++) {
      cluster.advanceTo(LIVE_FROM + seconds);
      seen.add(statusOf(VALIDATOR));
    }
    expect([...seen]).toEqual(
      expect.arrayContaining(['Init:0/4', 'Init:1/4', 'Init:2/4', 'Init:3/4', 'Running']),
    );
  });

  it('takes the GPUs away for as long as it is gone, if it is the device plugin', () => {
    const { cluster, allocatable, delete: remove } = live({});
    remove(PLUGIN);
    cluster.advanceTo(LIVE_FROM + 2.1);
    expect(allocatable()).toMatchObject({ 'nvidia.com/gpu': '0' });
    cluster.advanceTo(LIVE_FROM + 30);
    expect(allocatable()).toMatchObject({ 'nvidia.com/gpu': '1' });
  });

  it('labels the node anew, if it is GPU feature discovery', () => {
    const { cluster, labels, delete: remove } = live({ labels: { 'nvidia.com/gpu.replicas': '4' } });
    expect(labels()).toMatchObject({ 'nvidia.com/gpu.replicas': '4' });
    remove(DISCOVERY);
    cluster.advanceTo(LIVE_FROM + 30);
    expect(labels()).toMatchObject({ 'nvidia.com/gpu.replicas': '1' });
  });

  it('waits for an image as long as that takes', () => {
    const { cluster, statusOf } = live(
      { containerFaults: { [DISCOVERY]: { kind: 'slow-pull', seconds: 1800 } } },
      [{ kind: 'deleted', at: 5, node: NODE.name, daemonSet: DISCOVERY }],
    );
    expect(statusOf(DISCOVERY)).toBe('Running');
    cluster.advanceTo(LIVE_FROM + 1700);
    expect(statusOf(DISCOVERY)).toBe('ContainerCreating');
    cluster.advanceTo(LIVE_FROM + 1900);
    expect(statusOf(DISCOVERY)).toBe('Running');
  });

  it('does not come back to a node whose taint it does not tolerate, until that is gone', () => {
    const { cluster, statusOf, delete: remove } = live({ taints: [TEAM] });
    expect(statusOf(VALIDATOR)).toBe('Running');
    remove(VALIDATOR);
    cluster.advanceTo(LIVE_FROM + 30);
    expect(statusOf(VALIDATOR)).toBeUndefined();
    expect(statusOf(DRIVER)).toBe('Running');
    cluster.store.modify('Node', undefined, NODE.name, (draft) => {
      draft.spec = { ...draft.spec, taints: [] };
    });
    cluster.advanceTo(LIVE_FROM + 60);
    expect(statusOf(VALIDATOR)).toBe('Running');
  });
});

describe('the operator’s labels', () => {
  it('come once a node is no longer to be left alone, and all that follows from them', () => {
    const { cluster, statusOf, label, labels, capacity } = live({
      labels: { 'nvidia.com/gpu.deploy.operands': 'false' },
    });
    expect([DRIVER, PLUGIN, VALIDATOR].map(statusOf)).toEqual([undefined, undefined, undefined]);
    expect(capacity()).not.toHaveProperty('nvidia.com/gpu');
    label({ 'nvidia.com/gpu.deploy.operands': undefined });
    cluster.advanceTo(LIVE_FROM + 60);
    expect([DRIVER, PLUGIN, VALIDATOR].map(statusOf)).toEqual(['Running', 'Running', 'Running']);
    expect(capacity()).toMatchObject({ 'nvidia.com/gpu': '1' });
    expect(labels()).toMatchObject({
      'nvidia.com/gpu.deploy.driver': 'true',
      'nvidia.com/gpu.product': 'Tesla-T4',
    });
  });

  it('go, and the pods with them, when it is', () => {
    const { cluster, statusOf, label, labels } = live({});
    label({ 'nvidia.com/gpu.deploy.operands': 'false' });
    cluster.advanceTo(LIVE_FROM + 60);
    expect(Object.keys(labels()).filter((key) => key.startsWith('nvidia.com/gpu.deploy.'))).toEqual([
      'nvidia.com/gpu.deploy.operands',
    ]);
    expect([DRIVER, VALIDATOR, NFD].map(statusOf)).toEqual([undefined, undefined, 'Running']);
  });

  it('keep what somebody set for one component, whose pod goes', () => {
    const { cluster, statusOf, label } = live({});
    label({ 'nvidia.com/gpu.deploy.dcgm-exporter': 'false' });
    cluster.advanceTo(LIVE_FROM + 60);
    expect(statusOf('nvidia-dcgm-exporter')).toBeUndefined();
    expect(statusOf('nvidia-dcgm')).toBe('Running');
  });
});

describe('faults in their time', () => {
  it('end containers, which kubelet starts again', () => {
    const { cluster, statusOf, podOf } = live({}, [
      { kind: 'exit', at: 5, node: NODE.name, daemonSet: 'nvidia-dcgm', exitCode: 139 },
    ]);
    cluster.advanceTo(LIVE_FROM + 30);
    expect(statusOf('nvidia-dcgm')).toBe('Running');
    expect(fieldsOf(podOf('nvidia-dcgm')?.status)['containerStatuses']).toMatchObject([
      { restartCount: 1, lastState: { terminated: { exitCode: 139 } } },
    ]);
  });

  it('silence a node', () => {
    const { cluster, podOf } = live({}, [{ kind: 'silent-node', at: 5, node: NODE.name }]);
    cluster.advanceTo(LIVE_FROM + 60);
    const ready = (status: unknown) =>
      listOf(fieldsOf(status)['conditions'])
        .map(fieldsOf)
        .find(({ type }) => type === 'Ready')?.['status'];
    expect(ready(cluster.store.get('Node', undefined, NODE.name)?.status)).toBe('Unknown');
    expect(ready(podOf(DRIVER)?.status)).toBe('False');
  });

  it('show at the GPU', () => {
    const { cluster } = live({ gpus: 2 }, [
      { kind: 'row-remap', at: 5, node: NODE.name, gpu: 0, outcome: 'pending' },
      { kind: 'power-brake', at: 5, node: NODE.name, gpu: 1 },
    ]);
    cluster.advanceTo(LIVE_FROM + 10);
    const [first, second] = cluster.world.nodes.get(NODE.name)?.gpus ?? [];
    expect(first).toMatchObject({ remapPending: true, remapFailed: false, uncorrectableRemaps: 1 });
    expect(second).toMatchObject({ remapPending: false, powerBrake: 0.5 });
  });
});
