import { afterAll, beforeAll, expect, it } from 'vitest';
import { fuzz, inShort } from '../testing/fuzz/fuzz.ts';
import { fuzzedConsole } from '../testing/fuzz/fuzzedConsole.ts';

let console: Awaited<ReturnType<typeof fuzzedConsole>>;
beforeAll(async () => {
  console = await fuzzedConsole();
});
afterAll(() => console.stop());

it('five thousand odd requests are answered, and none by a failure of the console', async () => {
  const { statuses, faults } = await fuzz(console.url, { seed: 1, count: 5000 });
  expect(faults.map(({ what, exchange }) => `${what}: ${inShort(exchange)}`)).toEqual([]);
  expect((await fetch(`${console.url}/healthz`)).status).toBe(200);
  // They get past the first check, and are not turned away for being many.
  for (const status of [200, 400, 403, 404, 405, 415]) expect(statuses.get(status) ?? 0).toBeGreaterThan(20);
  expect(statuses.get(429) ?? 0).toBeLessThan(250);
}, 120_000);
