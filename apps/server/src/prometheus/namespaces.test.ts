import { enforcedSelectors } from '@gpu-console/shared/promql';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatedQuery, mutated } from '../testing/namespaces/generatedQuery.ts';
import { HOSTILE_EXPRESSIONS } from '../testing/namespaces/hostileExpressions.ts';
import { ALLOWED } from '../testing/namespaces/namespaceSeries.ts';
import { NamespaceWorld, type Outcome, RESTRICTED, RULES } from '../testing/namespaces/namespaceWorld.ts';
import { PROMETHEUS_EXPRESSIONS } from '../testing/namespaces/prometheusExpressions.ts';

const ofDcgm = HOSTILE_EXPRESSIONS.filter((expr) => /dcgm/i.test(expr));

let world: NamespaceWorld;
beforeAll(async () => {
  world = await NamespaceWorld.start();
});
afterAll(async () => {
  await world.stop();
});

const faults = (outcomes: readonly Outcome[]) => outcomes.flatMap(({ fault }) => fault ?? []);
const count = (outcomes: readonly Outcome[], of: (outcome: Outcome) => boolean) => outcomes.filter(of).length;

describe('of a real Prometheus, nothing that only other namespaces have is in the answer to', () => {
  it.each([
    ['expressions of its own tests', PROMETHEUS_EXPRESSIONS],
    ['hostile expressions', HOSTILE_EXPRESSIONS],
    ['those of DCGM under each rule', ofDcgm.flatMap((expr) => RULES.map(() => expr))],
  ])('%s', async (_, expressions) => {
    const outcomes = await world.judgeAll(expressions, { restricted: false });
    expect(faults(outcomes)).toEqual([]);
    expect(count(outcomes, ({ reads }) => reads)).toBeGreaterThan(50);
    expect(count(outcomes, ({ kind }) => kind === 'answered')).toBeGreaterThan(50);
  });

  it('generated ones', async () => {
    const outcomes = await world.judgeAll(fc.sample(generatedQuery(), 200), { restricted: false });
    expect(faults(outcomes)).toEqual([]);
    expect(count(outcomes, ({ reads }) => reads)).toBeGreaterThan(50);
    expect(count(outcomes, ({ kind }) => kind === 'refused')).toBe(0);
  });

  it('broken ones', async () => {
    const all = [...PROMETHEUS_EXPRESSIONS, ...HOSTILE_EXPRESSIONS];
    const outcomes = await world.judgeAll(fc.sample(mutated(all), 200), { restricted: false });
    expect(faults(outcomes)).toEqual([]);
    expect(count(outcomes, ({ kind }) => kind === 'refused')).toBeGreaterThan(50);
  });
});

it('expressions that are restricted by hand have the answer that they have without', async () => {
  const outcomes = await world.judgeAll(fc.sample(generatedQuery(RESTRICTED), 150), { restricted: true });
  expect(faults(outcomes)).toEqual([]);
  expect(count(outcomes, ({ kind }) => kind === 'answered')).toBeGreaterThan(25);
});

describe('series of some namespaces', () => {
  it.each(RULES)('are theirs where DCGM’s name them in $dcgmLabels', async (rule) => {
    const matches = [
      undefined,
      'foo',
      '{namespace=~"team-.*"}',
      '{__name__=~"(?i)dcgm.*"}',
      'DCGM_FI_DEV_GPU_UTIL',
    ];
    for (const match of matches) {
      const { all, only } = await world.series(enforcedSelectors(match, rule));
      expect(all).toEqual(only);
      expect(all).not.toEqual([]);
    }
  });

  it('are all that they have, in whichever label they stand', async () => {
    const dcgmLabels = ['exported_namespace', 'pod_namespace', 'namespace'];
    const { all } = await world.series(enforcedSelectors(undefined, { namespaces: ALLOWED, dcgmLabels }));
    expect(all).toEqual((await world.series(['{__name__!=""}'])).only);
  });
});
