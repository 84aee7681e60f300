import { DcgmExporter } from '../exporter/dcgmExporter.ts';
import { kubeStateSamples, kubeStateText } from '../exporter/kubeStateMetrics.ts';
import type { Sample } from '../exporter/labelSet.ts';
import type { SimulatedCluster } from '../simulation/cluster.ts';
import { exporterNamespace } from '../simulation/exporters.ts';
import type { ClusterPlan } from '../simulation/plan.ts';
import { isRunning, type NodeExporter, type PodRun, type SimulatedNode } from '../simulation/world.ts';

/** One thing that Prometheus scrapes. */
export interface ScrapeTarget {
  /** `host:port` */
  readonly address: string;
  readonly honorLabels: boolean;
  /** In the past it is scraped at every so many steps only: what changes seldom would fill most of it. */
  readonly pastStride: number;
  readonly isUp: () => boolean;
  /** The labels that service discovery and relabelling give it now. */
  readonly labels: () => Readonly<Record<string, string>>;
  readonly samples: () => Iterable<Sample>;
  readonly text: () => string;
}

/** The exporters' and kube-state-metrics' targets of a cluster; each exporter collects on its interval's grid. */
export function scrapeTargets(cluster: SimulatedCluster, honorLabels: boolean): ScrapeTarget[] {
  const { world, store } = cluster;
  const exporters = [...world.nodes.values()].flatMap((node) =>
    node.exporters.map((exporter) => exporterTarget(cluster, node, exporter, honorLabels)),
  );
  const address = `${world.kubeStateMetricsAddress}:8080`;
  return [
    ...exporters,
    {
      address,
      honorLabels: true,
      pastStride: 4,
      isUp: () => true,
      labels: () => ({
        container: 'kube-state-metrics',
        instance: address,
        job: 'kube-state-metrics',
        ...clusterOf(world.plan),
      }),
      samples: () => kubeStateSamples(store),
      text: () => kubeStateText(store),
    },
  ];
}

function exporterTarget(
  { world }: SimulatedCluster,
  node: SimulatedNode,
  { plan: installed, address: host }: NodeExporter,
  honorLabels: boolean,
): ScrapeTarget {
  const { plan, timeline } = world;
  const { name, scrape } = installed;
  const pod = () => exporterPod(node, name);
  const podName = () => pod()?.name ?? '';
  const exporter = new DcgmExporter({
    ...installed,
    // HAMi's and Volcano's names of devices are not those that the exporter knows.
    mapsPods: installed.mapsPods !== false && !['hami', 'volcano'].includes(node.plan.sharedBy ?? ''),
    counters: plan.counters,
    gpus: node.gpus,
    driver: plan.host.driver,
    hostname: () => (installed.hostname === 'pod' ? podName() : node.name),
  });
  exporter.collect(timeline.now);
  timeline.every(plan.collectSeconds, () => exporter.collect(timeline.now));
  const address = `${host}:9400`;
  return {
    address,
    honorLabels: scrape?.honorLabels ?? honorLabels,
    pastStride: 1,
    isUp: () => node.exporterUp && answers(pod()),
    labels: () => ({
      container: name,
      endpoint: 'gpu-metrics',
      instance: address,
      job: name,
      namespace: exporterNamespace(installed, plan),
      pod: podName(),
      service: name,
      ...(scrape?.nodeLabel && { [scrape.nodeLabel]: node.name }),
      ...clusterOf(plan),
    }),
    samples: function* () {
      for (const { samples } of exporter.families) yield* samples;
    },
    text: () => exporter.text(),
  };
}

/** The target label of a cluster that is not alone in its Prometheus. */
export function clusterOf({ clusterLabel }: ClusterPlan): Readonly<Record<string, string>> {
  return clusterLabel === undefined ? {} : { cluster: clusterLabel };
}

function answers(pod: PodRun | undefined): boolean {
  return pod?.containers.every((one) => isRunning(one) && one.fault?.kind !== 'idles') ?? false;
}

function exporterPod(node: SimulatedNode, daemonSet: string): PodRun | undefined {
  for (const run of node.runs) if (run.view.owner?.name === daemonSet) return run;
  return undefined;
}
