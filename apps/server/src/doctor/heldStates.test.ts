import { describe, expect, it } from 'vitest';
import { factsOf, healthyWorld, NOW, put } from '../testing/doctorWorld.ts';
import { HeldStates } from './heldStates.ts';
import { fleetProblems } from './problems.ts';
import { findAll } from './runChecks.ts';

/** What the hardware checks say of GPU-1 at each of several looks, a refresh apart. */
function looks(
  changes: readonly { field: 'temperature' | 'throttle'; value: number; after: number }[],
): string[] {
  const held = new HeldStates();
  return changes.map(({ field, value, after }) => {
    const world = healthyWorld();
    if (field === 'temperature') put(world.gpus[1], ['values', 'DCGM_FI_DEV_GPU_TEMP'], value);
    else put(world.readings, ['DCGM_FI_DEV_CLOCK_THROTTLE_REASONS', 'GPU-1'], value);
    const facts = { ...factsOf(world), held, now: NOW + after };
    const found = findAll(facts).find(
      ({ check, subject }) =>
        check === (field === 'temperature' ? 'gpu-temperature' : 'gpu-throttle') && subject.name === 'GPU-1',
    );
    return found?.severity ?? found?.verdict ?? 'none';
  });
}

const temperatures = (...values: number[]) =>
  looks(values.map((value, index) => ({ field: 'temperature', value, after: index * 15 })));

describe('a state that is held', () => {
  it('is entered at its threshold and left with a margin, so that a GPU at it is told alike at each look', () => {
    expect(temperatures(90, 89, 90, 88, 91)).toEqual(Array(5).fill('critical'));
    expect(temperatures(89, 90, 88, 86, 84, 82, 79)).toEqual([
      'warning',
      'critical',
      'critical',
      'warning',
      'warning',
      'warning',
      'pass',
    ]);
  });

  it('has an end: a look long after starts anew', () => {
    expect(
      looks([
        { field: 'temperature', value: 91, after: 0 },
        { field: 'temperature', value: 89, after: 600 },
      ]),
    ).toEqual(['critical', 'warning']);
  });

  it('bridges what comes and goes from scrape to scrape, and no more', () => {
    const throttled = (value: number, after: number) => ({ field: 'throttle', value, after }) as const;
    expect(looks([throttled(0x40, 0), throttled(0, 15), throttled(0x20, 30), throttled(0, 300)])).toEqual([
      'critical',
      'critical',
      'critical',
      'pass',
    ]);
  });

  it('is forgotten, the oldest first, where there are too many', () => {
    const held = new HeldStates();
    const thresholds = { warning: 83, critical: 90 };
    const level = (key: string, value: number) => held.level(key, value, thresholds, 3, NOW);
    level('first', 95);
    for (let index = 0; index < 20_000; index += 1) level(`other-${index}`, 95);
    expect(level('first', 89)).toBe('warning');
    expect(level('other-19999', 89)).toBe('critical');
  });
});

describe('severity', () => {
  it('is one decision: the Overview says of each trouble what its result says', () => {
    const world = healthyWorld();
    const pod = world.pods.find(({ metadata }) => metadata.name.startsWith('dcgm-exporter-'));
    put(pod, ['status', 'conditions', 1, 'status'], 'False');
    put(pod, ['status', 'containerStatuses', 0], {
      name: 'dcgm-exporter',
      ready: false,
      restartCount: 5,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
    });
    put(world.gpus[0], ['values', 'DCGM_FI_DEV_XID_ERRORS'], 31);
    world.exported = world.exported.filter((field) => field !== 'DCGM_FI_DEV_MEMORY_TEMP');
    const facts = factsOf(world);
    const bySeverity = new Map(findAll(facts).map(({ id, severity }) => [id, severity]));
    const problems = fleetProblems(facts);
    expect(problems.map(({ kind, severity }) => `${kind} ${severity}`)).toEqual([
      'exporter-ready critical',
      'xid info',
      'metrics-catalogue info',
    ]);
    for (const { id, severity } of problems) expect(bySeverity.get(id)).toBe(severity);
  });

  it('is critical where a check fails, and nowhere else', () => {
    const world = healthyWorld();
    put(world.nodes[0], ['status', 'allocatable', 'nvidia.com/gpu'], '1');
    world.exported = [];
    for (const { verdict, severity } of findAll(factsOf(world)))
      expect(severity === 'critical').toBe(verdict === 'fail');
  });
});
