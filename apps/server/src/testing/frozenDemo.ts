import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FrozenCluster, scenarios, startFrozenCluster } from '@gpu-console/demo-cluster/frozen';
import { KubeApi } from './kubeApi.ts';
import { TestConsole } from './lab.ts';
import { PrometheusServer } from './prometheusServer.ts';

/** The names of the demo's scenarios. */
export const scenarioNames: readonly string[] = scenarios.map(({ name }) => name);

/** So that the largest scenario is made in seconds. */
const MAX_NODES = 24;

/** A scenario of the demo at one moment: its API server, a Prometheus with its past, and a console over both. */
export class FrozenDemo {
  readonly console: TestConsole;
  readonly #cluster: FrozenCluster;
  readonly #prometheus: PrometheusServer;
  readonly #folder: string;

  private constructor(
    console: TestConsole,
    cluster: FrozenCluster,
    prometheus: PrometheusServer,
    folder: string,
  ) {
    this.console = console;
    this.#cluster = cluster;
    this.#prometheus = prometheus;
    this.#folder = folder;
  }

  /**
   * @param onMade is told the moment (Unix seconds) once the past is made, and before a console looks at its clock
   * @throws Error where there is no such scenario
   */
  static async start(
    name: string,
    historySeconds: number,
    onMade: (at: number) => void,
  ): Promise<FrozenDemo> {
    const scenario = scenarios.find((one) => one.name === name);
    if (scenario === undefined) throw new Error(`there is no scenario ${name}`);
    const folder = await mkdtemp(join(tmpdir(), 'gpu-console-frozen-'));
    const cluster = await startFrozenCluster({ scenario, historySeconds, nodes: MAX_NODES, dataDir: folder });
    const prometheus = await PrometheusServer.over(cluster.prometheusConfig, cluster.prometheusData);
    onMade(cluster.at);
    const { gpuResources = [] } = scenario;
    // Without a token it is let in: that cluster knows none.
    const variation = { kubeUrl: cluster.kubernetes, kubeToken: '', gpuResources };
    const console = await TestConsole.start({ prometheus, kube: new KubeApi() }, variation);
    await console.follow();
    await console.readMetrics();
    await console.cluster.facts.get();
    return new FrozenDemo(console, cluster, prometheus, folder);
  }

  async stop(): Promise<void> {
    await this.console.stop();
    await this.#prometheus.stop();
    await this.#cluster.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
