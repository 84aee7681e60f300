import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundle } from './lib/build.mjs';
import { ROOT } from './lib/commands.mjs';

const run = promisify(execFile);

const COUNT = 20_000;
const HEAP_MIB = 128;
/** Of 16,000 opened and ended after the first measure: 9 kB each, as a leak once had, are 144 MB. */
const MAX_GROWTH = { heap: 6 * 2 ** 20, handles: 64, timers: 64, descriptors: 64 };

/** @typedef {{ heap: number, handles: number, timers: number, descriptors: number }} Held */

/** @type {Record<string, { before: Held, after: Held }>} */
let grown;

beforeAll(async () => {
  expect(await bundle('apps/server', ['soak/leaks'])).toBe(0);
  const program = join(ROOT, 'apps/server/dist/leaks.js');
  const args = ['--expose-gc', `--max-old-space-size=${HEAP_MIB}`, program, String(COUNT)];
  grown = JSON.parse((await run(process.execPath, args)).stdout);
}, 300_000);

describe.each([
  ['watches', COUNT],
  ['log streams', COUNT],
  ['followers that leave', COUNT],
  ['clusters', COUNT / 100],
])('%s, %i opened and ended,', (act) => {
  it.each(/** @type {const} */ (['heap', 'handles', 'timers', 'descriptors']))(
    'leave no %s behind',
    (kind) => {
      const { before, after } = grown[act] ?? expect.fail('not measured');
      expect(after[kind] - before[kind], `${before[kind]} before, ${after[kind]} after`).toBeLessThan(
        MAX_GROWTH[kind],
      );
    },
  );
});
