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

interface AskWords {
  readonly or: string;
  readonly all: (deviceClass: string) => string;
}

/**
 * What the pod asks for, in devices that count, and in claims for which nobody can say yet how many they are: "1 gpu.nvidia.com
 * or 2 mig.nvidia.com", "all gpu.nvidia.com".
 */
export function askedText({ requests, claims }: Pick<Pod, 'requests' | 'claims'>, words: AskWords): string {
  const open = claims.filter(
    ({ allocated, alternatives }) =>
      allocated === 0 && (alternatives.length > 1 || alternatives.some(({ count }) => count === null)),
  );
  const texts = open.map(({ alternatives }) =>
    alternatives
      .map(({ deviceClass, count }) => (count === null ? words.all(deviceClass) : `${count} ${deviceClass}`))
      .join(words.or),
  );
  if (Object.keys(requests).length > 0) texts.unshift(requestsText(requests));
  return texts.join(' + ') || '–';
}

/** How many devices of any kind. */
export function requestedCount(requests: Pod['requests']): number {
  return Object.values(requests).reduce((sum, count) => sum + count, 0);
}
