import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatedQuery, mutated } from '../testing/namespaces/generatedQuery.ts';
import { HOSTILE_EXPRESSIONS } from '../testing/namespaces/hostileExpressions.ts';
import { NamespaceWorld, type Outcome, RESTRICTED } from '../testing/namespaces/namespaceWorld.ts';
import { PROMETHEUS_EXPRESSIONS } from '../testing/namespaces/prometheusExpressions.ts';

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
  ])('%s', async (_, expressions) => {
    const outcomes = await world.judgeAll(expressions, { restricted: false });
    expect(faults(outcomes)).toEqual([]);
    expect(count(outcomes, ({ reads }) => reads)).toBeGreaterThan(50);
    expect(count(outcomes, ({ kind }) => kind === 'answered')).toBeGreaterThan(80);
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
