import type { Pod } from '@gpu-console/shared/contract';

const VENDOR = 'nvidia.com/';

/** The resource's name without the vendor, which is the same for all of them. */
export function shortResource(name: string): string {
  return name.startsWith(VENDOR) ? name.slice(VENDOR.length) : name;
}

/** "2 gpu", "1 mig-1g.10gb + 1 gpu". */
export function requestsText(requests: Pod['requests']): string {
  const parts = Object.entries(requests).map(([name, count]) => `${count} ${shortResource(name)}`);
  return parts.length === 0 ? '–' : parts.join(' + ');
}

/** How many devices of any kind. */
export function requestedCount(requests: Pod['requests']): number {
  return Object.values(requests).reduce((sum, count) => sum + count, 0);
}
