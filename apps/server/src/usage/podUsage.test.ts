import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hold } from './hold.ts';
import { podUsages, type UsageTerms } from './podUsage.ts';

type Column = Hold['peakUse'];

const STEP = 600;
const START = 1_700_000_000;
const GIBIBYTE = 1024 ** 3;

/** A hold whose use is the same on average and at its peak, with one GiB of memory wherever it is held. */
function hold(pod: string, device: string, use: Column, more: Partial<Hold> = {}): Hold {
  const memory = use.map((value) => (value === null ? null : GIBIBYTE));
  const identity = { namespace: 'ml', pod, device, uuid: device, profile: null, product: 'Tesla T4' };
  return { ...identity, meanUse: use, peakUse: use, memory, ...more };
}

function usagesOf(holds: readonly Hold[], terms: Partial<UsageTerms> = {}) {
  return podUsages(holds, {
    start: START,
    step: STEP,
    window: STEP,
    count: holds[0]?.peakUse.length ?? 0,
    from: START - STEP,
    idleBelow: 0.05,
    idleFor: 1800,
    partOf: () => ({ device: 1, share: 1 }),
    ...terms,
  });
}

const flat = (value: number | null, count: number): Column => new Array(count).fill(value);
/** Twelve readings: two hours. */
const busy = flat(0.6, 12);
const unused = flat(0, 12);

describe('what a pod held', () => {
  it('is the time in which its devices were reported as its own', () => {
    const [usage] = usagesOf([
      hold('train', 'a', busy),
      hold('train', 'b', [...flat(null, 6), ...flat(0.2, 6)]),
    ]);
    expect(usage).toMatchObject({
      namespace: 'ml',
      pod: 'train',
      models: ['Tesla T4'],
      gpus: 2,
      sharedBy: 1,
      idleSince: null,
      peakMemoryBytes: 2 * GIBIBYTE,
    });
    expect(usage?.gpuHours).toBeCloseTo(3);
    expect(usage?.meanUtilization).toBeCloseTo((2 * 0.6 + 1 * 0.2) / 3);
  });

  it('is of the range alone; what came before only tells how long a stretch has lasted', () => {
    const [usage] = usagesOf([hold('rest', 'a', unused)], { from: START + 9 * STEP });
    expect(usage?.gpuHours).toBeCloseTo(2 / 6);
    expect(usage?.idleGpuHours).toBeCloseTo(2 / 6);
  });

  it('is nothing of what ended before the range', () => {
    expect(usagesOf([hold('gone', 'a', [0.5, ...flat(null, 5)])], { from: START })).toEqual([]);
  });

  it('is known where its use is not, and that time is neither idle nor used', () => {
    const nothing = flat(null, 12);
    const [usage] = usagesOf([hold('old', 'a', busy, { meanUse: nothing, peakUse: nothing })]);
    expect(usage).toMatchObject({
      measuredGpuHours: 0,
      idleGpuHours: 0,
      meanUtilization: null,
      idleSince: null,
    });
    expect(usage?.gpuHours).toBeCloseTo(2);
  });

  it('is the slices of an instance, whose own hours are told by profile', () => {
    const [usage] = usagesOf([hold('lab', 'a/1', busy, { profile: '3g.40gb' })], {
      partOf: () => ({ device: 3 / 7, share: 3 / 7 }),
    });
    expect(usage?.gpuHours).toBeCloseTo((2 * 3) / 7);
    expect(usage?.instanceHours).toEqual({ '3g.40gb': expect.closeTo(2) });
  });

  it('is a replica of a time-sliced GPU, whether or not the others are taken', () => {
    const holds = [hold('one', 'a', busy), hold('two', 'a', [...flat(null, 6), ...flat(0.6, 6)])];
    const usages = usagesOf(holds, { partOf: () => ({ device: 1, share: 1 / 4 }) });
    expect(usages.map(({ pod, sharedBy }) => [pod, sharedBy])).toEqual([
      ['one', 2],
      ['two', 2],
    ]);
    expect(usages.map(({ gpuHours }) => gpuHours)).toEqual([expect.closeTo(0.5), expect.closeTo(0.25)]);
  });

  it('is an even part where nothing tells of replicas', () => {
    const usages = usagesOf([hold('one', 'a', busy), hold('two', 'a', busy)]);
    expect(usages.map(({ gpuHours }) => gpuHours)).toEqual([expect.closeTo(1), expect.closeTo(1)]);
  });
});

describe('idleness', () => {
  const idleOf = (use: Column, terms?: Partial<UsageTerms>) => usagesOf([hold('pod', 'a', use)], terms)[0];

  it.each([
    ['use at the limit', flat(0.05, 12), 0],
    ['use just under it', flat(0.049, 12), 2],
    ['a pause shorter than asked', [...flat(0.6, 5), 0, 0, ...flat(0.6, 5)], 0],
    ['a pause as long as asked', [...flat(0.6, 5), 0, 0, 0, ...flat(0.6, 4)], 0.5],
    ['two short pauses with a gap in the reports between', [0.6, 0, 0, null, 0, 0, 0.6], 0],
    ['two long ones', [0, 0, 0, null, 0, 0, 0], 1],
  ] as const)('of %s', (_, use, hours) => {
    expect(idleOf(use)?.idleGpuHours).toBeCloseTo(hours);
  });

  it('of an instant counts where no time is asked for', () => {
    expect(idleOf([0.6, 0, 0.6], { idleFor: 0 })?.idleGpuHours).toBeCloseTo(1 / 6);
  });

  it('is not read into what a coarse step did not look at', () => {
    const coarse = { step: 3600, window: 300 };
    expect(idleOf([0.6, 0, 0.6], coarse)?.idleGpuHours).toBe(0);
    expect(idleOf([0.6, 0, 0, 0.6], coarse)?.idleGpuHours).toBeCloseTo(2);
  });

  it('up to now is told with its start', () => {
    expect(idleOf([...flat(0.6, 6), ...flat(0, 6)])?.idleSince).toBe(START + 5 * STEP);
    expect(idleOf(unused)?.idleSince).toBe(START - STEP);
    expect(idleOf([...flat(0.6, 10), 0, 0])?.idleSince).toBeNull();
    expect(idleOf([...flat(0, 11), 0.6])?.idleSince).toBeNull();
  });

  it('up to now is of every device that the pod holds now, and of none that it no longer holds', () => {
    const since = (...holds: readonly Hold[]) => usagesOf(holds)[0]?.idleSince;
    expect(since(hold('pod', 'a', unused), hold('pod', 'b', busy))).toBeNull();
    expect(since(hold('pod', 'a', unused), hold('pod', 'b', [...flat(0.6, 6), ...flat(null, 6)]))).toBe(
      START + 5 * STEP,
    );
    expect(since(hold('pod', 'a', [...flat(0, 11), null]))).toBeNull();
  });
});

describe('in any fleet', () => {
  const reading = fc.option(fc.constantFrom(0, 0.01, 0.05, 0.4, 1), { nil: null });
  const COUNT = 20;
  const anyHold = fc.record({
    pod: fc.constantFrom('p', 'q', 'r'),
    device: fc.constantFrom('a', 'b'),
    use: fc.array(reading, { minLength: COUNT, maxLength: COUNT }),
  });
  const anyHolds = fc.uniqueArray(anyHold, {
    selector: ({ pod, device }) => `${pod}/${device}`,
    minLength: 1,
    maxLength: 6,
  });

  it('no GPU gives more hours than passed, and idle time is a part of the measured, which is a part of the held', () => {
    fc.assert(
      fc.property(anyHolds, fc.integer({ min: 0, max: 5000 }), (list, idleFor) => {
        const holds = list.map(({ pod, device, use }) => hold(pod, device, use));
        const usages = usagesOf(holds, { idleFor });
        const held = usages.reduce((sum, { gpuHours }) => sum + gpuHours, 0);
        const devices = new Set(holds.map(({ device }) => device)).size;
        expect(held).toBeLessThanOrEqual((devices * COUNT * STEP) / 3600 + 1e-9);
        for (const { gpuHours, measuredGpuHours, idleGpuHours } of usages) {
          expect(measuredGpuHours).toBeLessThanOrEqual(gpuHours + 1e-9);
          expect(idleGpuHours).toBeLessThanOrEqual(measuredGpuHours + 1e-9);
        }
      }),
    );
  });

  it('a longer time asked for never finds more idleness', () => {
    fc.assert(
      fc.property(anyHolds, (list) => {
        const holds = list.map(({ pod, device, use }) => hold(pod, device, use));
        const idle = [0, 600, 1200, 3600].map((idleFor) =>
          usagesOf(holds, { idleFor }).reduce((sum, { idleGpuHours }) => sum + idleGpuHours, 0),
        );
        expect(idle).toEqual(idle.toSorted((a, b) => b - a));
      }),
    );
  });
});
