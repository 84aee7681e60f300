import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Lab, TestConsole } from '../lab.ts';

/** A console with all that one can have: pages, dashboards, a namespace to write to, a proxy in front. */
export async function fuzzedConsole(): Promise<{
  readonly url: string;
  readonly stop: () => Promise<void>;
  readonly log: readonly string[];
}> {
  const folder = await mkdtemp(join(tmpdir(), 'gpu-console-fuzz-'));
  const webRoot = join(folder, 'web');
  const directory = join(folder, 'dashboards');
  await mkdir(join(webRoot, 'assets'), { recursive: true });
  await mkdir(directory);
  await writeFile(join(webRoot, 'index.html'), '<title>GPU Console</title>');
  await writeFile(join(webRoot, 'assets', 'main-1a2b.js'), 'start()');
  const lab = await Lab.start();
  const variation = { webRoot, dashboards: directory, writes: ['ml', 'default'], trustProxy: 1 };
  const console = await (await (await TestConsole.start(lab, variation)).follow()).readMetrics();
  return {
    url: console.url,
    log: console.log,
    stop: async () => {
      await console.stop();
      await lab.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
