import type { NodePlan, PodTemplate, WorkloadPlan } from '../simulation/plan.ts';
import { fleet } from './fleet.ts';
import type { Scenario } from './scenario.ts';

const small = { cores: 64, memoryGi: 512 } as const;

const SEVEN = Array.from({ length: 7 }, () => '1g.10gb');
const MIXED = ['3g.40gb', '2g.20gb', '1g.10gb', '1g.10gb'];

/** Each node hands out its GPUs in another way; the last two have none of NVIDIA's. */
const nodes: readonly NodePlan[] = [
  { name: 'gpu-sliced', product: 'l40s', gpus: 8, exporter: '2026', replicas: 4, ...small },
  {
    name: 'gpu-renamed',
    product: 'l4',
    gpus: 2,
    exporter: '4.x',
    replicas: 4,
    renamesShared: true,
    ...small,
  },
  { name: 'gpu-mps', product: 'a100x40', gpus: 2, exporter: '4.x', replicas: 2, sharedBy: 'mps', ...small },
  {
    name: 'gpu-mig-single',
    product: 'a100x80',
    gpus: 2,
    exporter: '4.x',
    mig: { 0: SEVEN, 1: SEVEN },
    migStrategy: 'single',
    ...small,
  },
  {
    name: 'gpu-mig-mixed',
    product: 'a100x80',
    gpus: 2,
    exporter: '4.x',
    mig: { 0: MIXED, 1: MIXED },
    ...small,
  },
  { name: 'gpu-hami', product: 't4', gpus: 4, exporter: '4.x', replicas: 10, sharedBy: 'hami', ...small },
  {
    name: 'gpu-volcano',
    product: 't4',
    gpus: 2,
    exporter: '4.x',
    replicas: 10,
    sharedBy: 'volcano',
    ...small,
  },
  {
    name: 'amd-mi300x',
    gpus: 0,
    devices: { 'amd.com/gpu': 8 },
    labels: {
      'feature.node.kubernetes.io/amd-gpu': 'true',
      'amd.com/gpu.product-name': 'AMD_Instinct_MI300X_OAM',
      'amd.com/gpu.vram': '192G',
    },
    ...small,
  },
  {
    name: 'intel-flex',
    gpus: 0,
    devices: { 'gpu.intel.com/i915': 3, 'gpu.intel.com/i915_monitoring': 1 },
    labels: { 'intel.feature.node.kubernetes.io/gpu': 'true', 'gpu.intel.com/product': 'Flex_170' },
    ...small,
  },
];

function deployment(
  node: string,
  replicas: number,
  gpus: PodTemplate['gpus'],
  app: Pick<PodTemplate, 'name' | 'image'> = { name: 'chat-server', image: 'vllm/vllm-openai:v0.6.4' },
): WorkloadPlan {
  const { name, image } = app;
  const nodeSelector = { 'kubernetes.io/hostname': node };
  const template = {
    namespace: 'serving',
    name: `${name}-${node}`,
    image,
    ...(gpus && { gpus }),
    nodeSelector,
  };
  return {
    kind: 'deployment',
    replicas,
    template: { ...template, args: ['serve'], cpu: '1', memory: '4Gi' },
  };
}

const workloads: readonly WorkloadPlan[] = [
  deployment('gpu-sliced', 12, { 'nvidia.com/gpu': 1 }),
  deployment('gpu-renamed', 3, { 'nvidia.com/gpu.shared': 1 }),
  deployment('gpu-mps', 3, { 'nvidia.com/gpu': 1 }),
  deployment('gpu-mig-single', 5, { 'nvidia.com/gpu': 1 }),
  deployment('gpu-mig-mixed', 1, { 'nvidia.com/mig-3g.40gb': 1 }),
  deployment(
    'gpu-mig-mixed',
    2,
    { 'nvidia.com/mig-1g.10gb': 1 },
    { name: 'embedder', image: 'triton:24.10' },
  ),
  deployment('gpu-hami', 6, { 'nvidia.com/gpu': 1, 'nvidia.com/gpumem': 3000, 'nvidia.com/gpucores': 20 }),
  deployment('gpu-volcano', 4, {
    'volcano.sh/vgpu-number': 1,
    'volcano.sh/vgpu-memory': 3000,
    'volcano.sh/vgpu-cores': 30,
  }),
  deployment('amd-mi300x', 1, { 'amd.com/gpu': 4 }),
  deployment('intel-flex', 2, { 'gpu.intel.com/i915': 1 }),
];

export const sharing: Scenario = {
  name: 'sharing',
  description: 'GPUs in parts: time-slicing, MPS, MIG, HAMi, Volcano; and GPUs of AMD and Intel',
  honorLabels: false,
  scrapeSeconds: 15,
  gpuResources: ['amd.com/gpu', 'gpu.intel.com/*', 'volcano.sh/vgpu-*'],
  plan: () => ({
    ...fleet.plan({}),
    counters: 'default',
    nodes,
    workloads,
    faults: [],
    operatorMetrics: false,
  }),
};
