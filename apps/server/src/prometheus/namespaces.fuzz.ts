import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { generatedQuery, mutated } from '../testing/namespaces/generatedQuery.ts';
import { HOSTILE_EXPRESSIONS } from '../testing/namespaces/hostileExpressions.ts';
import { NamespaceWorld, type Outcome, RESTRICTED } from '../testing/namespaces/namespaceWorld.ts';
import { PROMETHEUS_EXPRESSIONS } from '../testing/namespaces/prometheusExpressions.ts';

const { SEED: seed, COUNT: requests } = z
  .object({ SEED: z.coerce.number().int(), COUNT: z.coerce.number().int().positive() })
  .parse(process.env);
/** A query is asked several times, of two Prometheus. */
const COUNT = Math.ceil(requests / 10);
const BATCH = 500;

const broken = mutated([...PROMETHEUS_EXPRESSIONS, ...HOSTILE_EXPRESSIONS]);
const some = fc.sample(generatedQuery(), { seed, numRuns: 200 });

it.each([
  ['generated queries', generatedQuery(), false, COUNT],
  ['queries that are restricted by hand', generatedQuery(RESTRICTED), true, COUNT / 5],
  ['broken queries', fc.oneof(broken, mutated(some)), false, COUNT / 2],
])(
  `%s of seed ${seed} tell nothing that only other namespaces have`,
  async (what, queries, restricted, count) => {
    const world = await NamespaceWorld.start();
    const kinds = new Map<Outcome['kind'], number>();
    const faults: string[] = [];
    let reads = 0;
    for (let asked = 0; asked < count; asked += BATCH) {
      const numRuns = Math.min(BATCH, Math.ceil(count - asked));
      const outcomes = await world.judgeAll(fc.sample(queries, { seed: seed + asked, numRuns }), {
        restricted,
      });
      for (const outcome of outcomes) {
        kinds.set(outcome.kind, (kinds.get(outcome.kind) ?? 0) + 1);
        if (outcome.fault !== undefined) faults.push(outcome.fault);
        if (outcome.reads) reads += 1;
      }
    }
    await world.stop();
    const told = [...kinds].map(([kind, times]) => `${kind}: ${times}`).join(', ');
    process.stderr.write(`${what}: ${told}; other answers than without a rule: ${reads}\n`);
    for (const fault of faults.slice(0, 30)) process.stderr.write(`${fault}\n`);
    expect(faults).toHaveLength(0);
    expect(kinds.get('answered')).toBeGreaterThan(0);
  },
);
