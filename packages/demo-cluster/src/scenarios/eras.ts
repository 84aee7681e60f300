import type { InstalledExporter, NodePlan, WorkloadPlan } from '../simulation/plan.ts';
import { fleet } from './fleet.ts';
import type { Scenario } from './scenario.ts';

const small = { cores: 64, memoryGi: 512 } as const;
const REGISTRY = 'nvcr.io/nvidia/k8s/dcgm-exporter';

function exporter(
  name: string,
  era: InstalledExporter['era'],
  tag: string,
  flags: Partial<InstalledExporter> = {},
): Pick<NodePlan, 'otherExporters'> {
  return { otherExporters: [{ name, era, image: `${REGISTRY}:${tag}`, ...flags }] };
}

const OF_2021 = '2.1.4-2.2.0-ubuntu20.04';
const OF_2023 = '3.1.8-3.1.5-ubuntu20.04';

/** Each node another exporter, or another way to scrape it. */
const nodes: readonly NodePlan[] = [
  {
    name: 'gpu-1x',
    product: 'v100',
    gpus: 2,
    ...small,
    ...exporter('dcgm-exporter-1x', '1.x', OF_2021),
  },
  {
    name: 'gpu-2020',
    product: 'v100',
    gpus: 1,
    ...small,
    ...exporter('dcgm-exporter-2020', '2.0', '2.0.13-2.1.0-ubuntu18.04'),
  },
  {
    name: 'gpu-2021',
    product: 't4',
    gpus: 2,
    ...small,
    ...exporter('dcgm-exporter-2021', '2.x', OF_2021, { hostname: 'pod', scrape: { honorLabels: true } }),
  },
  {
    name: 'gpu-old-labels',
    product: 'a100x40',
    gpus: 4,
    ...small,
    ...exporter('dcgm-exporter-old-labels', '3.x', OF_2023, {
      oldNamespace: true,
      hostname: 'pod',
      scrape: { nodeLabel: 'instance' },
    }),
  },
  {
    name: 'gpu-unmapped',
    product: 'p100',
    gpus: 2,
    ...small,
    ...exporter('dcgm-exporter-unmapped', '2.x', OF_2021, { mapsPods: false, printsBlanks: true }),
  },
  {
    name: 'gpu-unnamed',
    product: 'l4',
    gpus: 2,
    ...small,
    ...exporter('gpu-metrics', '3.x', OF_2023, { hostname: 'pod', scrape: { nodeLabel: 'node' } }),
  },
  {
    name: 'gpu-upgrade',
    product: 'a100x40',
    gpus: 2,
    exporter: '4.x',
    ...small,
    ...exporter('dcgm-exporter-before', '1.x', OF_2021, { scrape: { nodeLabel: 'kubernetes_node' } }),
  },
  { name: 'gpu-2026', product: 'h100', gpus: 2, exporter: '2026', ...small },
];

/** One GPU of each node is at work, all of them where there are four. */
const workloads: readonly WorkloadPlan[] = nodes.map(({ name, gpus }) => ({
  kind: 'pod',
  at: -600,
  template: {
    namespace: 'research',
    name: `train-on-${name.slice('gpu-'.length)}`,
    image: 'nvcr.io/nvidia/pytorch:24.10-py3',
    command: ['torchrun', 'train.py'],
    args: ['--max-time=48h'],
    gpus: { 'nvidia.com/gpu': gpus === 4 ? 4 : 1 },
    nodeSelector: { 'kubernetes.io/hostname': name },
  },
}));

export const eras: Scenario = {
  name: 'eras',
  description: 'Eight nodes, each with an exporter of another generation or scraped in another way',
  honorLabels: false,
  scrapeSeconds: 15,
  plan: () => ({
    ...fleet.plan({}),
    counters: 'default',
    nodes,
    workloads,
    faults: [],
    operatorMetrics: false,
  }),
};
