import type { Resources } from './accounting.ts';
import { type Boards, isAmount, isOtherVendor } from './boards.ts';
import { migShare } from './migSlices.ts';

/** What of a node says which part of a board a unit of its resources is. */
export interface SharedNode {
  readonly labels: Readonly<Record<string, string>>;
  readonly capacity: Resources;
  readonly boards: Pick<Boards, 'count' | 'models' | 'unitShare'>;
}

const WHOLE = /^nvidia\.com\/gpu(\.shared)?$/;
/** Of the device plugin, or of NVIDIA's DRA driver, whose instances are named after it. */
const INSTANCE = /^(?:gpu\.)?nvidia\.com\/mig-(.+?)(?:\.shared)?$/;

/**
 * The part of one board that a unit of a resource stands for on a node: a MIG instance's compute slices, a time-sliced or MPS
 * replica's part of its GPU, 1 for a whole one, 0 for memory and cores, which are no devices.
 */
export function gpuShare(resource: string, { labels, capacity, boards }: SharedNode): number {
  const profile = INSTANCE.exec(resource)?.[1];
  if (profile !== undefined) {
    const replicas = Number(labels[`nvidia.com/mig-${profile}.replicas`] ?? 1);
    return (migShare(profile, boards.models) ?? 1) / Math.max(1, replicas);
  }
  if (isAmount(resource)) return 0;
  if (WHOLE.test(resource)) return boards.unitShare;
  const units = capacity[resource] ?? 0;
  return units > boards.count && boards.count > 0 && !isOtherVendor(resource) ? boards.count / units : 1;
}
