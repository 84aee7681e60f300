import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Scenario } from '../scenarios/scenario.ts';
import { twoClusters } from '../scenarios/twoClusters.ts';
import { SimulatedCluster } from '../simulation/cluster.ts';
import type { ClusterPlan } from '../simulation/plan.ts';
import { fieldsOf, listOf, textsOf } from '../simulation/unknownFields.ts';
import { operatorTargets } from './operatorTargets.ts';
import { PrometheusOperator } from './prometheusOperator.ts';
import { scrapeTargets } from './scrapeTargets.ts';

function clusterOf(plan: ClusterPlan, { honorLabels }: Scenario, network: number): SimulatedCluster {
  const liveFrom = 1_700_000_000;
  return new SimulatedCluster({ plan, seed: network, start: liveFrom - 60, liveFrom, network, honorLabels });
}

describe('two clusters in one Prometheus', () => {
  const own = clusterOf(twoClusters.plan({}), twoClusters, 64);
  const [otherPlan] = twoClusters.others ?? [];
  if (otherPlan === undefined) throw new Error('the scenario has one cluster only');
  const other = clusterOf(otherPlan, twoClusters, 65);

  it('have jobs of other names, each found where its cluster is, and a label of their own', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'operator-test-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, 'prometheus.yml');
    const operator = await PrometheusOperator.start({
      store: own.store,
      path,
      urls: { kubernetes: 'http://127.64.0.1:1', http: 'http://127.64.0.1:2' },
      others: [{ name: 'prod', store: other.store, url: 'http://127.65.0.1:2' }],
      scrapeSeconds: 15,
      onChange: () => undefined,
    });
    operator.stop();
    const jobs = listOf(fieldsOf(load(await readFile(path, 'utf8')))['scrape_configs']).map(fieldsOf);
    const names = jobs.map(({ job_name: name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const labels = jobs.map(
      ({ relabel_configs: rules }) =>
        listOf(rules)
          .map(textsOf)
          .find((rule) => rule['target_label'] === 'cluster')?.['replacement'],
    );
    const half = jobs.length / 2;
    expect(labels).toEqual([...Array(half).fill('lab'), ...Array(half).fill('prod')]);
    expect(JSON.stringify(jobs.slice(half))).not.toContain('127.64.0.1');
    expect(JSON.stringify(jobs.slice(half))).toContain('127.65.0.1');
  });

  it('are told apart in their past, too', () => {
    const labelOf = (cluster: SimulatedCluster) =>
      [...scrapeTargets(cluster, true), ...operatorTargets(cluster)].map(
        (target) => target.labels()['cluster'],
      );
    expect(new Set(labelOf(own))).toEqual(new Set(['lab']));
    expect(new Set(labelOf(other))).toEqual(new Set(['prod']));
  });
});
