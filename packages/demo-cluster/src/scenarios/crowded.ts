import type { NodePlan, PodTemplate, WorkloadPlan } from '../simulation/plan.ts';
import { fleet } from './fleet.ts';
import type { Scenario } from './scenario.ts';

const HOUR = 3600;
const PYTORCH = 'nvcr.io/nvidia/pytorch:24.10-py3';
const HELD = ['crowd-a', 'crowd-b', 'crowd-c', 'crowd-d'] as const;

const machine = { product: 'a100x80', gpus: 4, exporter: '4.x', cores: 64, memoryGi: 512 } as const;

const nodes: readonly NodePlan[] = [
  ...HELD.map((name) => ({ name, ...machine })),
  {
    name: 'crowd-research',
    ...machine,
    labels: { pool: 'research' },
    taints: [{ key: 'dedicated', value: 'research', effect: 'NoSchedule' }],
  },
  { name: 'crowd-repair', ...machine, labels: { pool: 'repair' }, cordoned: true },
  { name: 'crowd-mig', ...machine, gpus: 1, mig: { 0: ['3g.40gb', '2g.20gb', '1g.10gb', '1g.10gb'] } },
];

interface More extends Partial<PodTemplate> {
  readonly at?: number;
  readonly resource?: string;
}

function pod(namespace: string, name: string, count: number, more: More = {}): WorkloadPlan {
  const { at = -0.6 * HOUR, resource = 'nvidia.com/gpu', ...own } = more;
  const template = {
    namespace,
    name,
    image: PYTORCH,
    command: ['torchrun', 'train.py', '--max-time=240h'],
    gpus: { [resource]: count },
    cpu: String(4 * count),
    memory: `${32 * count}Gi`,
    ...own,
  };
  return { kind: 'pod', at, template };
}

const on = (node: string) => ({ 'kubernetes.io/hostname': node });
const gang = { 'scheduling.x-k8s.io/pod-group': 'bert' };
const idle = ['sleep', 'infinity'];

/** Three of the four GPUs of each open node, so that one is free on each. */
const holders: readonly WorkloadPlan[] = [
  pod('nlp', 'bert-worker-0', 3, { at: -2 * HOUR, nodeSelector: on('crowd-a'), labels: gang }),
  pod('vision', 'annotate', 2, { at: -1.8 * HOUR, nodeSelector: on('crowd-b'), command: idle }),
  pod('nlp', 'eval', 1, { at: -1.5 * HOUR, nodeSelector: on('crowd-b') }),
  pod('vision', 'detector', 3, { at: -1.2 * HOUR, nodeSelector: on('crowd-c') }),
  pod('recsys', 'ranker', 3, { at: -HOUR, nodeSelector: on('crowd-d'), priority: 1000 }),
];

/** Pods that wait, each for a reason of its own. */
const waiting: readonly WorkloadPlan[] = [
  pod('nlp', 'needs-four', 4),
  pod('nlp', 'bert-worker-1', 3, { labels: gang }),
  pod('nlp', 'bert-worker-2', 3, { labels: gang }),
  pod('vision', 'needs-eight', 8),
  pod('vision', 'needs-toleration', 2, { nodeSelector: { pool: 'research' } }),
  pod('vision', 'needs-repaired-node', 1, {
    affinity: [{ key: 'pool', operator: 'In', values: ['repair'] }],
  }),
  pod('recsys', 'needs-hopper', 1, {
    affinity: [
      { key: 'nvidia.com/gpu.compute.major', operator: 'Gt', values: ['8'] },
      { key: 'nvidia.com/gpu.present', operator: 'Exists' },
    ],
  }),
  pod('recsys', 'needs-cores', 1, { cpu: '61' }),
  pod('recsys', 'needs-slice', 1, { resource: 'nvidia.com/mig-7g.80gb' }),
  pod('nlp', 'waits-for-quota', 1, {
    gates: ['kueue.x-k8s.io/admission'],
    labels: { 'kueue.x-k8s.io/queue-name': 'nlp' },
  }),
];

export const crowded: Scenario = {
  name: 'crowded',
  description: 'Seven nodes with too little room: pods that wait, each for a reason of its own',
  honorLabels: false,
  scrapeSeconds: 15,
  plan: () => ({ ...fleet.plan({}), nodes, workloads: [...holders, ...waiting], faults: [] }),
};
