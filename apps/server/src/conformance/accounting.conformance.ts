import type { NodeResource } from '@gpu-console/shared/contract';
import { gpuResourceTest } from '@gpu-console/shared/kubernetes';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { joinFleet } from '../fleet/fleet.ts';
import { nodeView, podsByNode } from '../fleet/nodes.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import { until } from '../testing/until.ts';
import type { Cluster } from './cluster.ts';
import { ControlPlane } from './controlPlane.ts';
import { startDemoCluster } from './demoCluster.ts';
import { describedNodes } from './describedNodes.ts';
import { generateCluster, nodeName, podName, RUNTIME_CLASS } from './generatedCluster.ts';

/** NVIDIA's resources, and all others that the generated nodes have. */
const isGpu = gpuResourceTest(['nvidia.com/gpu*', 'amd.com/gpu', 'gpu.intel.com/*', 'volcano.sh/vgpu-*']);

const SEED = Number(process.env['SEED'] ?? 1);
const OVERHEAD = { cpu: '250m', memory: '160Mi', 'nvidia.com/gpu': '1' };
const NODES = '/api/v1/nodes';
const PODS = '/api/v1/namespaces/default/pods';
const WAIT = { timeout: 30_000, interval: 200 };

const generated = generateCluster(SEED, { nodes: 30, pods: 500 });
const PodList = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string() }),
      spec: z.object({ nodeName: z.string().optional() }),
      status: z.object({
        conditions: z.array(z.object({ type: z.string(), status: z.string() })).default([]),
      }),
    }),
  ),
});

/** The nodes that have GPUs as kubectl prints them. */
async function printed(cluster: Cluster): Promise<Map<string, NodeResource[]>> {
  const nodes = describedNodes(await cluster.kubectl(['describe', 'nodes', '--show-events=false']));
  const gpuNodes = [...nodes].map(([name, rows]) => [name, rows.filter((row) => isGpu(row.name))] as const);
  return new Map(gpuNodes.filter(([, rows]) => rows.length > 0));
}

/** The same from the console, which also counts what pods ask for that their node does not have. */
function shown(view: ClusterView): Map<string, NodeResource[]> {
  const fleet = joinFleet(view, undefined);
  const pods = podsByNode(view, fleet);
  return new Map(
    [...view.nodes.values()].map((record) => {
      const { resources } = nodeView(record, pods.get(record.name) ?? [], fleet);
      const had = resources.filter(({ name }) => name in record.capacity || name in record.allocatable);
      return [record.name, had];
    }),
  );
}

/** Waits until the console says what kubectl says; the nodes and rows compared. */
async function agreed(view: ClusterView, cluster: Cluster): Promise<Map<string, NodeResource[]>> {
  return vi.waitFor(async () => {
    const nodes = await printed(cluster);
    expect(shown(view)).toEqual(nodes);
    return nodes;
  }, WAIT);
}

async function inTurns<T>(
  items: readonly T[],
  act: (item: T, index: number) => Promise<unknown>,
): Promise<void> {
  const entries = items.entries();
  const worker = async () => {
    for (const [index, item] of entries) await act(item, index);
  };
  await Promise.all(Array.from({ length: 16 }, worker));
}

function createNodes(cluster: Cluster, spec: object = {}): Promise<void> {
  return inTurns(generated.nodes, (node, index) =>
    cluster.create(NODES, { metadata: { name: nodeName(index) }, ...node, spec: { ...node.spec, ...spec } }),
  );
}

/** Where each pod is, once the scheduler has tried all. */
async function placements(cluster: Cluster): Promise<Map<string, string>> {
  return until('the scheduler has tried every pod', async () => {
    const { items } = PodList.parse(await cluster.get(PODS));
    const isTried = items.every(
      ({ spec, status }) =>
        spec.nodeName !== undefined || status.conditions.some(({ type }) => type === 'PodScheduled'),
    );
    const bound = items.map(({ metadata, spec }) => [metadata.name, spec.nodeName ?? ''] as const);
    return isTried && new Map(bound.filter(([, node]) => node !== ''));
  });
}

describe(`kubectl describe nodes, seed ${SEED}`, { timeout: 300_000 }, () => {
  const stopping = new AbortController();
  let plane: ControlPlane;
  let real: Cluster;
  let placed: ReadonlyMap<string, string>;
  let counted: Map<string, NodeResource[]>;

  beforeAll(async () => {
    plane = await ControlPlane.start();
    real = await plane.startApiServer();
  }, 120_000);

  afterAll(async () => {
    stopping.abort();
    await plane.stop();
  }, 60_000);

  it('of a real cluster prints what the console shows', async () => {
    const watched = await real.follow(stopping.signal, isGpu);
    const scheduler = await plane.startScheduler(real);
    await real.create('/apis/node.k8s.io/v1/runtimeclasses', {
      metadata: { name: RUNTIME_CLASS },
      handler: RUNTIME_CLASS,
      overhead: { podFixed: OVERHEAD },
    });
    await createNodes(real);
    await inTurns(generated.pods, ({ spec, node }, index) =>
      real.create(PODS, {
        metadata: { name: podName(index) },
        spec: { ...spec, ...(node === undefined ? {} : { nodeName: nodeName(node) }) },
      }),
    );
    placed = await placements(real);
    // So that no pod takes the place of those that now end.
    await scheduler.stop();
    await inTurns(generated.pods, ({ phase }, index) =>
      real.patch(`${PODS}/${podName(index)}/status`, { status: { phase } }),
    );
    await inTurns(generated.pods, async ({ deleted }, index) => {
      if (deleted) await real.delete(`${PODS}/${podName(index)}`);
    });
    counted = await agreed(watched, real);
    await agreed(await real.follow(stopping.signal, isGpu), real);
    const rows = [...counted.values()].flat();
    const isAsked = ({ requested }: NodeResource) => (requested ?? 0) > 0;
    process.stderr.write(
      `compared ${rows.length} rows of ${counted.size} nodes, with ${placed.size} pods on them\n`,
    );
    expect(rows.filter(isAsked).length).toBeGreaterThan(rows.length / 3);
  });

  it('of the demo’s cluster prints the same for the same nodes and pods', async () => {
    const demo = await startDemoCluster();
    // The demo's own waiting pods stay off them.
    await createNodes(demo, { unschedulable: true });
    await inTurns(generated.pods, async ({ spec, phase }, index) => {
      const name = podName(index);
      const node = placed.get(name);
      if (node === undefined) return;
      // The demo has no admission that takes the overhead from the runtime class.
      const overhead = 'runtimeClassName' in spec ? { overhead: OVERHEAD } : {};
      await demo.create(PODS, { metadata: { name }, spec: { ...spec, ...overhead, nodeName: node } });
      await demo.patch(`${PODS}/${name}/status`, { status: { phase } });
    });
    const all = await agreed(await demo.follow(stopping.signal, isGpu), demo);
    const mine = [...all].filter(([name]) => counted.has(name));
    expect(new Map(mine)).toEqual(counted);
    expect(all.size).toBeGreaterThan(mine.length);
  });
});
