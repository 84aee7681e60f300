import type { PodUsage } from '@gpu-console/shared/contract';
import { groupBy } from '../groupBy.ts';
import type { HeldPart } from './heldPart.ts';
import type { Hold } from './hold.ts';

/** The times that the holds' columns are of, and what counts as idle. Unix seconds, seconds, ratios. */
export interface UsageTerms {
  readonly start: number;
  /** Each reading stands for the step that ends with it. */
  readonly step: number;
  /** How far back from its time a reading looked. */
  readonly window: number;
  readonly count: number;
  /** Readings up to here come before the range: they only tell how long a stretch has lasted. */
  readonly from: number;
  readonly idleBelow: number;
  readonly idleFor: number;
  readonly partOf: (hold: Hold) => HeldPart;
}

type Counted = Omit<PodUsage, 'owner'>;

/** What each pod held in the range and what it made of it, in no order. Of pods that share a device none holds more than its share. */
export function podUsages(holds: readonly Hold[], terms: UsageTerms): Counted[] {
  const sharers = sharersByDevice(holds, terms.count);
  return [...groupBy(holds, ({ namespace, pod }) => `${namespace}/${pod}`).values()]
    .map((own) => podUsage(own, sharers, terms))
    .filter(({ gpuHours }) => gpuHours > 0);
}

function isHeld({ meanUse, peakUse, memory }: Hold, index: number): boolean {
  return [meanUse, peakUse, memory].some((column) => (column[index] ?? null) !== null);
}

/** How many pods each device had at each time. */
function sharersByDevice(holds: readonly Hold[], count: number): ReadonlyMap<string, readonly number[]> {
  const byDevice = new Map<string, number[]>();
  for (const hold of holds) {
    const sharers = byDevice.get(hold.device) ?? new Array<number>(count).fill(0);
    for (let index = 0; index < count; index++)
      if (isHeld(hold, index)) sharers[index] = (sharers[index] ?? 0) + 1;
    byDevice.set(hold.device, sharers);
  }
  return byDevice;
}

function podUsage(
  holds: readonly Hold[],
  sharers: ReadonlyMap<string, readonly number[]>,
  terms: UsageTerms,
): Counted {
  const { namespace = '', pod = '' } = holds[0] ?? {};
  const parts = holds.map((hold) => holdUsage(hold, sharers.get(hold.device) ?? [], terms));
  const sum = (of: (part: HoldUsage) => number) => parts.reduce((total, part) => total + of(part), 0);
  const measuredGpuHours = sum((part) => part.measured);
  const instanceHours: Record<string, number> = {};
  for (const [index, { profile }] of holds.entries()) {
    const hours = parts[index]?.hours ?? 0;
    if (profile !== null && hours > 0) instanceHours[profile] = (instanceHours[profile] ?? 0) + hours;
  }
  return {
    namespace,
    pod,
    models: [...new Set(holds.flatMap(({ product }) => product ?? []))].sort(),
    ...together(holds, terms),
    gpuHours: sum((part) => part.gpuHours),
    instanceHours,
    measuredGpuHours,
    idleGpuHours: sum((part) => part.idle),
    meanUtilization: measuredGpuHours === 0 ? null : sum((part) => part.used) / measuredGpuHours,
    idleSince: idleSince(holds, terms),
    sharedBy: Math.max(...parts.map((part) => part.sharedBy)),
  };
}

interface HoldUsage {
  readonly hours: number;
  readonly gpuHours: number;
  readonly measured: number;
  readonly idle: number;
  /** GPU-hours times their mean use. */
  readonly used: number;
  readonly sharedBy: number;
}

function holdUsage(hold: Hold, sharers: readonly number[], terms: UsageTerms): HoldUsage {
  const { start, step, count, from } = terms;
  const part = terms.partOf(hold);
  const isIdle = idleStretches(hold.peakUse, terms);
  let [readings, gpuHours, measured, idle, used, sharedBy] = [0, 0, 0, 0, 0, 1];
  for (let index = 0; index < count; index++) {
    if (start + index * step <= from || !isHeld(hold, index)) continue;
    const pods = sharers[index] ?? 1;
    const share = (Math.min(part.share, part.device / pods) * step) / 3600;
    const meanUse = hold.meanUse[index] ?? null;
    readings += 1;
    gpuHours += share;
    sharedBy = Math.max(sharedBy, pods);
    if (meanUse === null) continue;
    measured += share;
    used += share * meanUse;
    if (isIdle[index] === true) idle += share;
  }
  return { hours: (readings * step) / 3600, gpuHours, measured, idle, used, sharedBy };
}

/** Whether readings `first` to `last`, all without use, tell of a time long enough. */
function isLongEnough(first: number, last: number, { step, window, idleFor }: UsageTerms): boolean {
  return (last - first) * step + Math.min(step, window) >= idleFor;
}

/** For each reading whether it lies in a stretch without use that is long enough; what is not reported ends a stretch. */
function idleStretches(peakUse: readonly (number | null)[], terms: UsageTerms): boolean[] {
  const isIdle = new Array<boolean>(terms.count).fill(false);
  for (let first = 0; first < terms.count; first++) {
    let end = first;
    while (end < terms.count && isUnused(peakUse[end] ?? null, terms)) end += 1;
    if (end > first && isLongEnough(first, end - 1, terms)) isIdle.fill(true, first, end);
    first = end;
  }
  return isIdle;
}

function isUnused(peakUse: number | null, { idleBelow }: UsageTerms): boolean {
  return peakUse !== null && peakUse < idleBelow;
}

/** What the pod's devices were at one time: how many, and their memory in use together; the most of each. */
function together(holds: readonly Hold[], { start, step, count, from }: UsageTerms) {
  let gpus = 0;
  let peakMemoryBytes: number | null = null;
  for (let index = 0; index < count; index++) {
    if (start + index * step <= from) continue;
    gpus = Math.max(gpus, holds.filter((hold) => isHeld(hold, index)).length);
    const memory = holds.flatMap((hold) => hold.memory[index] ?? []);
    if (memory.length > 0) {
      peakMemoryBytes = Math.max(
        peakMemoryBytes ?? 0,
        memory.reduce((sum, bytes) => sum + bytes, 0),
      );
    }
  }
  return { gpus, peakMemoryBytes };
}

/** Since when everything the pod holds at the last reading has been without use, if that is long enough. */
function idleSince(holds: readonly Hold[], terms: UsageTerms): number | null {
  const last = terms.count - 1;
  let first = terms.count;
  while (first > 0 && isAllUnused(holds, first - 1, terms)) first -= 1;
  if (first > last || !isLongEnough(first, last, terms)) return null;
  return terms.start + first * terms.step - Math.min(terms.step, terms.window);
}

function isAllUnused(holds: readonly Hold[], index: number, terms: UsageTerms): boolean {
  const held = holds.filter((hold) => isHeld(hold, index));
  return held.length > 0 && held.every(({ peakUse }) => isUnused(peakUse[index] ?? null, terms));
}
