import type { Pod } from '@gpu-console/shared/contract';

const VENDOR = 'nvidia.com/';

/** The resource's name without the vendor, which is the same for all of them. */
export function shortResource(name: string): string {
  return name.startsWith(VENDOR) ? name.slice(VENDOR.length) : name;
}

const MEMORY = /(?:gpumem|vgpu-memory|vcuda-memory|gpu\.memory|gpu-memory)$/;
const PERCENTAGE = /mem(?:ory)?-percentage$/;
const CORES = /(?:gpucores|vgpu-cores|gpu\.cores)$/;

/** One resource and how much of it: "2 gpu", "1 mig-1g.10gb"; of a part of a GPU "0.1 GPU", "40,000 MiB", "50 % cores". */
export function requestText(name: string, count: number): string {
  if (name === 'gpu-fraction') return `${Number(count.toFixed(2))} GPU`;
  if (MEMORY.test(name)) return `${count.toLocaleString('en-US')} MiB`;
  if (PERCENTAGE.test(name)) return `${count} % memory`;
  return CORES.test(name) ? `${count} % cores` : `${count} ${shortResource(name)}`;
}

/** "2 gpu", "1 mig-1g.10gb + 1 gpu", "1 gpu + 40,000 MiB + 50 % cores". */
export function requestsText(requests: Pod['requests']): string {
  const parts = Object.entries(requests).map(([name, count]) => requestText(name, count));
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

/** How many devices of any kind; a part of one is one. */
export function requestedCount(requests: Pod['requests']): number {
  return Object.entries(requests).reduce(
    (sum, [name, count]) => (isPartial(name) ? sum : sum + Math.ceil(count)),
    0,
  );
}

/** An amount of devices that are counted beside it. */
function isPartial(name: string): boolean {
  return MEMORY.test(name) || PERCENTAGE.test(name) || CORES.test(name);
}
