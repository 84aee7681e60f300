import type { NodePlan, WorkloadPlan } from '../simulation/plan.ts';
import { fleetPlan } from './fleet.ts';
import type { Scenario } from './scenario.ts';

const node = { gpus: 2, exporter: '4.x', cores: 64, memoryGi: 512 } as const;

const nodes: readonly NodePlan[] = [
  { name: 'gpu-l4-01', product: 'l4', ...node },
  { name: 'gpu-l4-02', product: 'l4', ...node },
];

/** One GPU of each node is at work. */
const workloads: readonly WorkloadPlan[] = nodes.map(({ name }) => ({
  kind: 'pod',
  at: -900,
  template: {
    namespace: 'research',
    name: `train-on-${name}`,
    image: 'nvcr.io/nvidia/pytorch:24.10-py3',
    command: ['torchrun', 'train.py'],
    args: ['--max-time=48h'],
    gpus: { 'nvidia.com/gpu': 1 },
    nodeSelector: { 'kubernetes.io/hostname': name },
  },
}));

/** Nothing is wrong here: whatever breaks is seen by itself. */
export const monitored: Scenario = {
  name: 'monitored',
  description: 'Two nodes, the Prometheus operator and KubeSphere, with nothing wrong: something to break',
  honorLabels: false,
  scrapeSeconds: 5,
  keepsDashboards: true,
  plan: () => ({ ...fleetPlan, kubesphere: true, nodes, workloads, faults: [] }),
};
