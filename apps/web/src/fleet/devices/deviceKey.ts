import type { Device } from '@gpu-console/shared/contract';

/** What a device is told by in a cluster. */
export function deviceKey({ driver, pool, name }: Device): string {
  return `${driver}/${pool}/${name}`;
}
