import { expect, it } from 'vitest';
import { z } from 'zod';
import { fuzz, inShort } from '../testing/fuzz/fuzz.ts';
import { fuzzedConsole } from '../testing/fuzz/fuzzedConsole.ts';

const { SEED: seed, COUNT: count } = z
  .object({ SEED: z.coerce.number().int(), COUNT: z.coerce.number().int().positive() })
  .parse(process.env);
const MAX_MS = 1000;

it(`${count} odd requests of seed ${seed} are answered within a second, and none by a failure of the console`, async () => {
  const subject = await fuzzedConsole();
  const { statuses, faults, slowest } = await fuzz(subject.url, {
    seed,
    count,
    onBatch: (sent) => {
      if (sent % 5000 === 0) process.stderr.write(`${sent} sent\n`);
    },
  });
  const alive = (await fetch(`${subject.url}/healthz`)).status;
  const failures = subject.log.filter((line) => line.includes('request failed'));
  await subject.stop();
  const told = [...statuses].sort(([a], [b]) => a - b).map(([status, times]) => `${status}: ${times}`);
  process.stderr.write(`${told.join(', ')}\nslowest: ${Math.round(slowest[0]?.ms ?? 0)} ms\n`);
  for (const { what, exchange } of faults.slice(0, 30))
    process.stderr.write(`${what}: ${inShort(exchange)}\n`);
  for (const line of failures.slice(0, 30)) process.stderr.write(line);
  for (const exchange of slowest.filter(({ ms }) => ms > MAX_MS))
    process.stderr.write(`slow: ${inShort(exchange)}\n`);
  expect(faults).toHaveLength(0);
  expect(alive).toBe(200);
  expect(slowest[0]?.ms).toBeLessThan(MAX_MS);
});
