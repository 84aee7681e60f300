import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { Cluster } from './cluster.ts';
import { Daemon } from './programs.ts';

const CLI = fileURLToPath(new URL('../../../../packages/demo-cluster/dist/cli.js', import.meta.url));
const Ready = z.object({ event: z.literal('ready'), kubeconfig: z.string() });

/** The demo's cluster without a past, until the test ends. */
export async function startDemoCluster(): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'gpu-console-demo-'));
  const args = [CLI, '--data-dir', folder, '--scenario', 'fleet', '--history', '0s'];
  const demo = new Daemon(process.execPath, args);
  onTestFinished(async () => {
    await demo.stop();
    await rm(folder, { recursive: true, force: true });
  });
  for await (const line of createInterface(demo.stdout)) {
    const ready = Ready.safeParse(JSON.parse(line));
    if (ready.success) return new Cluster(ready.data.kubeconfig);
  }
  demo.check();
  throw new Error('the demo closed its output before it was ready');
}
