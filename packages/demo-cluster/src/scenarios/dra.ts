import type { NodePlan, PodTemplate, WorkloadPlan } from '../simulation/plan.ts';
import { fleetPlan } from './fleet.ts';
import type { Scenario } from './scenario.ts';

const namespace = 'research';
const size = { cores: 64, memoryGi: 512 } as const;

const nodes: readonly NodePlan[] = [
  { name: 'gpu-claimed', product: 'h100', gpus: 8, exporter: '2026', byClaim: true, ...size },
  { name: 'gpu-counted', product: 'l4', gpus: 2, exporter: '2026', ...size },
];

function pod(name: string, asks: Pick<PodTemplate, 'gpus' | 'claims'>): WorkloadPlan {
  const image = 'nvcr.io/nvidia/pytorch:25.10-py3';
  const command = ['torchrun', 'train.py'];
  const template = { namespace, name, image, command, args: ['--max-time=48h'], ...asks };
  return { kind: 'pod', at: -600, template };
}

/** Four of the eight GPUs are given away, so that the last pod waits. */
const workloads: readonly WorkloadPlan[] = [
  pod('one-claimed', { claims: { gpu: { template: 'one-gpu' } } }),
  pod('two-claimed', { claims: { gpus: { template: 'two-gpus' } } }),
  pod('sharing-a', { claims: { gpu: { claim: 'shared-gpu' } } }),
  pod('sharing-b', { claims: { gpu: { claim: 'shared-gpu' } } }),
  pod('one-counted', { gpus: { 'nvidia.com/gpu': 1 } }),
  pod('wants-eight', { claims: { gpus: { template: 'eight-gpus' } } }),
];

export const dra: Scenario = {
  name: 'dra',
  description: 'Dynamic resource allocation: a node whose GPUs are handed out by ResourceClaims alone',
  honorLabels: false,
  scrapeSeconds: 15,
  plan: () => ({
    ...fleetPlan,
    kubernetesVersion: 'v1.34.2',
    counters: 'default',
    nodes,
    workloads,
    faults: [],
    claims: {
      apiVersion: 'v1',
      templates: [
        { namespace, name: 'one-gpu', count: 1 },
        { namespace, name: 'two-gpus', count: 2 },
        { namespace, name: 'eight-gpus', count: 8 },
      ],
      claims: [{ namespace, name: 'shared-gpu', count: 1 }],
    },
  }),
};
