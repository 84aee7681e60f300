import type { NodePlan, PodTemplate, WorkloadPlan } from '../simulation/plan.ts';
import { fleetPlan } from './fleet.ts';
import type { Scenario } from './scenario.ts';

const namespace = 'research';
const watching = 'monitoring';
const size = { cores: 64, memoryGi: 512 } as const;

const nodes: readonly NodePlan[] = [
  { name: 'gpu-claimed', product: 'h100', gpus: 8, exporter: '2026', byClaim: true, ...size },
  { name: 'gpu-counted', product: 'l4', gpus: 2, exporter: '2026', ...size },
  {
    name: 'gpu-split',
    product: 'h100',
    gpus: 2,
    exporter: '2026',
    byClaim: true,
    mig: { 0: ['3g.40gb', '2g.20gb', '1g.10gb', '1g.10gb'] },
    deviceTaints: { 1: [{ key: 'gpu.nvidia.com/xid', value: '48', effect: 'NoSchedule' }] },
    ...size,
  },
];

const SMALL = { deviceClass: 'mig.nvidia.com', count: 1, profile: '1g.10gb' } as const;
const MIDDLE = { deviceClass: 'mig.nvidia.com', count: 1, profile: '2g.20gb' } as const;

/** It looks at all GPUs of a node and takes none. */
const watcher: WorkloadPlan = {
  kind: 'pod',
  at: -600,
  template: {
    namespace: watching,
    name: 'device-watch',
    image: 'registry.example.com/device-watch:1.4',
    command: ['device-watch'],
    claims: { gpus: { template: 'all-gpus' } },
    nodeSelector: { 'kubernetes.io/hostname': 'gpu-claimed' },
  },
};

function pod(name: string, asks: Pick<PodTemplate, 'gpus' | 'claims'>): WorkloadPlan {
  const image = 'nvcr.io/nvidia/pytorch:25.10-py3';
  const command = ['torchrun', 'train.py'];
  const template = { namespace, name, image, command, args: ['--max-time=48h'], ...asks };
  return { kind: 'pod', at: -600, template };
}

/** Four of the eight GPUs are given away, so that one pod waits; another takes a part of a GPU, since it cannot have eight. */
const workloads: readonly WorkloadPlan[] = [
  pod('one-claimed', { claims: { gpu: { template: 'one-gpu' } } }),
  pod('two-claimed', { claims: { gpus: { template: 'two-gpus' } } }),
  pod('sharing-a', { claims: { gpu: { claim: 'shared-gpu' } } }),
  pod('sharing-b', { claims: { gpu: { claim: 'shared-gpu' } } }),
  pod('one-counted', { gpus: { 'nvidia.com/gpu': 1 } }),
  pod('part-claimed', { claims: { gpu: { template: 'small-gpu' } } }),
  pod('takes-what-is-there', { claims: { gpu: { template: 'eight-or-part' } } }),
  watcher,
  pod('wants-eight', { claims: { gpus: { template: 'eight-gpus' } } }),
];

export const dra: Scenario = {
  name: 'dra',
  description:
    'Dynamic resource allocation: nodes whose GPUs are handed out by ResourceClaims alone, whole and in parts',
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
        { namespace, name: 'one-gpu', asks: [{ count: 1 }] },
        { namespace, name: 'two-gpus', asks: [{ count: 2 }] },
        { namespace, name: 'eight-gpus', asks: [{ count: 8 }] },
        { namespace, name: 'small-gpu', asks: [SMALL] },
        { namespace, name: 'eight-or-part', asks: [{ count: 8 }, MIDDLE] },
        { namespace: watching, name: 'all-gpus', asks: [{}], admin: true },
      ],
      claims: [
        { namespace, name: 'shared-gpu', asks: [{ count: 1 }] },
        { namespace, name: 'left-behind', asks: [SMALL], leftBy: { node: 'gpu-split', pod: 'notebook-0' } },
      ],
    },
  }),
};
