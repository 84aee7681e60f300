import type { NodePlan, PodTemplate, WorkloadPlan } from '../simulation/plan.ts';
import { fleetPlan } from './fleet.ts';
import type { Scenario } from './scenario.ts';

const size = { cores: 64, memoryGi: 512 } as const;
const HAMI = { pool: 'hami' } as const;
const KAI = { pool: 'kai' } as const;

/** Two nodes whose cards HAMi deals out, and one on which KAI lets pods share a GPU. */
const nodes: readonly NodePlan[] = [
  ...(['gpu-hami-a', 'gpu-hami-b'] as const).map(
    (name, index): NodePlan => ({
      name,
      product: 'l40s',
      gpus: 2 - index,
      exporter: '4.x',
      replicas: 10,
      sharedBy: 'hami',
      labels: { ...HAMI, gpu: 'on' },
      ...size,
    }),
  ),
  { name: 'gpu-kai-a', product: 'a100x80', gpus: 2, exporter: '4.x', labels: KAI, ...size },
];

type Requested = Pick<PodTemplate, 'gpus' | 'annotations' | 'scheduler' | 'nodeSelector' | 'labels'>;

function pod(namespace: string, name: string, requested: Requested, minutesAgo: number): WorkloadPlan {
  const image = 'vllm/vllm-openai:v0.6.4';
  const template = { namespace, name, image, args: ['serve'], cpu: '2', memory: '8Gi', ...requested };
  return { kind: 'pod', at: -60 * minutesAgo, template };
}

const card = (memoryMiB: number, cores: number): Requested => ({
  gpus: { 'nvidia.com/gpu': 1, 'nvidia.com/gpumem': memoryMiB, 'nvidia.com/gpucores': cores },
  scheduler: 'hami-scheduler',
  nodeSelector: HAMI,
});

const queue = { 'kai.scheduler/queue': 'team-a' };

const part = (fraction: string): Requested => ({
  annotations: { 'gpu-fraction': fraction },
  scheduler: 'kai-scheduler',
  nodeSelector: KAI,
  labels: queue,
});

const whole = (count: number): Requested => ({
  gpus: { 'nvidia.com/gpu': count },
  scheduler: 'kai-scheduler',
  nodeSelector: KAI,
  labels: queue,
});

const workloads: readonly WorkloadPlan[] = [
  pod('ml', 'chat-0', card(20_000, 30), 150),
  pod('ml', 'chat-1', card(20_000, 30), 149),
  pod('ml', 'embed-0', card(12_000, 20), 148),
  pod('ml', 'rank-0', { ...card(24_000, 50), nodeSelector: { 'kubernetes.io/hostname': 'gpu-hami-b' } }, 147),
  // No card has so much memory left.
  pod('ml', 'vllm-0', card(40_000, 50), 50),
  pod('team-a', 'infer-0', part('0.1'), 150),
  pod('team-a', 'infer-1', part('0.5'), 149),
  pod('team-a', 'tune-0', whole(1), 148),
  // Of the shared GPU less is left, and no other is free.
  pod('team-a', 'infer-2', part('0.6'), 50),
  pod('team-a', 'train-0', whole(8), 50),
];

export const fractions: Scenario = {
  name: 'fractions',
  description:
    'Parts of GPUs from two schedulers: HAMi’s memory and cores, KAI’s fractions; one pod of each waits',
  honorLabels: false,
  scrapeSeconds: 15,
  plan: () => ({
    ...fleetPlan,
    counters: 'default',
    schedulers: ['hami-scheduler', 'kai-scheduler'],
    nodes,
    workloads,
    faults: [],
  }),
};
