import { mkdir, writeFile } from 'node:fs/promises';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { serveMetrics, stopServing, takeNetwork } from './exporter/listeners.ts';
import { discoveredEndpoints } from './history/httpDiscovery.ts';
import { operatorTargets } from './history/operatorTargets.ts';
import { prometheusConfig } from './history/prometheusConfig.ts';
import { isRefused } from './history/promtool.ts';
import { type ScrapeTarget, scrapeTargets } from './history/scrapeTargets.ts';
import { writeHistory } from './history/writeHistory.ts';
import { startApiServer } from './kubernetes/apiServer.ts';
import { kubeconfigYaml } from './kubernetes/kubeconfig.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { SimulatedCluster } from './simulation/cluster.ts';
import { exporterNamespace, installedExporters } from './simulation/exporters.ts';
import { operandNamespace } from './simulation/operands.ts';
import { operatorScrapes } from './simulation/operatorMonitoring.ts';

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
  readonly onProgress?: (message: string) => void;
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
  const { scenario, historySeconds, dataDir, onProgress = () => undefined } = options;
  const { scrapeSeconds } = scenario;
  const honorLabels = options.honorLabels ?? scenario.honorLabels;
  const plan = scenario.plan(options.nodes === undefined ? {} : { nodes: options.nodes });
  const owner = await takeNetwork();
  const { network } = owner;
  const liveFrom = Math.floor(Date.now() / 1000 / scrapeSeconds) * scrapeSeconds;
  const from = liveFrom - historySeconds;
  const start = from - WARM_UP_SECONDS;
  const cluster = new SimulatedCluster({ plan, seed: options.seed, start, liveFrom, network, honorLabels });
  const targets = [...scrapeTargets(cluster, honorLabels), ...operatorTargets(cluster)];
  const prometheusData = join(dataDir, 'prometheus');
  await mkdir(prometheusData, { recursive: true });
  if (historySeconds > 0)
    await livePast(cluster, targets, { from, liveFrom, scrapeSeconds, prometheusData, onProgress });
  const live = await goLive(cluster, targets, options.apiPort);
  const kubeconfig = join(dataDir, 'kubeconfig');
  const config = join(dataDir, 'prometheus.yml');
  await writeFile(kubeconfig, kubeconfigYaml(live.url, scenario.name));
  owner.server.on('request', (request, response) => answerDiscovery(cluster, request, response));
  const exporters = installedExporters(plan).map((exporter) => ({
    ...exporter.scrape,
    namespace: exporterNamespace(exporter, plan),
    name: exporter.name,
  }));
  const namespace = operandNamespace(plan);
  const ofOperator = operatorScrapes(plan).map(({ app: name, portName: port }) => ({
    namespace,
    name,
    port,
  }));
  await writePrometheusConfig(config, { kubernetes: live.url, http: owner.url }, (discovery) =>
    prometheusConfig({ discovery, exporters: [...exporters, ...ofOperator], honorLabels, scrapeSeconds }),
  );
  const close = async () => {
    await live.close();
    await stopServing(owner.server);
  };
  return { kubernetes: live.url, kubeconfig, prometheusConfig: config, prometheusData, cluster, close };
}

/** Prometheus finds its targets in Kubernetes; a build that cannot do that gets them over HTTP. */
async function writePrometheusConfig(
  path: string,
  urls: { readonly kubernetes: string; readonly http: string },
  text: (discovery: { kind: 'kubernetes' | 'http'; url: string }) => string,
): Promise<void> {
  await writeFile(path, text({ kind: 'kubernetes', url: urls.kubernetes }));
  if (!(await isRefused(path))) return;
  await writeFile(path, text({ kind: 'http', url: urls.http }));
}

function answerDiscovery(
  cluster: SimulatedCluster,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const namespace = /^\/endpoints\/([a-z0-9-]+)$/.exec(request.url ?? '')?.[1];
  if (namespace === undefined) {
    response.writeHead(404).end();
    return;
  }
  const groups = discoveredEndpoints(cluster.store, namespace);
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(groups));
}

async function livePast(
  cluster: SimulatedCluster,
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
  const { samples, stepSeconds } = await writeHistory(cluster, targets, {
    from,
    to: liveFrom,
    scrapeSeconds,
    dataDir: prometheusData,
    onProgress: (done) => onProgress(`history ${Math.round(100 * done)} %`),
  });
  onProgress(`history: ${samples} samples, one every ${stepSeconds} s in the last two hours`);
}

/** Real time from here on: once a second the cluster catches up with the clock. */
async function goLive(cluster: SimulatedCluster, targets: readonly ScrapeTarget[], apiPort: number) {
  cluster.advanceTo(Date.now() / 1000);
  const listeners = new MetricsListeners(targets);
  await listeners.follow();
  const api = await startApiServer({
    store: cluster.store,
    host: '127.0.0.1',
    port: apiPort,
    version: { gitVersion: cluster.world.plan.kubernetesVersion },
    logs: cluster.logs,
    ...(cluster.world.plan.claims && { resourceApi: cluster.world.plan.claims.apiVersion }),
    onPodDeleted: (pod) => cluster.stopPod(pod),
  });
  const timer = setInterval(() => {
    cluster.advanceTo(Date.now() / 1000);
    void listeners.follow();
  }, 1000);
  return {
    url: api.url,
    close: async () => {
      clearInterval(timer);
      await api.close();
      await listeners.close();
    },
  };
}

/** One HTTP listener for each target that is up. */
class MetricsListeners {
  readonly #targets: readonly ScrapeTarget[];
  readonly #servers = new Map<string, Promise<Server>>();

  constructor(targets: readonly ScrapeTarget[]) {
    this.#targets = targets;
  }

  /** Starts and stops listeners as their targets came up or went down. */
  async follow(): Promise<void> {
    await Promise.all(
      this.#targets.map(async ({ address, isUp, text }) => {
        const server = this.#servers.get(address);
        if (isUp() && !server) {
          const [host = '', port] = address.split(':');
          const started = serveMetrics(host, Number(port), text);
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
