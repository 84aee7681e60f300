import { exporterLabel } from '../simulation/exporters.ts';
import type { ClusterPlan, InstalledExporter, NodePlan, WorkloadPlan } from '../simulation/plan.ts';
import { fleetPlan } from './fleet.ts';
import type { Scenario } from './scenario.ts';

const HOUR = 3600;
const REGISTRY = 'nvcr.io/nvidia/k8s/dcgm-exporter';
const size = { cores: 64, memoryGi: 512 } as const;

/** A release of the exporter: the DCGM that it has, and its own version. */
function release(name: string, era: InstalledExporter['era'], tag: string): InstalledExporter {
  return { name, era, image: `${REGISTRY}:${tag}-distroless` };
}

const before = release('dcgm-exporter-4-8-2', '2026', '4.5.3-4.8.2');
const between = release('dcgm-exporter-4-8-3', '4.8.3', '4.6.0-4.8.3');
const after = release('dcgm-exporter-4-9', '4.9', '4.7.0-4.9.0');

const isOn = (name: string, on: boolean) => ({ [exporterLabel(name)]: String(on) });

const nodes: readonly NodePlan[] = [
  { name: 'gpu-before', product: 'h100', gpus: 2, otherExporters: [before], ...size },
  { name: 'gpu-between', product: 'a100x80', gpus: 2, otherExporters: [between], ...size },
  { name: 'gpu-after', product: 'h100', gpus: 2, otherExporters: [after], ...size },
  {
    name: 'gpu-midway',
    product: 'l40s',
    gpus: 2,
    otherExporters: [before, after],
    labels: isOn(after.name, false),
    ...size,
  },
];

/** Its past is in the old names and units, its present in the new. */
const faults: ClusterPlan['faults'] = [
  {
    kind: 'relabelled',
    at: -0.5 * HOUR,
    node: 'gpu-midway',
    labels: { ...isOn(before.name, false), ...isOn(after.name, true) },
  },
  { kind: 'xid', at: -2 * HOUR, node: 'gpu-before', gpu: 1, code: 31 },
  { kind: 'xid', at: -2 * HOUR, node: 'gpu-after', gpu: 1, code: 31 },
];

/** One GPU of each node works from before the beginning, on the other jobs come and go. */
const workloads: readonly WorkloadPlan[] = nodes.flatMap(({ name }): WorkloadPlan[] => {
  const template = {
    namespace: 'research',
    image: 'nvcr.io/nvidia/pytorch:25.10-py3',
    command: ['torchrun', 'train.py'],
    gpus: { 'nvidia.com/gpu': 1 },
    nodeSelector: { 'kubernetes.io/hostname': name },
  };
  const long = { ...template, name: `long-on-${name}`, args: ['--max-time=96h'] };
  return [
    { kind: 'pod', at: -96 * HOUR, template: long },
    {
      kind: 'jobs',
      template: { ...template, name: `short-on-${name}` },
      parallel: 1,
      minutes: [10, 25],
      pauseMinutes: [2, 8],
    },
  ];
});

export const upgrade: Scenario = {
  name: 'upgrade',
  description:
    'dcgm-exporter 4.8.2, 4.8.3 and 4.9 side by side: old and new names and units, one node midway',
  honorLabels: false,
  scrapeSeconds: 15,
  plan: () => ({ ...fleetPlan, nodes, workloads, faults }),
};
