import { readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { until } from '../../testing/until.ts';
import { Cluster } from '../cluster.ts';
import { startDemo } from '../demoCluster.ts';
import { DemoPrometheus, type Target, versionInPath, versionOf } from './prometheus3.ts';

const EXPORTER = /dcgm-exporter/;

const Config = z.object({ scrape_configs: z.array(z.looseObject({ job_name: z.string() })) });
const Pods = z.object({
  items: z.array(
    z.object({
      metadata: z.object({
        name: z.string(),
        namespace: z.string(),
        labels: z.record(z.string(), z.string()),
      }),
      status: z.object({
        podIP: z.string().optional(),
        conditions: z.array(z.object({ type: z.string(), status: z.string() })).default([]),
      }),
    }),
  ),
});

it('is Prometheus 3, and what the demo starts by name', async () => {
  for (const program of ['prometheus', 'promtool'] as const) {
    const version = await versionOf(program);
    expect(version).toMatch(/, version 3\.\d+\.\d+ /);
    expect(await versionInPath(program)).toBe(version);
  }
});

it('finds every exporter of the demo with kubernetes_sd_configs, and their series arrive', async () => {
  const demo = await startDemo('20m');
  const config = Config.parse(load(await readFile(demo.prometheusConfig, 'utf8')));
  // The demo offers HTTP discovery to those builds only that lack Kubernetes'.
  for (const job of config.scrape_configs) {
    expect(job).not.toHaveProperty('http_sd_configs');
    expect(job['kubernetes_sd_configs']).toEqual([
      expect.objectContaining({ role: 'endpoints', api_server: demo.kubernetes }),
    ]);
  }
  const prometheus = await DemoPrometheus.start(demo);
  const cluster = new Cluster(demo.kubeconfig);
  const { items } = Pods.parse(await cluster.get('/api/v1/pods'));
  // One of them fails, by the scenario.
  const ready = items.filter(({ status }) =>
    status.conditions.some((one) => one.type === 'Ready' && one.status === 'True'),
  );
  const exporters = ready.filter(({ metadata }) => EXPORTER.test(metadata.labels['app'] ?? ''));
  expect(exporters.length).toBeGreaterThan(5);

  let targets: readonly Target[] = [];
  const found = await until(
    'every exporter that is ready is a target that is up',
    async () => {
      targets = (await prometheus.targets()).filter(({ scrapePool }) => EXPORTER.test(scrapePool));
      const up = targets.filter(({ health }) => health === 'up');
      return up.length >= exporters.length && up;
    },
    () =>
      [
        `ready: ${exporters.map(({ metadata, status }) => `${metadata.name} ${status.podIP}`).join(', ')}`,
        ...targets.map(({ labels, health, lastError }) => `${labels['pod']} ${health} ${lastError}`),
      ].join('\n'),
  );
  const names = new Set(found.map(({ labels }) => labels['pod']));
  for (const { metadata } of exporters) expect(names).toContain(metadata.name);
  for (const { discoveredLabels, labels } of found) {
    expect(discoveredLabels).toMatchObject({
      __meta_kubernetes_pod_name: labels['pod'],
      __meta_kubernetes_service_name: labels['service'],
    });
  }

  const since = Math.floor(Date.now() / 1000);
  const live = await until('series arrive from every exporter', async () => {
    const query = `count by (instance) (timestamp(DCGM_FI_DEV_GPU_TEMP) >= ${since})`;
    const counts = await prometheus.values(query, 'instance');
    return counts.size >= exporters.length && counts;
  });
  for (const count of live.values()) expect(count).toBeGreaterThan(0);
  const past = await prometheus.values('count by (instance) (DCGM_FI_DEV_GPU_TEMP offset 15m)', 'instance');
  expect(past.size).toBeGreaterThanOrEqual(exporters.length);
});
