import type { PodTemplate, WorkloadPlan } from '../simulation/plan.ts';

const HOUR = 3600;
const PYTORCH = 'nvcr.io/nvidia/pytorch:24.10-py3';
const VLLM = 'vllm/vllm-openai:v0.6.4';
const JUPYTER = 'quay.io/jupyter/pytorch-notebook:cuda12-2024-11-04';

const on = (product: string) => ({ 'nvidia.com/gpu.product': product });
const H100 = on('NVIDIA-H100-80GB-HBM3');
const A100 = on('NVIDIA-A100-SXM4-80GB');
const A100_40 = on('NVIDIA-A100-SXM4-40GB');
const L40S = on('NVIDIA-L40S');
const L4 = on('NVIDIA-L4-SHARED');
const V100 = on('Tesla-V100-SXM2-32GB');
const T4 = on('Tesla-T4');

function gpus(count: number, resource = 'nvidia.com/gpu') {
  return { [resource]: count };
}

function training(
  namespace: string,
  name: string,
  count: number,
  nodeSelector: Record<string, string>,
): PodTemplate {
  const command = ['torchrun', `--nproc-per-node=${count}`, 'train.py'];
  const perGpu = { cpu: String(6 * count), memory: `${48 * count}Gi` };
  return { namespace, name, image: PYTORCH, command, gpus: gpus(count), nodeSelector, ...perGpu };
}

function serving(
  namespace: string,
  name: string,
  resource: string,
  nodeSelector?: Record<string, string>,
): PodTemplate {
  const args = ['serve', `/models/${name}`];
  return {
    namespace,
    name,
    image: VLLM,
    args,
    gpus: gpus(1, resource),
    ...(nodeSelector && { nodeSelector }),
  };
}

function notebook(
  namespace: string,
  name: string,
  resource: string,
  nodeSelector?: Record<string, string>,
): PodTemplate {
  const command = ['start-notebook.py'];
  return {
    namespace,
    name,
    image: JUPYTER,
    command,
    ports: [{ name: 'notebook-port', containerPort: 8888 }],
    gpus: gpus(1, resource),
    ...(nodeSelector && { nodeSelector }),
  };
}

const jobs: readonly WorkloadPlan[] = [
  {
    kind: 'jobs',
    template: training('nlp', 'llm-pretrain', 8, H100),
    parallel: 1,
    minutes: [150, 260],
    pauseMinutes: [3, 8],
  },
  {
    kind: 'jobs',
    template: training('nlp', 'llm-finetune', 4, H100),
    parallel: 1,
    minutes: [45, 110],
    pauseMinutes: [2, 12],
  },
  {
    kind: 'jobs',
    template: {
      ...training('research', 'moe-ablation', 4, { pool: 'research' }),
      tolerations: [{ key: 'dedicated', operator: 'Exists', effect: 'NoSchedule' }],
    },
    parallel: 1,
    minutes: [30, 75],
    pauseMinutes: [4, 20],
  },
  {
    kind: 'jobs',
    template: training('vision', 'detector-train', 2, A100),
    parallel: 3,
    minutes: [40, 120],
    pauseMinutes: [2, 15],
  },
  {
    kind: 'jobs',
    template: training('recsys', 'ranker-train', 2, A100_40),
    parallel: 2,
    minutes: [25, 70],
    pauseMinutes: [5, 25],
  },
  {
    kind: 'jobs',
    template: training('vision', 'segmentation-train', 1, V100),
    parallel: 5,
    minutes: [20, 90],
    pauseMinutes: [3, 30],
  },
];

const services: readonly WorkloadPlan[] = [
  { kind: 'deployment', replicas: 3, template: serving('serving', 'chat-server', 'nvidia.com/gpu', L40S) },
  { kind: 'deployment', replicas: 6, template: serving('serving', 'embedding-server', 'nvidia.com/gpu', L4) },
  { kind: 'deployment', replicas: 2, template: serving('recsys', 'ranker-server', 'nvidia.com/mig-2g.20gb') },
  { kind: 'deployment', replicas: 1, template: serving('vision', 'ocr-server', 'nvidia.com/gpu', T4) },
];

const notebooks: readonly WorkloadPlan[] = [
  {
    kind: 'notebook',
    template: notebook('vision', 'lab-notebook', 'nvidia.com/mig-3g.40gb'),
    openMinutes: [90, 240],
    closedMinutes: [5, 30],
    service: 'NodePort',
  },
  {
    kind: 'notebook',
    template: notebook('nlp', 'eval-notebook', 'nvidia.com/mig-1g.10gb'),
    openMinutes: [60, 200],
    closedMinutes: [5, 40],
    service: 'ClusterIP',
  },
  {
    kind: 'notebook',
    template: notebook('recsys', 'explore-notebook', 'nvidia.com/mig-1g.10gb'),
    openMinutes: [60, 200],
    closedMinutes: [5, 40],
    service: 'NodePort',
  },
  {
    kind: 'notebook',
    template: notebook('research', 'probe-notebook', 'nvidia.com/gpu', V100),
    openMinutes: [80, 180],
    closedMinutes: [10, 60],
    service: 'NodePort',
  },
];

/** Pods that hold GPUs and do nothing with them. */
const holders: readonly WorkloadPlan[] = [
  {
    kind: 'pod',
    at: -5.6 * HOUR,
    template: {
      namespace: 'vision',
      name: 'debug-shell',
      image: PYTORCH,
      command: ['sleep', 'infinity'],
      gpus: gpus(1),
      nodeSelector: A100,
    },
  },
  {
    kind: 'pod',
    at: -4.2 * HOUR,
    template: {
      namespace: 'nlp',
      name: 'warm-spare',
      image: PYTORCH,
      command: ['sleep', 'infinity'],
      gpus: gpus(2),
      nodeSelector: H100,
    },
  },
];

/** Pods that fit nowhere, each for a reason of its own. */
const pending: readonly WorkloadPlan[] = [
  { kind: 'pod', at: -1.4 * HOUR, template: training('nlp', 'giant-pretrain', 16, {}) },
  {
    kind: 'pod',
    at: -0.8 * HOUR,
    template: training('vision', 'needs-research-pool', 2, { pool: 'research' }),
  },
  { kind: 'pod', at: -0.5 * HOUR, template: training('recsys', 'wants-b200', 1, on('NVIDIA-B200')) },
];

export const fleetWorkloads: readonly WorkloadPlan[] = [
  ...jobs,
  ...services,
  ...notebooks,
  ...holders,
  ...pending,
];
