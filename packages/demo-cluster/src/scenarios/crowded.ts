import type { NodePlan, PodTemplate, WorkloadPlan } from '../simulation/plan.ts';
import { fleet, fleetPlan } from './fleet.ts';
import type { Scenario } from './scenario.ts';

const HOUR = 3600;
const PYTORCH = 'nvcr.io/nvidia/pytorch:24.10-py3';

const RESEARCH = { key: 'dedicated', value: 'research', effect: 'NoSchedule' } as const;
const four = { product: 'a100x40', gpus: 4, exporter: '4.x', cores: 64, memoryGi: 512 } as const;

const nodes: readonly NodePlan[] = [
  { name: 'shard-01', ...four },
  { name: 'shard-02', ...four },
  { name: 'shard-03', ...four },
  { name: 'research-01', ...four, taints: [RESEARCH], labels: { pool: 'research' } },
  { name: 'drained-01', ...four, cordoned: true },
];

function training(
  namespace: string,
  name: string,
  gpus: number,
  more: Partial<PodTemplate> = {},
): PodTemplate {
  return {
    namespace,
    name,
    image: PYTORCH,
    command: ['torchrun', `--nproc-per-node=${gpus}`, 'train.py', '--max-time=168h'],
    gpus: { 'nvidia.com/gpu': gpus },
    cpu: String(4 * gpus),
    memory: `${32 * gpus}Gi`,
    ...more,
  };
}

function pod(hours: number, template: PodTemplate): WorkloadPlan {
  return { kind: 'pod', at: hours * HOUR, template };
}

const onNode = (name: string) => ({ nodeSelector: { 'kubernetes.io/hostname': name } });

/** Two of four GPUs on each node: six are free in all, and never four on one. */
const holders: readonly WorkloadPlan[] = [
  pod(-1.8, training('vision', 'debug-shell', 2, { command: ['sleep', 'infinity'], ...onNode('shard-01') })),
  pod(-1.7, training('nlp', 'finetune', 2, onNode('shard-02'))),
  pod(-1.6, training('recsys', 'ranker-train', 2, onNode('shard-03'))),
];

/** Three that mean to start together. The default scheduler knows nothing of groups: it places the one for which there is room. */
const gang: readonly WorkloadPlan[] = [0, 1, 2].map((index) =>
  pod(
    -1 - index / 1000,
    training('research', `ablation-${index}`, 3, {
      labels: { 'scheduling.x-k8s.io/pod-group': 'ablation' },
      nodeSelector: { pool: 'research' },
      tolerations: [{ key: RESEARCH.key, operator: 'Exists', effect: RESEARCH.effect }],
    }),
  ),
);

/** Each waits for a reason of its own. */
const waiting: readonly WorkloadPlan[] = [
  pod(-0.9, training('nlp', 'wide-train', 4)),
  pod(-0.7, training('vision', 'needs-research-pool', 1, { nodeSelector: { pool: 'research' } })),
  pod(
    -0.6,
    training('nlp', 'long-context', 1, {
      affinity: [{ key: 'nvidia.com/gpu.memory', operator: 'Gt', values: ['60000'] }],
    }),
  ),
  pod(
    -0.5,
    training('recsys', 'queued-train', 2, {
      labels: { 'kueue.x-k8s.io/queue-name': 'recsys' },
      gates: ['kueue.x-k8s.io/admission'],
    }),
  ),
];

export const crowded: Scenario = {
  ...fleet,
  name: 'crowded',
  description:
    'Pods that wait, each for a reason of its own: fragmentation, a taint, affinity, a group, a gate',
  plan: () => ({
    ...fleetPlan,
    nodes,
    workloads: [...holders, ...gang, ...waiting],
    faults: [],
  }),
};
