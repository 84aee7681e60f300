import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unavailable } from '../fact.ts';
import { factsOf, healthyWorld, NODE, put } from '../testing/doctorWorld.ts';
import { FACT_KINDS, sickWorld } from '../testing/sickWorld.ts';
import type { Facts } from './facts.ts';
import { findAll } from './runChecks.ts';

const REASON = 'is forbidden';

/** Verdicts by what they are about, whatever their variant. */
const verdicts = (facts: Facts) =>
  new Map(
    findAll(facts).map(({ check, subject, verdict }) => [
      `${check} ${subject.namespace} ${subject.name}`,
      verdict,
    ]),
  );

describe('facts that cannot be read', () => {
  const sick = factsOf(sickWorld());
  const before = verdicts(sick);

  it('are many in this test', () => {
    expect([...before.values()].filter((verdict) => verdict === 'fail').length).toBeGreaterThan(15);
  });

  it('never make a pass of what failed or was unknown', () => {
    fc.assert(
      fc.property(fc.subarray([...FACT_KINDS]), (missing) => {
        const facts = { ...sick, ...Object.fromEntries(missing.map((kind) => [kind, unavailable(REASON)])) };
        const passes = [...verdicts(facts)].filter(([about, verdict]) => {
          const was = before.get(about);
          return verdict === 'pass' && (was === 'fail' || was === 'unknown');
        });
        expect(passes).toEqual([]);
      }),
    );
  });

  it.each(FACT_KINDS)('%s: nothing throws, and something says unknown or warns with the reason', (kind) => {
    const results = findAll({ ...factsOf(healthyWorld()), [kind]: unavailable(REASON) });
    const told = results.filter(({ reason, params }) => reason === REASON || params['reason'] === REASON);
    // Alerts are no check's.
    expect(told.length > 0).toBe(kind !== 'firing');
  });

  it.each(['osImage', 'architecture', 'kernelVersion', 'containerRuntimeVersion', 'kubeletVersion'])(
    'a kubelet that does not tell its %s gives no pass for it',
    (field) => {
      const world = healthyWorld();
      put(world.nodes[0], ['status', 'nodeInfo', field], undefined);
      const unknowns = findAll(factsOf(world)).filter(({ verdict }) => verdict === 'unknown');
      expect(unknowns.map(({ subject }) => subject.name)).toContain(NODE);
    },
  );
});
