import type { ClusterPlan, NodePlan, WorkloadPlan } from '../simulation/plan.ts';
import { fleetPlan } from './fleet.ts';
import type { Scenario } from './scenario.ts';

const size = { cores: 64, memoryGi: 256 } as const;
const QUARTERS = ['1g.6gb', '1g.6gb', '1g.6gb', '1g.6gb'];

/** Machines of which labels, or one family of series alone, tell too little. */
const nodes: readonly NodePlan[] = [
  // Three models; feature discovery's labels are those of the last, with its count.
  {
    name: 'gpu-workshop',
    product: 'rtx4090',
    boards: ['rtx3080', 'rtx3090', 'rtx4090'],
    gpus: 3,
    exporter: '4.x',
    ...size,
  },
  {
    name: 'gpu-a30-mig',
    product: 'a30',
    gpus: 2,
    mig: { 0: QUARTERS, 1: QUARTERS },
    otherExporters: [
      {
        name: 'dcgm-exporter',
        era: '4.x',
        image: 'nvcr.io/nvidia/k8s/dcgm-exporter:4.1.1-4.0.4-ubuntu22.04',
        onlyInstances: true,
      },
    ],
    ...size,
  },
  {
    name: 'gpu-spark',
    product: 'gb10',
    gpus: 1,
    exporter: '4.x',
    cores: 20,
    memoryGi: 119,
    host: {
      architecture: 'arm64',
      osImage: 'Ubuntu 24.04.3 LTS',
      osVersion: '24.04',
      kernel: '6.11.0-1016-nvidia',
    },
  },
  { name: 'gpu-h100-stuck', product: 'h100', gpus: 2, exporter: '4.x', ...size },
];

const faults: ClusterPlan['faults'] = [
  { kind: 'profiling-stuck', at: -7200, node: 'gpu-h100-stuck', gpu: 0 },
  { kind: 'profiling-stuck', at: -7200, node: 'gpu-h100-stuck', gpu: 1 },
  { kind: 'xid', at: -1800, node: 'gpu-a30-mig', gpu: 1, code: 79 },
];

function train(
  node: string,
  gpus: Readonly<Record<string, number>>,
  name = `train-on-${node}`,
): WorkloadPlan {
  return {
    kind: 'pod',
    at: -5400,
    template: {
      namespace: 'research',
      name,
      image: 'nvcr.io/nvidia/pytorch:25.10-py3',
      command: ['torchrun', 'train.py'],
      args: ['--max-time=48h'],
      gpus,
      nodeSelector: { 'kubernetes.io/hostname': node },
    },
  };
}

const workloads: readonly WorkloadPlan[] = [
  train('gpu-workshop', { 'nvidia.com/gpu': 1 }),
  train('gpu-a30-mig', { 'nvidia.com/mig-1g.6gb': 1 }),
  train('gpu-spark', { 'nvidia.com/gpu': 1 }),
  train('gpu-h100-stuck', { 'nvidia.com/gpu': 2 }),
];

export const mixed: Scenario = {
  name: 'mixed',
  description:
    'Several models on one node, MIG instances without their board, boards without sensors, a stuck profiler',
  honorLabels: false,
  scrapeSeconds: 15,
  plan: () => ({ ...fleetPlan, counters: 'default', nodes, workloads, faults }),
};
