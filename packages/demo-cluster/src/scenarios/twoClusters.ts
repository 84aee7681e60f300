import type { ClusterPlan, NodePlan, WorkloadPlan } from '../simulation/plan.ts';
import { fleetPlan } from './fleet.ts';
import type { Scenario } from './scenario.ts';

const size = { cores: 64, memoryGi: 512 } as const;

/** A pod of the same name in each cluster. */
const workloads: readonly WorkloadPlan[] = [
  {
    kind: 'pod',
    at: -5400,
    template: {
      namespace: 'ml',
      name: 'train-0',
      image: 'nvcr.io/nvidia/pytorch:24.10-py3',
      command: ['torchrun', 'train.py'],
      args: ['--max-time=48h'],
      gpus: { 'nvidia.com/gpu': 1 },
      nodeSelector: { 'kubernetes.io/hostname': 'gpu-node-a' },
    },
  },
];

function cluster(clusterLabel: string, nodes: readonly NodePlan[]): ClusterPlan {
  return { ...fleetPlan, counters: 'default', clusterLabel, nodes, workloads, faults: [] };
}

/** Kubernetes knows the two A100s of gpu-node-a and the L4s of gpu-node-b; the store has those of the other cluster too. */
export const twoClusters: Scenario = {
  name: 'two-clusters',
  description:
    'A Prometheus with the series of two clusters, of which Kubernetes knows one; equal names in both',
  honorLabels: true,
  scrapeSeconds: 15,
  plan: () =>
    cluster('lab', [
      { name: 'gpu-node-a', product: 'a100x80', gpus: 2, exporter: '4.x', ...size },
      { name: 'gpu-node-b', product: 'l4', gpus: 2, exporter: '4.x', ...size },
    ]),
  others: [
    cluster('prod', [
      { name: 'gpu-node-a', product: 'h100', gpus: 4, exporter: '4.x', ...size },
      { name: 'node01', product: 'v100', gpus: 2, exporter: '4.x', ...size },
    ]),
  ],
};
