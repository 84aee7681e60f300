import type { Resources } from './accounting.ts';
import { type Boards, isAmount, isOtherVendor, partitionOf } from './boards.ts';
import { migProfile, migShare, migSlices } from './migSlices.ts';

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

/** What a unit is of a board, to be told: so many of its `of` MIG slices or equal shares; null for a whole board. */
export interface GpuPart {
  readonly unit: 'slice' | 'share' | 'percent';
  readonly of: number;
  readonly count: number;
}

/** A unit of a resource as a part of a board. Shares that are not equal ones are told in percent. */
export function gpuPart(resource: string, node: SharedNode): GpuPart | null {
  const share = gpuShare(resource, node);
  if (share === 1) return null;
  const name = WHOLE.test(resource) ? partitionOf(node.labels) : (INSTANCE.exec(resource)?.[1] ?? null);
  const { models } = node.boards;
  if (name !== null && migShare(name, models) === share)
    return { unit: 'slice', of: migSlices(name, models), count: migProfile(name)?.slices ?? 1 };
  const equal = Math.round(1 / share);
  return Math.abs(equal * share - 1) < 1e-9
    ? { unit: 'share', of: equal, count: 1 }
    : { unit: 'percent', of: 100, count: share * 100 };
}
