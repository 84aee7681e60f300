import { DoctorReport, GpuList, NodeList, PodUsageList } from '@gpu-console/shared/contract';
import { expect, it } from 'vitest';
import { consoleOf } from '../testing/fieldCase.ts';

const API = '/api/v1/clusters/default';
const MINUTES = 40;

const node = (gpus: number, labels = '', resource = 'nvidia.com/gpu') => `
---
kind: Node
metadata: { name: gpu-node-a, labels: { kubernetes.io/hostname: gpu-node-a${labels} } }
status:
  addresses: [{ type: InternalIP, address: 192.0.2.7 }]
  capacity: { ${resource}: "${gpus}" }
  allocatable: { ${resource}: "${gpus}" }
`;
const pod = (name: string, resource = 'nvidia.com/gpu') => `
---
kind: Pod
metadata: { name: ${name}, namespace: ml }
spec: { nodeName: gpu-node-a, containers: [{ name: app, resources: { limits: { ${resource}: "1" } } }] }
status: { phase: Running }
`;
const gpu = (index: number, labels = '', value = 50, field = 'DCGM_FI_DEV_GPU_UTIL') =>
  `${field}{gpu="${index}",UUID="GPU-${index}",modelName="NVIDIA A30",Hostname="gpu-node-a"${labels}} ${value}`;
const ofPod = (name: string) => `,namespace="ml",pod="${name}",container="app"`;
const MIG = ',GPU_I_ID="3",GPU_I_PROFILE="1g.6gb"';
const GR_ENGINE = 'DCGM_FI_PROF_GR_ENGINE_ACTIVE';
const GKE = [
  'gke-accelerator: nvidia-tesla-t4',
  'gke-gpu-sharing-strategy: mps',
  'gke-max-shared-clients-per-gpu: "3"',
]
  .map((label) => `, cloud.google.com/${label}`)
  .join('');

interface Sibling {
  readonly objects: string;
  readonly lines: readonly string[];
  readonly boards: number;
  readonly allocated: number;
  /** GPU-hours of 40 minutes, by pod. */
  readonly usage?: Readonly<Record<string, number>>;
  /** Nodes of GPUs that are not this cluster's. */
  readonly elsewhere?: readonly string[];
  /** What the checks of devices and metrics find. */
  readonly findings?: readonly string[];
}

const CHECKS = ['devices-reported', 'gfd-labels', 'metrics-pods', 'metrics-foreign', 'metrics-profiling'];

const SIBLINGS: Readonly<Record<string, Sibling>> = {
  'two exporters of one node, of which one names no pods': {
    objects: node(1) + pod('a'),
    lines: [
      gpu(0, ',instance="192.0.2.7:9400",job="x",exported_namespace="ml",exported_pod="a"'),
      gpu(0, ',instance="192.0.2.7:9401",job="bare"'),
    ],
    boards: 1,
    allocated: 1,
    usage: { a: 2 / 3 },
  },
  'an exporter of 1.x with the old labels': {
    objects: node(1) + pod('a'),
    lines: [
      'dcgm_gpu_utilization{gpu="0",uuid="GPU-0",pod_name="a",pod_namespace="ml",container_name="app",instance="192.0.2.7:9400"} 70',
    ],
    boards: 1,
    allocated: 1,
    usage: { a: 2 / 3 },
  },
  'labels that count two of three models': {
    objects: node(3, ', nvidia.com/gpu.count: "2", nvidia.com/gpu.product: NVIDIA-A30') + pod('a'),
    lines: [gpu(0, ofPod('a')), gpu(1), gpu(2)],
    boards: 3,
    allocated: 1,
    usage: { a: 2 / 3 },
  },
  'shares under a name of their own': {
    objects:
      node(8, ', nvidia.com/gpu.count: "2", nvidia.com/gpu.replicas: "4"', 'nvidia.com/gpu.shared') +
      pod('a', 'nvidia.com/gpu.shared'),
    lines: [gpu(0, ofPod('a')), gpu(1)],
    boards: 2,
    allocated: 0.25,
    usage: { a: 1 / 6 },
  },
  'GKE’s shares by MPS': {
    objects: node(6, `${GKE}, cloud.google.com/gke-accelerator-count: "2"`) + pod('a'),
    lines: [],
    boards: 2,
    allocated: 1 / 3,
  },
  'one GPU of two whose profiling is stuck': {
    objects: node(2) + pod('a') + pod('b'),
    lines: [
      gpu(0, ofPod('a'), 0.9, GR_ENGINE),
      gpu(0, ofPod('a'), 97),
      gpu(1, ofPod('b'), 0, GR_ENGINE),
      gpu(1, ofPod('b'), 99),
    ],
    boards: 2,
    allocated: 2,
    usage: { a: 2 / 3, b: 2 / 3 },
    findings: ['metrics-profiling stuck GPU-1'],
  },
  'a board that fell off the bus': {
    objects: node(8, ', nvidia.com/gpu.count: "8", nvidia.com/gpu.product: NVIDIA-A30'),
    lines: [0, 1, 2, 3, 4, 5, 6].map((index) => gpu(index)),
    boards: 8,
    allocated: 0,
    findings: ['devices-reported fewer gpu-node-a'],
  },
  'an exporter that only its address places': {
    objects: node(1),
    lines: ['DCGM_FI_DEV_GPU_UTIL{gpu="0",UUID="GPU-0",instance="192.0.2.7:9400",job="dcgm"} 12'],
    boards: 1,
    allocated: 0,
  },
  'DCGM 4.7’s names under older labels': {
    objects: node(1) + pod('a'),
    lines: [
      gpu(0, ofPod('a'), 0.5, 'DCGM_FI_DEV_GPU_UTIL_RATIO'),
      gpu(0, ofPod('a'), 8e9, 'DCGM_FI_DEV_FB_USED_BYTES'),
    ],
    boards: 1,
    allocated: 1,
    usage: { a: 2 / 3 },
  },
  'a host that leaves its domain out, or adds one': {
    objects: node(1) + pod('a'),
    lines: [
      gpu(0, `,exporter="service"${ofPod('a')}`).replace('"gpu-node-a"', '"GPU-NODE-A.example.internal"'),
    ],
    boards: 1,
    allocated: 1,
    usage: { a: 2 / 3 },
  },
  'another cluster’s pod of the same name': {
    objects: node(1) + pod('a'),
    lines: [gpu(0, ofPod('a')), gpu(1, ofPod('a')).replace('"gpu-node-a"', '"gpu-node-z"')],
    boards: 1,
    allocated: 1,
    usage: { a: 2 / 3 },
    findings: ['metrics-foreign nodes '],
    elsewhere: ['gpu-node-z'],
  },
  'an instance beside a whole board': {
    objects: node(0, '', 'nvidia.com/mig-1g.6gb'),
    lines: [gpu(0, MIG, 80, 'DCGM_FI_DEV_POWER_USAGE'), gpu(1, '', 60, 'DCGM_FI_DEV_POWER_USAGE')],
    boards: 2,
    allocated: 0,
  },
};

it.each(Object.entries(SIBLINGS))(
  '%s',
  async (_name, { objects, lines, boards, allocated, usage = {}, findings, elsewhere = [] }) => {
    const console = await consoleOf({ objects, series: lines.join('\n'), minutes: MINUTES });
    const [node] = (await console.read(NodeList, `${API}/nodes`)).items;
    expect(node?.gpuCounts.total).toBe(boards);
    expect(node?.gpuCounts.allocated).toBeCloseTo(allocated, 9);
    const { items: gpus } = await console.read(GpuList, `${API}/gpus`);
    const nodes = new Set(gpus.map((one) => one.node));
    nodes.delete('gpu-node-a');
    expect([...nodes]).toEqual(elsewhere);
    const { items } = await console.read(PodUsageList, `${API}/usage`);
    expect(items.map(({ pod }) => pod).sort()).toEqual(Object.keys(usage).sort());
    // A reading more or less: the first sample may stand on one, or between two.
    for (const { pod, gpuHours } of items) expect(gpuHours).toBeCloseTo(usage[pod] ?? 0, 1);
    const { results } = await console.read(DoctorReport, `${API}/doctor`);
    const found = results.filter(({ check, verdict }) => CHECKS.includes(check) && /fail|warn/.test(verdict));
    expect(found.map(({ check, variant, subject }) => `${check} ${variant} ${subject.name}`)).toEqual(
      findings ?? [],
    );
  },
);

it('a machine whose type alone tells of GPUs is a GPU node that offers none', async () => {
  const typed = `
---
kind: Node
metadata: { name: gpu-node-a, labels: { node.kubernetes.io/instance-type: g5.2xlarge, eks.amazonaws.com/nodegroup: gpu } }
status: { capacity: { cpu: "8" }, allocatable: { cpu: "8" } }
`;
  const console = await consoleOf({ objects: typed });
  const { items } = await console.read(NodeList, `${API}/nodes`);
  expect(items.map(({ name, product }) => [name, product])).toEqual([['gpu-node-a', null]]);
  const { results } = await console.read(DoctorReport, `${API}/doctor`);
  const allocatable = results.filter(({ check }) => check === 'gpu-allocatable');
  expect(allocatable.map(({ verdict, variant }) => [verdict, variant])).toEqual([['fail', 'cloud-eks']]);
});
