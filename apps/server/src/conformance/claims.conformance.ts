import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { joinFleet } from '../fleet/fleet.ts';
import { nodeView, podsByNode } from '../fleet/nodes.ts';
import { gpuPods, podView } from '../fleet/pods.ts';
import type { ClusterState } from '../kubernetes/clusterState.ts';
import type { Cluster } from './cluster.ts';
import { ControlPlane } from './controlPlane.ts';

const DRIVER = 'gpu.nvidia.com';
const RESOURCES = '/apis/resource.k8s.io/v1';
const PODS = '/api/v1/namespaces/default/pods';
/** What of dynamic resource allocation is not on by default in every release from 1.34 on. */
const GATES = ['DRAExtendedResource', 'DRADeviceTaints', 'DRAPartitionableDevices'];
const FLAG = `--feature-gates=${GATES.map((gate) => `${gate}=true`).join(',')}`;
const WAIT = { timeout: 60_000, interval: 200 };

let plane: ControlPlane;
let cluster: Cluster;
const stopping = new AbortController();

beforeAll(async () => {
  plane = await ControlPlane.start();
  cluster = await plane.startApiServer([FLAG, '--runtime-config=resource.k8s.io/v1alpha3=true']);
  await plane.startScheduler(cluster, [FLAG]);
});

afterAll(async () => {
  stopping.abort();
  await plane.stop();
});

/** A node whose driver offers so many GPUs, as NVIDIA's does (kubernetes-sigs/dra-driver-nvidia-gpu). */
async function createNode(name: string, gpus: number): Promise<void> {
  const devices = Array.from({ length: gpus }, (_, index) => ({
    name: `gpu-${index}`,
    attributes: { uuid: { string: `GPU-${name}-${index}` }, type: { string: 'gpu' } },
  }));
  await createNodeWith(name, devices);
}

async function createNodeWith(name: string, devices: readonly object[]): Promise<void> {
  await cluster.create('/api/v1/nodes', {
    metadata: { name, labels: { 'nvidia.com/gpu.present': 'true', 'kubernetes.io/hostname': name } },
    status: { capacity: { cpu: '64', memory: '512Gi', pods: '20' } },
  });
  await createSlice(name, 1, { devices });
}

async function createSlice(node: string, count: number, content: object): Promise<void> {
  const pool = { name: node, generation: 1, resourceSliceCount: count };
  await cluster.create(`${RESOURCES}/resourceslices`, {
    metadata: { generateName: `${node}-` },
    spec: { driver: DRIVER, nodeName: node, pool, ...content },
  });
}

async function createClass(name: string, type: string, more: object = {}): Promise<void> {
  const expression = `device.driver == "${DRIVER}" && device.attributes["${DRIVER}"].type == "${type}"`;
  await cluster.create(`${RESOURCES}/deviceclasses`, {
    metadata: { name },
    spec: { selectors: [{ cel: { expression } }], ...more },
  });
}

const claimIn = (namespace: string) => `${RESOURCES}/namespaces/${namespace}/resourceclaims`;

async function createClaim(name: string, exactly: object, namespace = 'default'): Promise<void> {
  const requests = [{ name: 'gpu', exactly: { deviceClassName: DRIVER, ...exactly } }];
  await cluster.create(claimIn(namespace), { metadata: { name }, spec: { devices: { requests } } });
}

async function createPod(
  name: string,
  resourceClaimName: string,
  node: string,
  namespace = 'default',
): Promise<void> {
  await cluster.create(`/api/v1/namespaces/${namespace}/pods`, {
    metadata: { name },
    spec: {
      nodeSelector: { 'kubernetes.io/hostname': node },
      containers: [{ name: 'main', image: 'example/main:1', resources: { claims: [{ name: 'gpu' }] } }],
      resourceClaims: [{ name: 'gpu', resourceClaimName }],
    },
  });
}

const row = (capacity: number, requested: number, allocatable = capacity) => [
  { name: DRIVER, capacity, allocatable, requested, limits: requested },
];

/** What the console shows of claims: each node's devices, and each pod's requests. */
function shown(state: ClusterState) {
  const fleet = joinFleet(state, undefined);
  const pods = podsByNode(state, fleet);
  return {
    nodes: Object.fromEntries(
      [...state.nodes.values()].map((node) => [
        node.name,
        nodeView(node, pods.get(node.name) ?? [], fleet).resources,
      ]),
    ),
    pods: Object.fromEntries(
      [...gpuPods(state, fleet)].map((pod) => [pod.name, podView(pod, fleet).requests]),
    ),
  };
}

it('devices that the scheduler gives to claims are counted once, on their node and for each pod that uses them', async () => {
  const state = await cluster.follow(stopping.signal);
  await createClass(DRIVER, 'gpu', { extendedResourceName: 'nvidia.com/gpu' });
  await createNode('a', 4);
  await createNode('b', 2);
  await createClaim('one', {});
  await createClaim('two', { count: 2 });
  await createClaim('all', { allocationMode: 'All' });
  await createClaim('many', { count: 9 });
  await createPod('alone', 'one', 'a');
  await createPod('pair', 'two', 'a');
  await createPod('beside-pair', 'two', 'a');
  await createPod('whole', 'all', 'b');
  await createPod('waits', 'many', 'a');
  await vi.waitFor(
    () =>
      expect(shown(state)).toEqual({
        nodes: { a: row(4, 3), b: row(2, 2) },
        pods: {
          alone: { [DRIVER]: 1 },
          pair: { [DRIVER]: 2 },
          'beside-pair': { [DRIVER]: 2 },
          whole: { [DRIVER]: 2 },
          waits: { [DRIVER]: 9 },
        },
      }),
    WAIT,
  );
});

it('who looks takes nothing, one of several alternatives is given, a class stands for a resource', async () => {
  const state = await cluster.follow(stopping.signal);
  await cluster.create('/api/v1/namespaces', {
    metadata: { name: 'monitoring', labels: { 'resource.kubernetes.io/admin-access': 'true' } },
  });
  await createNode('c', 2);
  await createNode('d', 1);
  await createClaim('look', { adminAccess: true, allocationMode: 'All' }, 'monitoring');
  await createPod('exporter', 'look', 'c', 'monitoring');
  const firstAvailable = [
    { name: 'many', deviceClassName: DRIVER, count: 9 },
    { name: 'few', deviceClassName: DRIVER, count: 2 },
  ];
  await cluster.create(claimIn('default'), {
    metadata: { name: 'any' },
    spec: { devices: { requests: [{ name: 'gpu', firstAvailable }] } },
  });
  await createPod('chooses', 'any', 'c');
  const asks = { 'nvidia.com/gpu': '1' };
  for (const name of ['first', 'second'])
    await cluster.create(PODS, {
      metadata: { name },
      spec: {
        nodeSelector: { 'kubernetes.io/hostname': 'd' },
        containers: [{ name: 'main', image: 'example/main:1', resources: { limits: asks, requests: asks } }],
      },
    });
  await vi.waitFor(() => {
    const { nodes, pods } = shown(state);
    expect({ c: nodes['c'], d: nodes['d'] }).toEqual({ c: row(2, 2), d: row(1, 1) });
    expect(pods['exporter']).toBeUndefined();
    expect(pods['chooses']).toEqual({ [DRIVER]: 2 });
    // Either may come first; the other waits.
    expect([pods['first'], pods['second']]).toEqual(
      expect.arrayContaining([{ [DRIVER]: 1 }, { 'nvidia.com/gpu': 1 }]),
    );
  }, WAIT);
  const looks = [...state.claims.values()].find(({ name }) => name === 'look')?.allocated;
  expect(looks?.map(({ admin }) => admin)).toEqual([true, true]);
});

it('a tainted GPU is not free, and a part of a GPU is its share', async () => {
  const state = await cluster.follow(stopping.signal);
  const texts = (values: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(values).map(([key, string]) => [key, { string }]));
  await createNodeWith('e', [
    {
      name: 'gpu-0',
      attributes: texts({ uuid: 'GPU-e-0', type: 'gpu' }),
      taints: [{ key: 'gpu.nvidia.com/xid', value: '79', effect: 'NoSchedule' }],
    },
    { name: 'gpu-1', attributes: texts({ uuid: 'GPU-e-1', type: 'gpu' }) },
    { name: 'gpu-2', attributes: texts({ uuid: 'GPU-e-2', type: 'gpu' }) },
  ]);
  await cluster.create('/apis/resource.k8s.io/v1alpha3/devicetaintrules', {
    metadata: { name: 'broken' },
    spec: {
      deviceSelector: { driver: DRIVER, pool: 'e', device: 'gpu-1' },
      taint: { key: 'example.com/broken', effect: 'NoSchedule' },
    },
  });
  await createClass('mig.nvidia.com', 'mig');
  await cluster.create('/api/v1/nodes', {
    metadata: { name: 'f', labels: { 'nvidia.com/gpu.present': 'true', 'kubernetes.io/hostname': 'f' } },
    status: { capacity: { cpu: '64', memory: '512Gi', pods: '20' } },
  });
  const counterSet = 'gpu-0-counter-set';
  const consumes = (value: number) => [{ counterSet, counters: { slices: { value: String(value) } } }];
  const mig = {
    type: 'mig',
    profile: '1g.10gb',
    productName: 'NVIDIA H100 80GB HBM3',
    parentUUID: 'GPU-f-0',
  };
  await createSlice('f', 1, {
    sharedCounters: [{ name: counterSet, counters: { slices: { value: '7' } } }],
    devices: [
      {
        name: 'gpu-0',
        attributes: texts({ uuid: 'GPU-f-0', type: 'gpu' }),
        consumesCounters: consumes(7),
      },
      ...[0, 1].map((at) => ({
        name: `gpu-0-mig-1g10gb-19-${at}`,
        attributes: texts(mig),
        consumesCounters: consumes(1),
      })),
    ],
  });
  await createClaim('part', { deviceClassName: 'mig.nvidia.com' });
  await createPod('small', 'part', 'f');
  await vi.waitFor(() => {
    const { nodes, pods } = shown(state);
    expect(nodes['e']).toEqual(row(3, 0, 1));
    expect(nodes['f']).toMatchObject(row(1, expect.closeTo(1 / 7)));
    expect(pods['small']).toEqual({ [`${DRIVER}/mig-1g.10gb`]: 1 });
  }, WAIT);
});
