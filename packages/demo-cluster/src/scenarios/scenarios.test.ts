import { describe, expect, it } from 'vitest';
import { DcgmExporter } from '../exporter/dcgmExporter.ts';
import { SimulatedCluster } from '../simulation/cluster.ts';
import { isReady } from '../simulation/controllers.ts';
import { podView } from '../simulation/podView.ts';
import { fieldsOf, textOf, textsOf } from '../simulation/unknownFields.ts';
import { bare } from './bare.ts';
import { dra } from './dra.ts';
import { eras } from './eras.ts';
import { fleet } from './fleet.ts';
import { fractions } from './fractions.ts';
import { mixed } from './mixed.ts';
import type { Scenario } from './scenario.ts';
import { sharing } from './sharing.ts';
import { troubled } from './troubled.ts';
import { upgrade } from './upgrade.ts';

const LIVE_FROM = 1_700_000_000;

/** @param seconds of its past @param at where it is, from the end of that */
function live({ plan, honorLabels }: Scenario, seconds = 1800, at = 0): SimulatedCluster {
  const start = LIVE_FROM - seconds;
  const cluster = new SimulatedCluster({
    plan: plan({}),
    seed: 1,
    start,
    liveFrom: LIVE_FROM,
    network: 64,
    honorLabels,
  });
  cluster.advanceTo(LIVE_FROM + at);
  return cluster;
}

const phasesOf = ({ store }: SimulatedCluster, namespace: string) =>
  Object.fromEntries(store.list('Pod', namespace).map((pod) => [pod.metadata.name, podView(pod).phase]));

function allocatable({ store }: SimulatedCluster, node: string): Record<string, string> {
  const all = textsOf(fieldsOf(store.get('Node', undefined, node)?.status)['allocatable']);
  return Object.fromEntries(Object.entries(all).filter(([name]) => name.includes('/')));
}

/** What the node's exporter prints, by metric: the values of its series. */
function printed({ world }: SimulatedCluster, name: string): Map<string, number[]> {
  const node = world.nodes.get(name);
  const [installed] = node?.exporters ?? [];
  if (node === undefined || installed === undefined) throw new Error(`no exporter on ${name}`);
  const exporter = new DcgmExporter({
    ...installed.plan,
    counters: world.plan.counters,
    gpus: node.gpus,
    driver: world.plan.host.driver,
    hostname: () => name,
  });
  exporter.collect(world.timeline.now);
  return new Map(
    exporter.families.map((family) => [family.name, family.samples.map(({ value }) => Number(value))]),
  );
}

describe('eras', () => {
  const cluster = live(eras);

  it('has one exporter on each node, two on the one that is being upgraded, each with a monitor of its own', () => {
    const running = cluster.store
      .list('Pod')
      .filter((pod) => /dcgm-exporter|gpu-metrics/.test(pod.metadata.name))
      .map((pod) => podView(pod).nodeName);
    const nodes = eras.plan({}).nodes.map(({ name }) => name);
    expect(running.toSorted()).toEqual([...nodes, 'gpu-upgrade'].toSorted());
    const monitors = cluster.store.list('ServiceMonitor').map(({ metadata }) => metadata.name);
    const others = ['gpu-operator', 'kube-state-metrics'];
    expect(monitors.filter((name) => !others.includes(name))).toHaveLength(8);
  });

  it('works on every node', () => {
    expect(new Set(Object.values(phasesOf(cluster, 'research')))).toEqual(new Set(['Running']));
  });
});

describe('upgrade', () => {
  const cluster = live(upgrade, 3600);
  const imagesOn = (name: string) =>
    cluster.store
      .list('Pod', 'monitoring')
      .map(podView)
      .filter((pod) => pod.nodeName === name && pod.name.startsWith('dcgm-exporter'))
      .map(({ containers }) => containers[0]?.image.split(':').at(-1));

  it.each([
    ['gpu-before', '4.5.3-4.8.2-distroless'],
    ['gpu-between', '4.6.0-4.8.3-distroless'],
    ['gpu-after', '4.7.0-4.9.0-distroless'],
    ['gpu-midway', '4.7.0-4.9.0-distroless'],
  ])('has on %s the one exporter %s', (node, tag) => {
    expect(imagesOn(node)).toEqual([tag]);
  });

  it('had the old one on the node that is midway', () => {
    const { store } = live(upgrade, 3600, -2400);
    const [pod] = store.list('Pod', 'monitoring').filter((one) => podView(one).nodeName === 'gpu-midway');
    expect(pod?.metadata.name).toMatch(/^dcgm-exporter-4-8-2-/);
  });
});

describe('mixed', () => {
  const cluster = live(mixed, 9000);
  const labels = (node: string) => cluster.store.get('Node', undefined, node)?.metadata.labels ?? {};

  it('labels a node of three models as one of the last', () => {
    expect(allocatable(cluster, 'gpu-workshop')).toEqual({ 'nvidia.com/gpu': '3' });
    expect(labels('gpu-workshop')).toMatchObject({
      'nvidia.com/gpu.count': '1',
      'nvidia.com/gpu.memory': '24564',
      'nvidia.com/gpu.product': 'NVIDIA-GeForce-RTX-4090',
    });
    const models = cluster.world.nodes.get('gpu-workshop')?.gpus.map(({ product }) => product.modelName);
    expect(new Set(models).size).toBe(3);
    expect(printed(cluster, 'gpu-workshop').get('DCGM_FI_PROF_GR_ENGINE_ACTIVE')).toEqual([]);
  });

  it('tells of an A30 by its instances alone, with the board’s power and XID at each', () => {
    const values = printed(cluster, 'gpu-a30-mig');
    const power = values.get('DCGM_FI_DEV_POWER_USAGE') ?? [];
    expect(power).toHaveLength(8);
    expect(new Set(power).size).toBe(2);
    expect(values.get('DCGM_FI_DEV_XID_ERRORS')).toEqual([0, 0, 0, 0, 79, 79, 79, 79]);
    expect(values.get('DCGM_FI_DEV_GPU_UTIL')).toEqual([]);
  });

  it('has no memory, and zeros for what it cannot sense, on a board with unified memory', () => {
    const values = printed(cluster, 'gpu-spark');
    expect(values.get('DCGM_FI_DEV_FB_USED')).toEqual([]);
    expect(values.get('DCGM_FI_DEV_MEMORY_TEMP')).toEqual([0]);
    expect(values.get('DCGM_FI_DEV_MEM_COPY_UTIL')).toEqual([0]);
    expect(values.get('DCGM_FI_DEV_GPU_UTIL')?.[0]).toBeGreaterThan(50);
    expect(labels('gpu-spark')).not.toHaveProperty(['nvidia.com/gpu.memory']);
  });

  it('has profiling fields at 0 where both GPUs work', () => {
    const values = printed(cluster, 'gpu-h100-stuck');
    expect(Math.min(...(values.get('DCGM_FI_DEV_GPU_UTIL') ?? []))).toBeGreaterThan(50);
    expect(values.get('DCGM_FI_PROF_GR_ENGINE_ACTIVE')).toEqual([0, 0]);
  });
});

describe('fleet', () => {
  it('has every component of the operator at work, but for the exporter that is down', () => {
    const { store } = live(fleet);
    const pods = store.list('Pod', 'gpu-operator').filter((pod) => !isReady(pod));
    expect(pods.map((pod) => [podView(pod).owner?.name, podView(pod).nodeName])).toEqual([
      ['nvidia-dcgm-exporter', 'gpu-t4-02'],
    ]);
  });
});

describe('troubled', () => {
  const cluster = live(troubled);
  const nodes = troubled.plan({}).nodes.map(({ name }) => name);

  it('has a node for each fault, and none that is not there', () => {
    expect(new Set(nodes).size).toBe(nodes.length);
    for (const { node } of troubled.plan({}).faults) expect(nodes).toContain(node);
  });

  it('works where nothing is wrong', () => {
    expect(allocatable(cluster, 'all-well')).toEqual({ 'nvidia.com/gpu': '1' });
    expect(allocatable(cluster, 'nouveau')).toEqual({});
    const on = cluster.store.list('Pod').filter((pod) => podView(pod).nodeName === 'all-well');
    expect(on.length).toBeGreaterThan(10);
    expect(on.filter((pod) => !isReady(pod))).toEqual([]);
  });
});

describe('sharing', () => {
  const cluster = live(sharing);

  it.each([
    ['gpu-sliced', { 'nvidia.com/gpu': '32' }],
    ['gpu-renamed', { 'nvidia.com/gpu.shared': '8' }],
    ['gpu-mps', { 'nvidia.com/gpu': '4' }],
    ['gpu-mig-single', { 'nvidia.com/gpu': '14' }],
    [
      'gpu-mig-mixed',
      { 'nvidia.com/gpu': '0', 'nvidia.com/mig-1g.10gb': '4', 'nvidia.com/mig-3g.40gb': '2' },
    ],
    ['gpu-hami', { 'nvidia.com/gpu': '40' }],
    [
      'gpu-volcano',
      { 'volcano.sh/vgpu-number': '20', 'volcano.sh/vgpu-memory': '30720', 'volcano.sh/vgpu-cores': '200' },
    ],
    ['amd-mi300x', { 'amd.com/gpu': '8' }],
    ['intel-flex', { 'gpu.intel.com/i915': '3' }],
  ])('%s offers %o', (node, resources) => {
    expect(allocatable(cluster, node)).toMatchObject(resources);
  });

  it.each([
    ['gpu-sliced', '-SHARED', '8', '4', 'time-slicing'],
    ['gpu-renamed', 'L4', '2', '4', 'time-slicing'],
    ['gpu-mps', '-SHARED', '2', '2', 'mps'],
    ['gpu-mig-single', '-MIG-1g.10gb', '14', '1', 'none'],
    ['gpu-hami', 'T4', '4', '1', 'none'],
  ])('%s is labelled as feature discovery does', (node, suffix, count, replicas, strategy) => {
    const labels = cluster.store.get('Node', undefined, node)?.metadata.labels ?? {};
    expect(labels['nvidia.com/gpu.product']?.endsWith(suffix)).toBe(true);
    expect(labels).toMatchObject({
      'nvidia.com/gpu.count': count,
      'nvidia.com/gpu.replicas': replicas,
      'nvidia.com/gpu.sharing-strategy': strategy,
    });
  });

  it('has every pod running', () => {
    expect(new Set(Object.values(phasesOf(cluster, 'serving')))).toEqual(new Set(['Running']));
  });
});

describe('fractions', () => {
  const cluster = live(fractions, 10_000);
  const { store } = cluster;
  const said = (namespace: string, name: string) =>
    store
      .list('Event', namespace)
      .filter((event) => fieldsOf(event['involvedObject'])['name'] === name)
      .map((event) => [event['reason'], event['message'], fieldsOf(event['source'])['component']]);
  const annotationOf = (kind: string, namespace: string | undefined, name: string, key: string) =>
    store.get(kind, namespace, name)?.metadata.annotations?.[key] ?? '';
  const cardsOf = (node: string) => cluster.world.nodes.get(node)?.gpus ?? [];

  it('tells of HAMi’s cards at the node, and at each pod which it got', () => {
    const registered: unknown = JSON.parse(
      annotationOf('Node', undefined, 'gpu-hami-a', 'hami.io/node-nvidia-register'),
    );
    const [first, second] = cardsOf('gpu-hami-a').map(({ uuid }) => uuid);
    expect(registered).toMatchObject([
      { id: first, count: 10, devmem: 46_068, devcore: 100, type: 'NVIDIA L40S', health: true },
      { id: second, index: 1 },
    ]);
    expect(annotationOf('Pod', 'ml', 'rank-0', 'hami.io/vgpu-devices-allocated')).toMatch(
      /^GPU-[0-9a-f-]{36},NVIDIA,24000,50:;$/,
    );
    expect(allocatable(cluster, 'gpu-hami-a')).toEqual({ 'nvidia.com/gpu': '20' });
  });

  it('has HAMi’s device plugin on its nodes, and the operator’s on KAI’s', () => {
    const owners = (node: string) =>
      store
        .list('Pod')
        .map(podView)
        .filter((pod) => pod.nodeName === node && pod.owner?.name.includes('device-plugin'))
        .map((pod) => pod.owner?.name);
    expect(owners('gpu-hami-a')).toEqual(['hami-device-plugin']);
    expect(owners('gpu-kai-a')).toEqual(['nvidia-device-plugin-daemonset']);
  });

  it('gives no card away more often than it has memory', () => {
    const taken = [...cardsOf('gpu-hami-a'), ...cardsOf('gpu-hami-b')].map(({ occupants }) =>
      occupants.reduce((sum, { card }) => sum + (card?.memoryMiB ?? 0), 0),
    );
    expect(taken.reduce((sum, one) => sum + one, 0)).toBe(76_000);
    expect(Math.max(...taken)).toBeLessThanOrEqual(46_068);
    for (const { usedMiB, product } of cardsOf('gpu-hami-a')) expect(usedMiB).toBeLessThan(product.memoryMiB);
  });

  it('lets the pod wait that no card has the memory for, in HAMi’s words', () => {
    expect(phasesOf(cluster, 'ml')).toMatchObject({ 'chat-0': 'Running', 'vllm-0': 'Pending' });
    const [scheduling, ...filtering] = said('ml', 'vllm-0').toSorted();
    expect(scheduling).toEqual([
      'FailedScheduling',
      expect.stringMatching(/^0\/3 nodes are available: 1 node\(s\) didn't match .*, 2 NodeUnfitPod\./),
      'hami-scheduler',
    ]);
    expect(filtering).toEqual([
      ['FilteringFailed', '2 nodes CardInsufficientMemory(gpu-hami-a,gpu-hami-b)', 'hami-scheduler'],
      ['FilteringFailed', 'no available node, 2 nodes do not meet', 'hami-scheduler'],
    ]);
  });

  it('has one reservation for the pods that share a GPU, and the exporter names that', () => {
    const [reservation, ...others] = store.list('Pod', 'kai-resource-reservation');
    expect(others).toEqual([]);
    const group = reservation?.metadata.labels?.['runai-gpu-group'];
    const shared = cardsOf('gpu-kai-a').find(({ occupants }) => occupants.length > 1);
    expect(shared?.occupants.map(({ pod, share = 1 }) => [pod, share])).toEqual([
      [reservation?.metadata.name, 1],
      ['infer-0', 0.1],
      ['infer-1', 0.5],
    ]);
    expect(shared?.uuid).toBe(reservation?.metadata.annotations?.['run.ai/reserve_for_gpu_index']);
    for (const name of ['infer-0', 'infer-1'])
      expect(store.get('Pod', 'team-a', name)?.metadata.labels?.['runai-gpu-group']).toBe(group);
    const exporter = new DcgmExporter({
      era: '4.x',
      counters: 'few',
      gpus: shared ? [shared] : [],
      driver: '550.144.03',
      hostname: () => 'gpu-kai-a',
    });
    exporter.collect(LIVE_FROM);
    const pods = exporter.families.flatMap(({ samples }) => samples.map(({ labels }) => labels.text));
    expect(new Set(pods).size).toBe(1);
    expect(pods[0]).toContain(`pod="${reservation?.metadata.name}"`);
    expect(shared?.load.busy).toBeGreaterThan(0);
  });

  it('lets the pods wait that KAI has no room for', () => {
    expect(phasesOf(cluster, 'team-a')).toMatchObject({
      'tune-0': 'Running',
      'infer-2': 'Pending',
      'train-0': 'Pending',
    });
    const words = [
      'Unschedulable',
      "no nodes with enough resources were found: 1 node(s) didn't have enough resources: GPUs. " +
        "2 node(s) didn't match Pod's node affinity/selector.",
      'kai-scheduler',
    ];
    expect(said('team-a', 'infer-2')).toEqual([words]);
    expect(said('team-a', 'train-0')).toEqual([words]);
  });

  it('gives the reserved GPU back when the last of them is gone', () => {
    for (const name of ['infer-0', 'infer-1']) store.delete('Pod', 'team-a', name);
    cluster.advanceTo(LIVE_FROM + 60);
    expect(phasesOf(cluster, 'team-a')).toMatchObject({ 'infer-2': 'Running' });
    expect(store.list('Pod', 'kai-resource-reservation')).toHaveLength(1);
  });
});

describe('dra', () => {
  const cluster = live(dra);
  const { store } = cluster;
  const namespace = 'research';
  const claimsOf = () =>
    store.list('ResourceClaim', namespace).map(({ metadata, status }) => ({
      name: metadata.name.replace(/-\w{5}$/, ''),
      reservedFor: fieldsOf(status)['reservedFor'],
    }));

  it('gives each claim its devices, a shared one to both pods, and lets the last pod wait', () => {
    expect(phasesOf(cluster, namespace)).toMatchObject({ 'sharing-b': 'Running', 'wants-eight': 'Pending' });
    expect(claimsOf().find(({ name }) => name === 'shared-gpu')?.reservedFor).toMatchObject([
      { name: 'sharing-a' },
      { name: 'sharing-b' },
    ]);
    const holders = cluster.world.nodes.get('gpu-claimed')?.gpus.map(({ occupants }) =>
      occupants
        .map(({ pod }) => pod)
        .toSorted()
        .join(),
    );
    expect(holders?.toSorted()).toEqual([
      '',
      '',
      '',
      '',
      'one-claimed',
      'sharing-a,sharing-b',
      'two-claimed',
      'two-claimed',
    ]);
    const [condition] = [fieldsOf(store.get('Pod', namespace, 'wants-eight')?.status)['conditions']].flat();
    expect(textOf(fieldsOf(condition)['message'])).toBe(
      '0/3 nodes are available: 3 cannot allocate all claims. still not schedulable, ' +
        'preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
    );
  });

  it('gives parts of a GPU, the first alternative that there is, and to a watcher what others hold', () => {
    const split = cluster.world.nodes.get('gpu-split');
    const holders = split?.gpus[0]?.instances.map(({ profile, occupants }) => [
      profile.name,
      occupants.map(({ pod }) => pod).join(),
    ]);
    expect(holders).toEqual([
      ['3g.40gb', ''],
      ['2g.20gb', 'takes-what-is-there'],
      // A claim has the first of the small ones, for a pod that is gone.
      ['1g.10gb', ''],
      ['1g.10gb', 'part-claimed'],
    ]);
    expect(split?.gpus[1]?.occupants).toEqual([]);
    const [left] = store
      .list('ResourceClaim', namespace)
      .filter(({ metadata }) => metadata.name === 'left-behind');
    expect(left?.status).toMatchObject({
      allocation: { devices: { results: [{ device: 'gpu-0-mig-1g10gb-19-6' }] } },
      reservedFor: [{ name: 'notebook-0' }],
    });
    const [watch] = store.list('ResourceClaim', 'monitoring');
    const results = fieldsOf(fieldsOf(fieldsOf(watch?.status)['allocation'])['devices'])['results'];
    expect(results).toHaveLength(8);
    expect(results).toContainEqual({
      request: 'gpu',
      driver: 'gpu.nvidia.com',
      pool: 'gpu-claimed',
      device: 'gpu-0',
      adminAccess: true,
    });
    expect(phasesOf(cluster, 'monitoring')).toMatchObject({ 'device-watch': 'Running' });
  });

  it('takes devices back: the last pod starts when the others are gone', () => {
    for (const name of ['one-claimed', 'two-claimed', 'sharing-a', 'sharing-b'])
      store.delete('Pod', namespace, name);
    expect(claimsOf().map(({ name }) => name)).toEqual([
      'left-behind',
      'part-claimed-gpu',
      'shared-gpu',
      'takes-what-is-there-gpu',
      'wants-eight-gpus',
    ]);
    cluster.advanceTo(LIVE_FROM + 120);
    expect(phasesOf(cluster, namespace)).toMatchObject({ 'wants-eight': 'Running' });
  });
});

describe('bare', () => {
  const { store } = live(bare);

  it('has GPU nodes by their labels, node feature discovery, and nothing of NVIDIA’s', () => {
    const labels = store.list('Node').map(({ metadata }) => metadata.labels ?? {});
    expect(labels.map((own) => own['feature.node.kubernetes.io/pci-10de.present'])).toEqual(
      Array(3).fill('true'),
    );
    expect(labels.flatMap(Object.keys).filter((key) => key.startsWith('nvidia.com/'))).toEqual([]);
    expect(store.list('Namespace').map(({ metadata }) => metadata.name)).not.toContain('gpu-operator');
    expect(store.list('ClusterPolicy')).toEqual([]);
    expect(store.list('ServiceMonitor').map(({ metadata }) => metadata.name)).toEqual(['kube-state-metrics']);
    expect(new Set(store.list('DaemonSet').map(({ metadata }) => metadata.name))).toEqual(
      new Set(['kube-proxy', 'nfd-worker']),
    );
  });
});
