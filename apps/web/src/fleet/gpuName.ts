import type { Gpu } from '@gpu-console/shared/contract';
import { deviceKey } from '@gpu-console/shared/metrics';
import type { FleetTexts } from './texts.en.ts';

type Named = Pick<Gpu, 'index'> & { readonly instance: Gpu['instance'] | string };

/** What people call a GPU or MIG instance on its node: "GPU 3", "GPU 3 · MIG 1". */
export function gpuName({ index, instance }: Named, texts: Pick<FleetTexts, 'gpuName'>): string {
  const device = index === null ? texts.gpuName.noIndex : texts.gpuName.index(index);
  if (instance === null) return device;
  const id = typeof instance === 'string' ? instance : instance.id;
  return `${device} · ${texts.gpuName.instance(id)}`;
}

/** Tells GPUs and instances apart across the cluster. */
export function gpuKey({ uuid, instance }: Pick<Gpu, 'uuid' | 'instance'>): string {
  return deviceKey(uuid, instance?.id);
}
