import type { Gpu, PodReference } from '@gpu-console/shared/contract';

export interface UsageSummary {
  readonly utilization: number | null;
  readonly memoryUsedBytes: number | null;
  readonly memoryTotalBytes: number | null;
  readonly powerWatts: number | null;
}

/** The mean of the values that there are; null for none. */
export function mean(values: readonly (number | null)[]): number | null {
  const present = values.filter((value) => value !== null);
  return present.length === 0 ? null : present.reduce((sum, value) => sum + value, 0) / present.length;
}

function sum(values: readonly (number | null)[]): number | null {
  const present = values.filter((value) => value !== null);
  return present.length === 0 ? null : present.reduce((total, value) => total + value, 0);
}

/**
 * What some GPUs do together. A GPU split by MIG is reported whole and again per instance: power is the whole's,
 * utilization and memory are the whole's where it reports them, else its instances'.
 */
export function usageOf(gpus: readonly Gpu[]): UsageSummary {
  const whole = new Map(gpus.filter((gpu) => gpu.instance === null).map((gpu) => [gpu.uuid, gpu]));
  const instances = gpus.filter((gpu) => gpu.instance !== null);
  const parts = (of: 'utilization' | 'memoryUsedBytes') => [
    ...whole.values(),
    ...instances.filter((gpu) => (whole.get(gpu.uuid)?.[of] ?? null) === null),
  ];
  const withMemory = parts('memoryUsedBytes');
  return {
    utilization: mean(parts('utilization').map((gpu) => gpu.utilization)),
    memoryUsedBytes: sum(withMemory.map((gpu) => gpu.memoryUsedBytes)),
    memoryTotalBytes: sum(withMemory.map((gpu) => gpu.memoryTotalBytes)),
    powerWatts: sum([...whole.values()].map((gpu) => gpu.powerWatts)),
  };
}

/**
 * What a pod does on its GPUs: what its own processes use where the exporter tells it, else what the devices do, which other
 * pods may share.
 */
export function podUsageOf(
  gpus: readonly Gpu[],
  { namespace, name }: Pick<PodReference, 'namespace' | 'name'>,
): UsageSummary {
  const whole = usageOf(gpus);
  const own = gpus.flatMap(({ pods }) => {
    const found = pods.find((pod) => pod.namespace === namespace && pod.name === name);
    return found?.own ?? [];
  });
  if (own.length === 0) return whole;
  return {
    ...whole,
    utilization: mean(own.map(({ utilization }) => utilization)) ?? whole.utilization,
    memoryUsedBytes: sum(own.map(({ memoryUsedBytes }) => memoryUsedBytes)) ?? whole.memoryUsedBytes,
  };
}

/** The hottest of them, °C. */
export function hottest(gpus: readonly Gpu[]): number | null {
  return gpus.reduce<number | null>((hottest, { temperatureCelsius }) => {
    if (temperatureCelsius === null) return hottest;
    return hottest === null ? temperatureCelsius : Math.max(hottest, temperatureCelsius);
  }, null);
}
