import type { WorkloadPlan } from '../simulation/plan.ts';
import type { Scenario } from './scenario.ts';

const HOUR = 3600;

/** What the node's owner ran before: the curves have moved, and the GPU is free again. */
const earlier: readonly WorkloadPlan[] = [
  proftester('dcgmproftester-warmup', -5.4 * HOUR, 600),
  {
    kind: 'pod',
    at: -4.8 * HOUR,
    until: -3.1 * HOUR,
    template: {
      namespace: 'default',
      name: 'tf-notebook-first',
      image: 'tensorflow/tensorflow:latest-gpu-jupyter',
      gpus: { 'nvidia.com/gpu': 1 },
      cpu: '1',
      memory: '4Gi',
    },
  },
  proftester('dcgmproftester-memory', -2.6 * HOUR, 420, 1005),
  proftester('dcgmproftester-tensor', -1.2 * HOUR, 900),
];

function proftester(name: string, at: number, seconds: number, field = 1004): WorkloadPlan {
  return {
    kind: 'pod',
    at,
    until: at + seconds + 1200,
    template: {
      namespace: 'default',
      name,
      image: 'nvidia/samples:dcgmproftester-2.0.10-cuda11.0-ubuntu18.04',
      args: ['--no-dcgm-validation', '-t', String(field), '-d', String(seconds)],
      gpus: { 'nvidia.com/gpu': 1 },
      cpu: '500m',
      memory: '1Gi',
    },
  };
}

export const walkthrough: Scenario = {
  name: 'walkthrough',
  description:
    'One node with a Tesla T4 as in the 2021 walk-through: operator 1.5, exporter 2.x, Kubernetes 1.19',
  honorLabels: false,
  scrapeSeconds: 15,
  keepsDashboards: true,
  plan: () => ({
    kubernetesVersion: 'v1.19.9',
    host: {
      osImage: 'Ubuntu 20.04.2 LTS',
      osId: 'ubuntu',
      osVersion: '20.04',
      kernel: '5.4.0-70-generic',
      runtime: 'docker://20.10.5',
      driver: '450.80.02',
      cuda: '11.0',
    },
    operator: 'v1.5.2',
    collectSeconds: 10,
    counters: 'default',
    nodes: [{ name: 'worker-gpu-001', product: 't4', gpus: 1, exporter: '2.x', cores: 16, memoryGi: 64 }],
    workloads: earlier,
    faults: [],
  }),
};
