import type { Resources } from './accounting.ts';
import { cloudGpu } from './cloudGpu.ts';
import { instancesPerBoard, migShare } from './migSlices.ts';
import type { VgpuCard } from './vgpuCards.ts';

type Labels = Readonly<Record<string, string>>;

/** Where a count of a node's boards comes from, best first. */
export const BOARD_SOURCES = ['metrics', 'slices', 'vgpu', 'gfd', 'cloud', 'capacity'] as const;
export type BoardSource = (typeof BOARD_SOURCES)[number];

export interface BoardCount {
  readonly source: BoardSource;
  readonly count: number;
}

/** How many boards (physical GPUs) a node has. */
export interface Boards {
  readonly count: number;
  /** The best of those that say so; null where nothing tells of any. */
  readonly evidence: BoardSource | null;
  /** What says another number, and nothing explains it. */
  readonly disagrees: readonly BoardCount[];
  /** Their models, as labels and metrics name them. */
  readonly models: readonly string[];
  /** The part of a board that one unit of `nvidia.com/gpu` is: less than 1 where boards are shared or split. */
  readonly unitShare: number;
}

/** What tells of a node's boards. */
export interface BoardFacts {
  readonly labels: Labels;
  readonly capacity: Resources;
  readonly allocatable: Resources;
  /** What a device plugin for shared GPUs registers. */
  readonly cards: readonly VgpuCard[];
  /** UUIDs that report metrics from the node, and their models. */
  readonly reporting: { readonly uuids: number; readonly models: readonly string[] };
  /** Whole devices in the node's ResourceSlices. */
  readonly slices: number;
}

const WHOLE = ['nvidia.com/gpu', 'nvidia.com/gpu.shared'];
const MIG = /^nvidia\.com\/mig-(.+?)(?:\.shared)?$/;

/**
 * The node's boards by what counts all of them. `nvidia.com/gpu.count` is of one model: gpu-feature-discovery writes the labels of
 * each model over those of the one before (NVIDIA/k8s-device-plugin internal/lm/mig-strategy.go), so that it counts no board of the others.
 * Capacity counts units, which are boards unless a label, or fewer boards by everything else, says that they are shared.
 */
export function countBoards(facts: BoardFacts): Boards {
  const { labels, capacity, cards, reporting, slices } = facts;
  const cloud = cloudGpu(labels);
  const models = modelsOf(facts, cloud?.model ?? null);
  const units = sumOf(capacity, WHOLE);
  const split = splitOf(labels, models);
  const mig = migBoards(capacity, models);
  const gfd = isSingleMig(labels) ? 0 : positive(labels['nvidia.com/gpu.count']);
  const counted: readonly BoardCount[] = [
    { source: 'metrics', count: reporting.uuids },
    { source: 'slices', count: slices },
    { source: 'vgpu', count: new Set(cards.map(({ uuid }) => uuid)).size },
    { source: 'gfd', count: gfd },
    { source: 'cloud', count: cloud?.count ?? 0 },
  ];
  const sure = Math.max(0, ...counted.map(({ count }) => count));
  const byUnits = Math.ceil(units / split + mig - 0.001);
  const isShared = split === 1 && units > sure && isSharedUnlabelled(facts, sure, units);
  const count = isShared ? sure : Math.max(sure, byUnits, foreignUnits(capacity, sure));
  const share = unitShare({ labels, models, units, split, isShared, boards: count, mig });
  const offered = partitionOf(labels) === null ? Math.ceil(units * share + mig - 0.001) : byUnits;
  const told = [...counted, { source: 'capacity' as const, count: offered }].filter((one) => one.count > 0);
  const isPartial = (one: BoardCount) =>
    one.source === 'gfd' && one.count < count && (new Set(reporting.models).size > 1 || units === count);
  return {
    count,
    evidence: told.find((one) => one.count === count)?.source ?? (count > 0 ? 'capacity' : null),
    disagrees: told.filter(
      (one) => one.count !== count && !isPartial(one) && !(one.source === 'capacity' && mig > 0),
    ),
    models,
    unitShare: share,
  };
}

/** More units than boards, and no label that says why: shared if they divide evenly and the boards known are not just the healthy ones. */
function isSharedUnlabelled(facts: BoardFacts, sure: number, units: number): boolean {
  const { labels, cards, reporting, allocatable } = facts;
  if (sure === 0 || units % sure !== 0) return false;
  if (cards.length > 0) return true;
  const isOnlyGfd = reporting.uuids === 0 && sure === positive(labels['nvidia.com/gpu.count']);
  // The device plugin shares nothing, says the label: there are models that the count leaves out.
  if (isOnlyGfd && labels['nvidia.com/gpu.replicas'] !== undefined) return false;
  const usable = sumOf(allocatable, WHOLE);
  return usable === units || usable !== sure;
}

interface UnitFacts {
  readonly labels: Labels;
  readonly models: readonly string[];
  readonly units: number;
  readonly split: number;
  readonly isShared: boolean;
  readonly boards: number;
  readonly mig: number;
}

function unitShare({ labels, models, units, split, isShared, boards, mig }: UnitFacts): number {
  const profile = partitionOf(labels);
  if (profile !== null) return (migShare(profile, models) ?? 1) / sharedBy(labels);
  const whole = Math.max(1, Math.round(boards - mig));
  if (split === 1) return isShared ? boards / units : 1;
  // Labels of sharing that is not in force, or of a part of the boards: a unit is then the boards' mean.
  const isOfAll = units % split === 0 && units > whole;
  return units === 0 || isOfAll ? 1 / split : Math.min(1, whole / units);
}

/** Units of `nvidia.com/gpu` that the labels make of one board. */
function splitOf(labels: Labels, models: readonly string[]): number {
  const profile = partitionOf(labels);
  return sharedBy(labels) * (profile === null ? 1 : instancesPerBoard(profile, models));
}

/** The profile of the instances that are called `nvidia.com/gpu`: MIG's single strategy, GKE's partitions. */
export function partitionOf(labels: Labels): string | null {
  if (!isSingleMig(labels)) return cloudGpu(labels)?.partition ?? null;
  return /MIG-(.+?)(?:-SHARED)?$/.exec(labels['nvidia.com/gpu.product'] ?? '')?.[1] ?? null;
}

function isSingleMig(labels: Labels): boolean {
  return (
    labels['nvidia.com/mig.strategy'] === 'single' && /MIG-\d/.test(labels['nvidia.com/gpu.product'] ?? '')
  );
}

/** gpu-feature-discovery writes 0 for a GPU that is not shared, and 1 in older releases. */
function sharedBy(labels: Labels): number {
  return Math.max(positive(labels['nvidia.com/gpu.replicas']), cloudGpu(labels)?.clients ?? 1, 1);
}

/** Boards of which the mixed MIG strategy offers instances, as a sum of parts. */
function migBoards(capacity: Resources, models: readonly string[]): number {
  return Object.entries(capacity).reduce((sum, [name, amount]) => {
    const profile = MIG.exec(name)?.[1];
    return profile === undefined || name.endsWith('.shared')
      ? sum
      : sum + amount * (migShare(profile, models) ?? 0);
  }, 0);
}

const OTHER_VENDOR = /^(amd|gpu\.intel)\.com\//;
/** Resources that say how much of a GPU, beside another that says how many (HAMi, Volcano, Intel's device plugin). */
const AMOUNT =
  /(mem|memory|memory\.max|memory-percentage|mem-percentage|cores|millicores|tiles|_monitoring)$/;

export function isAmount(resource: string): boolean {
  return AMOUNT.test(resource);
}

export function isOtherVendor(resource: string): boolean {
  return OTHER_VENDOR.test(resource);
}

/** Devices of other names: another vendor's are boards; a further plugin's are NVIDIA's where nothing else counts these. */
function foreignUnits(capacity: Resources, sure: number): number {
  const names = Object.keys(capacity).filter(
    (name) => !WHOLE.includes(name) && !MIG.test(name) && !isAmount(name),
  );
  return sumOf(
    capacity,
    names.filter((name) => isOtherVendor(name) || sure === 0),
  );
}

function modelsOf({ labels, cards, reporting }: BoardFacts, cloudModel: string | null): readonly string[] {
  const label = labels['nvidia.com/gpu.product'];
  const named = [
    ...(label === undefined ? [] : [label]),
    ...reporting.models,
    ...cards.map(({ model }) => model),
  ];
  return [...new Set(named.length > 0 || cloudModel === null ? named : [cloudModel])];
}

function sumOf(amounts: Resources, names: readonly string[]): number {
  return names.reduce((sum, name) => sum + (amounts[name] ?? 0), 0);
}

function positive(label: string | undefined): number {
  const count = Number(label);
  return Number.isInteger(count) && count > 0 ? count : 0;
}
