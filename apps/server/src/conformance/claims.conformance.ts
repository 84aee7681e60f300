import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { joinFleet } from '../fleet/fleet.ts';
import { nodeView, podsByNode } from '../fleet/nodes.ts';
import { gpuPods, podView } from '../fleet/pods.ts';
import type { ClusterState } from '../kubernetes/clusterState.ts';
import type { Cluster } from './cluster.ts';
import { ControlPlane } from './controlPlane.ts';

const DRIVER = 'gpu.nvidia.com';
const RESOURCES = '/apis/resource.k8s.io/v1';
const CLAIMS = `${RESOURCES}/namespaces/default/resourceclaims`;
const PODS = '/api/v1/namespaces/default/pods';
const WAIT = { timeout: 60_000, interval: 200 };

let plane: ControlPlane;
let cluster: Cluster;
const stopping = new AbortController();

beforeAll(async () => {
  plane = await ControlPlane.start();
  cluster = await plane.startApiServer();
  await plane.startScheduler(cluster);
});

afterAll(async () => {
  stopping.abort();
  await plane.stop();
});

/** A node whose driver offers so many GPUs, as NVIDIA's does (k8s-dra-driver-gpu). */
async function createNode(name: string, gpus: number): Promise<void> {
  await cluster.create('/api/v1/nodes', {
    metadata: { name, labels: { 'nvidia.com/gpu.present': 'true', 'kubernetes.io/hostname': name } },
    status: { capacity: { cpu: '64', memory: '512Gi', pods: '20' } },
  });
  const devices = Array.from({ length: gpus }, (_, index) => ({
    name: `gpu-${index}`,
    attributes: { uuid: { string: `GPU-${name}-${index}` }, type: { string: 'gpu' } },
  }));
  await cluster.create(`${RESOURCES}/resourceslices`, {
    metadata: { name },
    spec: { driver: DRIVER, nodeName: name, pool: { name, generation: 1, resourceSliceCount: 1 }, devices },
  });
}

async function createClaim(name: string, exactly: object): Promise<void> {
  const requests = [{ name: 'gpu', exactly: { deviceClassName: DRIVER, ...exactly } }];
  await cluster.create(CLAIMS, { metadata: { name }, spec: { devices: { requests } } });
}

async function createPod(name: string, resourceClaimName: string, node: string): Promise<void> {
  await cluster.create(PODS, {
    metadata: { name },
    spec: {
      nodeSelector: { 'kubernetes.io/hostname': node },
      containers: [{ name: 'main', image: 'example/main:1', resources: { claims: [{ name: 'gpu' }] } }],
      resourceClaims: [{ name: 'gpu', resourceClaimName }],
    },
  });
}

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
  const expression = `device.driver == "${DRIVER}"`;
  await cluster.create(`${RESOURCES}/deviceclasses`, {
    metadata: { name: DRIVER },
    spec: { selectors: [{ cel: { expression } }] },
  });
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
  const row = (capacity: number, requested: number) => [
    { name: DRIVER, capacity, allocatable: capacity, requested, limits: requested },
  ];
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
