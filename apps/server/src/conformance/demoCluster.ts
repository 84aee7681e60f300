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
const TIMEOUT_START_MS = 90_000;
const Ready = z.object({
  event: z.literal('ready'),
  kubeconfig: z.string(),
  kubernetes: z.string(),
  prometheusConfig: z.string(),
  prometheusData: z.string(),
});

/** Where a demo's cluster is served, and what its Prometheus is to be started with. */
export type DemoFiles = Omit<z.infer<typeof Ready>, 'event'>;

/** The demo's cluster without a past, until the test ends. */
export async function startDemoCluster(): Promise<Cluster> {
  return new Cluster((await startDemo()).kubeconfig);
}

/** @param history such as `10m` @throws Error with the demo's last words, where it is not ready in time */
export async function startDemo(history = '0s'): Promise<DemoFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'gpu-console-demo-'));
  const args = [CLI, '--data-dir', folder, '--scenario', 'fleet', '--history', history];
  const demo = new Daemon(process.execPath, args);
  onTestFinished(async () => {
    await demo.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const deadline = AbortSignal.timeout(TIMEOUT_START_MS);
  for await (const line of createInterface({ input: demo.stdout, signal: deadline })) {
    const ready = Ready.safeParse(JSON.parse(line));
    if (ready.success) {
      // Nobody else reads what it writes from here on.
      demo.stdout.resume();
      return ready.data;
    }
  }
  demo.check();
  throw new Error(
    deadline.aborted
      ? `the demo was not ready within ${TIMEOUT_START_MS / 1000} s:\n${demo.log}`
      : 'the demo closed its output before it was ready',
  );
}
