import { DcgmExporter } from '../exporter/dcgmExporter.ts';
import { kubeStateSamples, kubeStateText } from '../exporter/kubeStateMetrics.ts';
import type { Sample } from '../exporter/labelSet.ts';
import type { SimulatedCluster } from '../simulation/cluster.ts';
import { operandNamespace } from '../simulation/operands.ts';
import type { SimulatedNode } from '../simulation/world.ts';

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
  const exporters = [...world.nodes.values()].map((node) => exporterTarget(cluster, node, honorLabels));
  const address = `${world.kubeStateMetricsAddress}:8080`;
  return [
    ...exporters,
    {
      address,
      honorLabels: true,
      pastStride: 4,
      isUp: () => true,
      labels: () => ({ container: 'kube-state-metrics', instance: address, job: 'kube-state-metrics' }),
      samples: () => kubeStateSamples(store),
      text: () => kubeStateText(store),
    },
  ];
}

function exporterTarget(
  { world }: SimulatedCluster,
  node: SimulatedNode,
  honorLabels: boolean,
): ScrapeTarget {
  const { plan, timeline } = world;
  const podName = () => exporterPod(node) ?? '';
  const exporter = new DcgmExporter({
    era: node.plan.exporter,
    counters: plan.counters,
    gpus: node.gpus,
    driver: plan.host.driver,
    hostname: () => (plan.operator === 'v1.5.2' ? podName() : node.name),
  });
  exporter.collect(timeline.now);
  timeline.every(plan.collectSeconds, () => exporter.collect(timeline.now));
  const address = `${node.exporterAddress}:9400`;
  return {
    address,
    honorLabels,
    pastStride: 1,
    isUp: () => node.exporterUp && exporterPod(node) !== undefined,
    labels: () => ({
      container: 'nvidia-dcgm-exporter',
      endpoint: 'gpu-metrics',
      instance: address,
      job: 'nvidia-dcgm-exporter',
      namespace: operandNamespace(plan),
      pod: podName(),
      service: 'nvidia-dcgm-exporter',
    }),
    samples: function* () {
      for (const { samples } of exporter.families) yield* samples;
    },
    text: () => exporter.text(),
  };
}

function exporterPod(node: SimulatedNode): string | undefined {
  for (const { view, name } of node.runs) {
    if (view.labels['app'] === 'nvidia-dcgm-exporter') return name;
  }
  return undefined;
}
