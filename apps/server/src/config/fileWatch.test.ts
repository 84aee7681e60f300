import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { until } from '../testing/until.ts';
import { FileWatch } from './fileWatch.ts';

const POLL_MS = 40;
const folder = mkdtempSync(join(tmpdir(), 'gpu-console-watch-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** How often a change of these was told. */
async function changesOf(...files: readonly string[]) {
  const seen = { changes: 0 };
  const ended = new AbortController();
  onTestFinished(() => ended.abort());
  const watch = await FileWatch.begin(files);
  const onChange = () => {
    seen.changes += 1;
  };
  const following = watch.follow(onChange, ended.signal, POLL_MS);
  return { seen, end: () => ended.abort(), following };
}

it('a file that is still being written is left alone until it is whole', async () => {
  const file = join(folder, 'grows');
  writeFileSync(file, '');
  const { seen } = await changesOf(file);
  for (let part = 0; part < 50; part += 1) {
    writeFileSync(file, `${part}\n`, { flag: 'a' });
    await delay(POLL_MS / 8);
  }
  expect(seen.changes).toBe(0);
  await until('the change is told', () => seen.changes === 1);
});

it('a file may come, go and come back', async () => {
  const [one, other] = [join(folder, 'one'), join(folder, 'other')];
  writeFileSync(other, 'stays');
  const { seen } = await changesOf(one, other);
  writeFileSync(one, 'new');
  await until('it came', () => seen.changes === 1);
  rmSync(one);
  await until('it went', () => seen.changes === 2);
  writeFileSync(one, 'new');
  await until('it is back', () => seen.changes === 3);
});

it('a watch ends at once', async () => {
  const { end, following } = await changesOf(join(folder, 'nothing'));
  end();
  await expect(following).resolves.toBeUndefined();
});
