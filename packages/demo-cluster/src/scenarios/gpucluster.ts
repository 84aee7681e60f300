import { GPU_CLUSTER_TEMPLATES } from '../simulation/gpuCluster.ts';
import type { NodePlan, PodTemplate, WorkloadPlan } from '../simulation/plan.ts';
import { fleetPlan } from './fleet.ts';
import type { Scenario } from './scenario.ts';

const namespace = 'research';
const size = { cores: 128, memoryGi: 1024 } as const;

const nodes: readonly NodePlan[] = [
  { name: 'gpu-h100-01', product: 'h100', gpus: 8, exporter: '2026', byClaim: true, ...size },
  { name: 'gpu-h100-02', product: 'h100', gpus: 8, exporter: '2026', byClaim: true, ...size },
  { name: 'gpu-l40s-01', product: 'l40s', gpus: 4, exporter: '2026', byClaim: true, ...size },
  {
    name: 'gpu-h100-split',
    product: 'h100',
    gpus: 4,
    exporter: '2026',
    byClaim: true,
    mig: { 0: ['3g.40gb', '2g.20gb', '1g.10gb', '1g.10gb'] },
    deviceTaints: { 1: [{ key: 'gpu.nvidia.com/xid', value: '48', effect: 'NoSchedule' }] },
    ...size,
  },
];

function pod(name: string, claims: PodTemplate['claims']): WorkloadPlan {
  const image = 'nvcr.io/nvidia/pytorch:26.06-py3';
  const command = ['torchrun', 'train.py'];
  const template = { namespace, name, image, command, args: ['--max-time=48h'], ...(claims && { claims }) };
  return { kind: 'pod', at: -900, template };
}

/** Ten of the GPUs are claimed, one of them by two pods, and a part of another; the last pod wants more than a node has left. */
const workloads: readonly WorkloadPlan[] = [
  pod('train-a', { gpus: { template: 'four-gpus' } }),
  pod('train-b', { gpus: { template: 'four-gpus' } }),
  pod('serve-a', { gpu: { template: 'one-gpu' } }),
  pod('share-a', { gpu: { claim: 'shared-gpu' } }),
  pod('share-b', { gpu: { claim: 'shared-gpu' } }),
  pod('part-a', { gpu: { template: 'small-gpu' } }),
  pod('wants-eight', { gpus: { template: 'eight-gpus' } }),
];

export const gpucluster: Scenario = {
  name: 'gpucluster',
  description:
    'GPU Operator 26.7 with a GPUCluster: no device plugin, GPUs by claim alone, whole and in parts, a ComputeDomain',
  honorLabels: false,
  scrapeSeconds: 15,
  plan: () => ({
    ...fleetPlan,
    kubernetesVersion: 'v1.35.2',
    host: {
      osImage: 'Ubuntu 24.04.4 LTS',
      osId: 'ubuntu',
      osVersion: '24.04',
      kernel: '6.8.0-101-generic',
      runtime: 'containerd://2.2.1',
      driver: '595.71.05',
      cuda: '13.2',
    },
    operator: 'v26.7.0',
    counters: 'default',
    nodes,
    workloads,
    faults: [],
    claims: {
      apiVersion: 'v1',
      templates: [
        { namespace, name: 'one-gpu', asks: [{ count: 1 }] },
        { namespace, name: 'four-gpus', asks: [{ count: 4 }] },
        { namespace, name: 'eight-gpus', asks: [{ count: 8 }] },
        {
          namespace,
          name: 'small-gpu',
          asks: [{ deviceClass: 'mig.nvidia.com', count: 1, profile: '1g.10gb' }],
        },
        ...GPU_CLUSTER_TEMPLATES,
      ],
      claims: [{ namespace, name: 'shared-gpu', asks: [{ count: 1 }] }],
    },
    computeDomains: [{ namespace, name: 'training', numNodes: 2, nodes: ['gpu-h100-01', 'gpu-h100-02'] }],
  }),
};
