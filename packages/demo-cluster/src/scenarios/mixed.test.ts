import { describe, expect, it } from 'vitest';
import { DcgmExporter } from '../exporter/dcgmExporter.ts';
import type { SimulatedCluster } from '../simulation/cluster.ts';
import { allocatable, live } from './liveCluster.ts';
import { mixed } from './mixed.ts';

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
