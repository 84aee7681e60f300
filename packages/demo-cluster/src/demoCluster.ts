import { mkdir, writeFile } from 'node:fs/promises';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { type Network, serveMetrics, stopServing, takeNetwork } from './exporter/listeners.ts';
import { discoveredEndpoints } from './history/httpDiscovery.ts';
import { operatorTargets } from './history/operatorTargets.ts';
import { PrometheusOperator } from './history/prometheusOperator.ts';
import { type ScrapeTarget, scrapeTargets } from './history/scrapeTargets.ts';
import { Seam } from './history/seam.ts';
import { writeHistory } from './history/writeHistory.ts';
import { type TokenEntry, TokenTable } from './kubernetes/access/tokenTable.ts';
import { startApiServer } from './kubernetes/apiServer.ts';
import { kubeconfigYaml } from './kubernetes/kubeconfig.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { type ClusterOptions, SimulatedCluster } from './simulation/cluster.ts';
import type { ClusterPlan } from './simulation/plan.ts';

export interface DemoClusterOptions {
  readonly scenario: Scenario;
  readonly nodes?: number;
  /** Seconds of past to write; 0 for none, which needs no Prometheus. */
  readonly historySeconds: number;
  readonly seed: number;
  /** Where kubeconfig, prometheus.yml and Prometheus' data go; made if missing. */
  readonly dataDir: string;
  /** 0 takes a free one. */
  readonly apiPort: number;
  /** The scenario's choice unless told. */
  readonly honorLabels?: boolean;
  /** Who is known to the API server; whoever has no token may do everything. */
  readonly tokens?: readonly TokenEntry[];
  readonly onProgress?: (message: string) => void;
  /** Prometheus has to read its configuration again. */
  readonly onReconfigured?: () => void;
}

export interface DemoCluster {
  readonly kubernetes: string;
  readonly kubeconfig: string;
  readonly prometheusConfig: string;
  readonly prometheusData: string;
  readonly cluster: SimulatedCluster;
  close(): Promise<void>;
}

/** Time for images to be pulled and jobs to start before history begins. */
const WARM_UP_SECONDS = 900;

/**
 * Starts a simulated cluster: its past in Prometheus' data directory, its API server and its exporters on loopback
 * addresses, living on in real time until it is closed.
 * @throws Error when Prometheus does not take the past, a port is taken or the data directory cannot be written
 */
export async function startDemoCluster(options: DemoClusterOptions): Promise<DemoCluster> {
  const { scenario, historySeconds, dataDir } = options;
  const { onProgress = () => undefined, onReconfigured = () => undefined } = options;
  const { scrapeSeconds } = scenario;
  const honorLabels = options.honorLabels ?? scenario.honorLabels;
  const plan = scenario.plan(options.nodes === undefined ? {} : { nodes: options.nodes });
  const liveFrom = Math.floor(unixNow() / scrapeSeconds) * scrapeSeconds;
  const from = liveFrom - historySeconds;
  const start = from - WARM_UP_SECONDS;
  const settings = { seed: options.seed, start, liveFrom, honorLabels };
  const own = await networked(plan, settings);
  const others: NetworkedCluster[] = [];
  for (const [index, other] of (scenario.others ?? []).entries())
    others.push(await networked(other, { ...settings, seed: settings.seed + 1 + index }));
  const all = [own, ...others];
  const clusters = all.map(({ cluster }) => cluster);
  const targets = clusters.flatMap((one) => [...scrapeTargets(one, honorLabels), ...operatorTargets(one)]);
  const { cluster } = own;
  const prometheusData = join(dataDir, 'prometheus');
  await mkdir(prometheusData, { recursive: true });
  if (historySeconds > 0)
    await livePast(clusters, targets, { from, liveFrom, scrapeSeconds, prometheusData, onProgress });
  const api = await serveApi(cluster, options);
  const kubeconfig = join(dataDir, 'kubeconfig');
  const config = join(dataDir, 'prometheus.yml');
  await writeFile(kubeconfig, kubeconfigYaml(api.url, scenario.name));
  const operator = await PrometheusOperator.start({
    store: cluster.store,
    path: config,
    urls: { kubernetes: api.url, http: own.owner.url },
    others: others.map(({ cluster: { store, world }, owner }) => ({
      name: world.plan.clusterLabel ?? '',
      store,
      url: owner.url,
    })),
    scrapeSeconds,
    onChange: onReconfigured,
  });
  const seam = historySeconds > 0 ? new Seam(targets, unixNow(), scrapeSeconds) : undefined;
  const stopLiving = await goLive(clusters, targets, operator, seam);
  const close = async () => {
    await stopLiving();
    operator.stop();
    await api.close();
    for (const { owner } of all) await stopServing(owner.server);
  };
  return { kubernetes: api.url, kubeconfig, prometheusConfig: config, prometheusData, cluster, close };
}

interface NetworkedCluster {
  readonly cluster: SimulatedCluster;
  /** Serves the discovery of its targets. */
  readonly owner: Network;
}

/** A cluster in a loopback network of its own. @throws Error when all are taken */
async function networked(
  plan: ClusterPlan,
  settings: Omit<ClusterOptions, 'plan' | 'network'>,
): Promise<NetworkedCluster> {
  const owner = await takeNetwork();
  const cluster = new SimulatedCluster({ ...settings, plan, network: owner.network });
  owner.server.on('request', (request, response) => answerDiscovery(cluster, request, response));
  return { cluster, owner };
}

function answerDiscovery(
  cluster: SimulatedCluster,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const [path, namespace] = /^\/endpoints(?:\/([a-z0-9-]+))?$/.exec(request.url ?? '') ?? [];
  if (path === undefined) {
    response.writeHead(404).end();
    return;
  }
  const groups = discoveredEndpoints(cluster.store, namespace);
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(groups));
}

async function livePast(
  clusters: readonly SimulatedCluster[],
  targets: readonly ScrapeTarget[],
  options: {
    from: number;
    liveFrom: number;
    scrapeSeconds: number;
    prometheusData: string;
    onProgress: (message: string) => void;
  },
): Promise<void> {
  const { from, liveFrom, scrapeSeconds, prometheusData, onProgress } = options;
  const { samples, stepSeconds } = await writeHistory(clusters, targets, {
    from,
    to: liveFrom,
    now: unixNow,
    scrapeSeconds,
    dataDir: prometheusData,
    onProgress: (done) => onProgress(`history ${Math.round(100 * done)} %`),
  });
  onProgress(`history: ${samples} samples, one every ${stepSeconds} s in the last two hours`);
}

function serveApi(cluster: SimulatedCluster, { apiPort: port, tokens }: DemoClusterOptions) {
  return startApiServer({
    store: cluster.store,
    host: '127.0.0.1',
    port,
    version: { gitVersion: cluster.world.plan.kubernetesVersion },
    logs: cluster.logs,
    tokens: new TokenTable(tokens),
    ...(cluster.world.plan.claims && { resourceApi: cluster.world.plan.claims.apiVersion }),
    onPodDeleted: (pod) => cluster.stopPod(pod),
  });
}

function unixNow(): number {
  return Date.now() / 1000;
}

/**
 * Real time from here on: once a second the clusters catch up with the clock.
 * @param seam with the past, if there is one: until it is crossed they stay as they are
 * @returns what ends it
 */
async function goLive(
  clusters: readonly SimulatedCluster[],
  targets: readonly ScrapeTarget[],
  operator: PrometheusOperator,
  seam: Seam | undefined,
): Promise<() => Promise<void>> {
  const catchUp = () => {
    if (!(seam?.isCrossed(unixNow()) ?? true)) return;
    for (const cluster of clusters) cluster.advanceTo(unixNow());
  };
  catchUp();
  const listeners = new MetricsListeners(targets, (address) => seam?.scraped(address));
  await listeners.follow();
  const timer = setInterval(() => {
    catchUp();
    void listeners.follow();
    void operator.reconcile();
  }, 1000);
  return async () => {
    clearInterval(timer);
    await listeners.close();
  };
}

/** One HTTP listener for each target that is up. */
class MetricsListeners {
  readonly #targets: readonly ScrapeTarget[];
  readonly #onScrape: (address: string) => void;
  readonly #servers = new Map<string, Promise<Server>>();

  constructor(targets: readonly ScrapeTarget[], onScrape: (address: string) => void) {
    this.#targets = targets;
    this.#onScrape = onScrape;
  }

  /** Starts and stops listeners as their targets came up or went down. */
  async follow(): Promise<void> {
    await Promise.all(
      this.#targets.map(async ({ address, isUp, text }) => {
        const server = this.#servers.get(address);
        if (isUp() && !server) {
          const [host = '', port] = address.split(':');
          const started = serveMetrics(host, Number(port), () => {
            this.#onScrape(address);
            return text();
          });
          this.#servers.set(address, started);
          await started;
        } else if (!isUp() && server) {
          this.#servers.delete(address);
          await stopServing(await server);
        }
      }),
    );
  }

  async close(): Promise<void> {
    const servers = await Promise.all(this.#servers.values());
    await Promise.all(servers.map(stopServing));
  }
}
