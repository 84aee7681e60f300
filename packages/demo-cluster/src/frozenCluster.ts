import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stopServing, takeNetwork } from './exporter/listeners.ts';
import { operatorTargets } from './history/operatorTargets.ts';
import { scrapeTargets } from './history/scrapeTargets.ts';
import { writeHistory } from './history/writeHistory.ts';
import { startApiServer } from './kubernetes/apiServer.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { SimulatedCluster } from './simulation/cluster.ts';

export { scenarios } from './scenarios/registry.ts';

/** A scenario's cluster at one moment of which nothing moves, with its past. */
export interface FrozenCluster {
  /** Unix seconds of the moment, which is that of the last scrape. */
  readonly at: number;
  /** Where its API server listens. */
  readonly kubernetes: string;
  /** A configuration that scrapes nothing, and the data that hold the past. */
  readonly prometheusConfig: string;
  readonly prometheusData: string;
  close(): Promise<void>;
}

interface FrozenOptions {
  readonly scenario: Scenario;
  readonly nodes?: number;
  readonly historySeconds: number;
  /** Made if missing. */
  readonly dataDir: string;
}

/** Time for images to be pulled and jobs to start before history begins. */
const WARM_UP_SECONDS = 900;
const SEED = 1;

/** @throws Error when Prometheus does not take the past, or the data directory cannot be written */
export async function startFrozenCluster(options: FrozenOptions): Promise<FrozenCluster> {
  const { scenario, historySeconds, dataDir, nodes } = options;
  const { scrapeSeconds, honorLabels } = scenario;
  const plan = scenario.plan(nodes === undefined ? {} : { nodes });
  const at = Math.floor(Date.now() / 1000 / scrapeSeconds) * scrapeSeconds;
  const from = at - historySeconds;
  const start = from - WARM_UP_SECONDS;
  const plans = [plan, ...(scenario.others ?? [])];
  const networks = await Promise.all(plans.map(() => takeNetwork()));
  const made = networks.flatMap(({ network }, index) => {
    const own = plans[index];
    const settings = { seed: SEED + index, start, liveFrom: at, network, honorLabels };
    return own === undefined ? [] : [new SimulatedCluster({ ...settings, plan: own })];
  });
  const [cluster] = made;
  if (cluster === undefined) throw new Error(`the scenario ${scenario.name} has no cluster`);
  const targets = made.flatMap((one) => [...scrapeTargets(one, honorLabels), ...operatorTargets(one)]);
  const prometheusData = join(dataDir, 'prometheus');
  const prometheusConfig = join(dataDir, 'prometheus.yml');
  await mkdir(prometheusData, { recursive: true });
  await writeFile(prometheusConfig, 'global: {}');
  const past = { from, to: at, now: () => at, scrapeSeconds, dataDir: prometheusData };
  await writeHistory(made, targets, past);
  for (const one of made) one.advanceTo(at);
  const api = await startApiServer({
    store: cluster.store,
    host: '127.0.0.1',
    port: 0,
    version: { gitVersion: plan.kubernetesVersion },
    logs: cluster.logs,
    ...(plan.claims && { resourceApi: plan.claims.apiVersion }),
    onPodDeleted: (pod) => cluster.stopPod(pod),
  });
  const close = async () => {
    await api.close();
    for (const { server } of networks) await stopServing(server);
  };
  return { at, kubernetes: api.url, prometheusConfig, prometheusData, close };
}
