import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type DemoCluster, startDemoCluster } from '../demoCluster.ts';
import { walkthrough } from '../scenarios/walkthrough.ts';
import { prometheusConfig } from './prometheusConfig.ts';
import { scrapeJobs } from './scrapeJobs.ts';

interface Target {
  readonly labels: Readonly<Record<string, string>>;
  readonly health: string;
  readonly scrapePool: string;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/**
 * Debian builds Prometheus without `kubernetes_sd_configs`; vmagent reads the same configuration and finds targets with
 * a Kubernetes client of its own.
 */
describe('kubernetes_sd_configs', { timeout: 60_000 }, () => {
  let demo: DemoCluster;
  let home: string;
  let agent: ChildProcess;
  let agentUrl: string;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'discovery-test-'));
    demo = await startDemoCluster({
      scenario: walkthrough,
      historySeconds: 0,
      seed: 1,
      dataDir: home,
      apiPort: 0,
    });
    const config = join(home, 'kubernetes.yml');
    await writeFile(
      config,
      prometheusConfig({
        clusters: [
          {
            discovery: { kind: 'kubernetes', url: demo.kubernetes },
            jobs: scrapeJobs({
              prometheuses: demo.cluster.store.list('Prometheus'),
              serviceMonitors: demo.cluster.store.list('ServiceMonitor'),
              namespaces: demo.cluster.store.list('Namespace'),
            }),
          },
        ],
        scrapeSeconds: 1,
      }),
    );
    const address = `127.0.0.1:${await freePort()}`;
    agentUrl = `http://${address}`;
    agent = spawn(
      'vmagent',
      [
        `-promscrape.config=${config}`,
        `-httpListenAddr=${address}`,
        '-remoteWrite.url=http://127.0.0.1:9/write',
        `-remoteWrite.tmpDataPath=${join(home, 'vmagent')}`,
      ],
      { stdio: 'ignore' },
    );
    await once(agent, 'spawn');
  });

  afterAll(async () => {
    const gone = once(agent, 'exit');
    agent.kill('SIGKILL');
    await gone;
    await demo.close();
    await rm(home, { recursive: true });
  });

  const targets = async (): Promise<readonly Target[]> => {
    const reply = await fetch(`${agentUrl}/api/v1/targets?state=active`);
    const body: { data: { activeTargets: readonly Target[] } } = JSON.parse(await reply.text());
    return body.data.activeTargets;
  };

  it('find every exporter, labelled as the Prometheus operator does, and all are up', async () => {
    const found = await vi.waitFor(
      async () => {
        const all = await targets();
        expect(all.map(({ health }) => health)).toEqual(['up', 'up']);
        return all;
      },
      { timeout: 45_000, interval: 250 },
    );
    const exporter = found.find(({ labels }) => labels['job'] === 'nvidia-dcgm-exporter');
    expect(exporter?.labels).toMatchObject({
      namespace: 'gpu-operator-resources',
      service: 'nvidia-dcgm-exporter',
      endpoint: 'gpu-metrics',
      container: 'nvidia-dcgm-exporter',
    });
    expect(exporter?.labels['pod']).toMatch(/^nvidia-dcgm-exporter-\w{5}$/);
    expect(exporter?.labels['instance']).toMatch(/^127\.\d+\.\d+\.\d+:9400$/);
  });
});
