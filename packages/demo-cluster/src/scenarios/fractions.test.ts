import { describe, expect, it } from 'vitest';
import { DcgmExporter } from '../exporter/dcgmExporter.ts';
import { podView } from '../simulation/podView.ts';
import { fieldsOf } from '../simulation/unknownFields.ts';
import { fractions } from './fractions.ts';
import { allocatable, LIVE_FROM, live, phasesOf } from './liveCluster.ts';

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
