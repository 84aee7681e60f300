import type { NodePlan, WorkloadPlan } from '../simulation/plan.ts';
import { fleetPlan } from './fleet.ts';
import type { Scenario } from './scenario.ts';

/** Every node has an address range of its own in one loopback network, and the last ones are left to others. */
const MAX_NODES = 250;

export const scale: Scenario = {
  name: 'scale',
  description: 'Many nodes of eight GPUs each (--nodes, 128 unless told), with few metrics',
  honorLabels: false,
  scrapeSeconds: 30,
  plan: ({ nodes = 128 }) => {
    if (nodes < 1 || nodes > MAX_NODES) {
      throw new RangeError(`--nodes ${nodes} is out of range: give a number from 1 to ${MAX_NODES}`);
    }
    return {
      ...fleetPlan,
      collectSeconds: 30,
      counters: 'few',
      nodes: Array.from({ length: nodes }, (_, index) => node(index)),
      workloads: workloads(nodes),
      faults: [
        { kind: 'lost-gpu', at: -5000, node: 'gpu-0001', gpu: 3 },
        { kind: 'exporter-down', at: -1500, node: 'gpu-0002' },
      ],
    };
  },
};

function node(index: number): NodePlan {
  const name = `gpu-${String(index + 1).padStart(4, '0')}`;
  const isHopper = index % 4 !== 3;
  return {
    name,
    product: isHopper ? 'h100' : 'a100x80',
    gpus: 8,
    exporter: '4.x',
    cores: 192,
    memoryGi: 2048,
  };
}

/** Enough of each kind for about four fifths of the GPUs. */
function workloads(nodes: number): WorkloadPlan[] {
  const image = 'nvcr.io/nvidia/pytorch:24.10-py3';
  const job = (namespace: string, name: string, gpus: number, parallel: number): WorkloadPlan => ({
    kind: 'jobs',
    parallel,
    minutes: [60, 240],
    pauseMinutes: [2, 20],
    template: {
      namespace,
      name,
      image,
      command: ['torchrun', 'train.py'],
      gpus: { 'nvidia.com/gpu': gpus },
      cpu: String(6 * gpus),
      memory: `${48 * gpus}Gi`,
    },
  });
  return [
    job('nlp', 'llm-pretrain', 8, Math.ceil(nodes / 3)),
    job('vision', 'detector-train', 4, Math.ceil(nodes / 3)),
    job('recsys', 'ranker-train', 2, Math.ceil(nodes / 3)),
    {
      kind: 'deployment',
      replicas: nodes,
      template: {
        namespace: 'serving',
        name: 'chat-server',
        image: 'vllm/vllm-openai:v0.6.4',
        args: ['serve'],
        gpus: { 'nvidia.com/gpu': 1 },
      },
    },
  ];
}
