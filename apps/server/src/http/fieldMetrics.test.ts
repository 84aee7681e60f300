import {
  DoctorReport,
  GpuList,
  NodeList,
  Overview,
  PodList,
  PodUsageList,
} from '@gpu-console/shared/contract';
import { describe, expect, it } from 'vitest';
import { consoleOf } from '../testing/fieldCase.ts';

const API = '/api/v1/clusters/default';
const uuid = (n: number) => `GPU-00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const node = (name: string, gpus: number, labels = '') => `
kind: Node
metadata: { name: ${name}, labels: { kubernetes.io/hostname: ${name}${labels} } }
status: { capacity: { nvidia.com/gpu: "${gpus}" }, allocatable: { nvidia.com/gpu: "${gpus}" } }
---`;
const pod = (namespace: string, name: string, on: string, resource = 'nvidia.com/gpu') => `
kind: Pod
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  nodeName: ${on}
  containers: [{ name: app, resources: { limits: { ${resource}: "1" }, requests: { ${resource}: "1" } } }]
status: { phase: Running }
---`;

async function read(console: Awaited<ReturnType<typeof consoleOf>>) {
  return {
    gpus: (await console.read(GpuList, `${API}/gpus`)).items,
    nodes: (await console.read(NodeList, `${API}/nodes`)).items,
    pods: (await console.read(PodList, `${API}/pods`)).items,
    usage: (await console.read(PodUsageList, `${API}/usage`)).items,
    overview: await console.read(Overview, `${API}/overview`),
    doctor: await console.read(DoctorReport, `${API}/doctor`),
  };
}

describe('MIG instances without a series of their board (dcgm-exporter’s default)', () => {
  const instance = (board: number, id: number, rest = '') =>
    `gpu="${board}",UUID="${uuid(100 + board)}",modelName="NVIDIA A30",GPU_I_PROFILE="1g.6gb",GPU_I_ID="${id}",Hostname="gpu-node-a"${rest}`;
  const train = ',namespace="ml",pod="train-0",container="app"';
  const lines = [0, 1].flatMap((board) =>
    [3, 4, 5, 6].flatMap((id) => {
      const labels = instance(board, id, board === 0 && id === 3 ? train : '');
      return [
        `DCGM_FI_DEV_POWER_USAGE{${labels}} ${board === 0 ? 52.7 : 56.1}`,
        `DCGM_FI_DEV_GPU_TEMP{${labels}} ${36 - board}`,
        `DCGM_FI_DEV_XID_ERRORS{${labels}} ${board === 0 ? 0 : 79}`,
        `DCGM_FI_PROF_GR_ENGINE_ACTIVE{${labels}} ${id === 3 ? 0.5 : 0}`,
        `DCGM_FI_DEV_FB_USED{${labels}} 100`,
        `DCGM_FI_DEV_FB_FREE{${labels}} 5900`,
      ];
    }),
  );

  it('have the board’s power, temperature and XID once', async () => {
    const { gpus, nodes, overview, doctor } = await read(
      await consoleOf({
        objects: node('gpu-node-a', 0) + pod('ml', 'train-0', 'gpu-node-a', 'nvidia.com/mig-1g.6gb'),
        series: lines.join('\n'),
      }),
    );
    const boards = gpus.filter((gpu) => gpu.instance === null);
    expect(
      boards.map(({ powerWatts, temperatureCelsius, readings }) => [
        powerWatts,
        temperatureCelsius,
        readings.xid,
      ]),
    ).toEqual([
      [52.7, 36, 0],
      [56.1, 35, 79],
    ]);
    expect(gpus.filter((gpu) => gpu.instance !== null).map((gpu) => gpu.powerWatts)).toEqual(
      Array(8).fill(null),
    );
    expect(nodes[0]?.powerWatts).toBeCloseTo(108.8);
    expect(nodes[0]?.memoryTotalBytes).toBe(8 * 6000 * 1024 * 1024);
    expect(nodes[0]?.utilization).toBeCloseTo(0.125);
    expect(overview.gpus.reporting).toBe(2);
    expect(doctor.results.filter(({ check, verdict }) => check === 'xid' && verdict === 'fail')).toHaveLength(
      1,
    );
  });
});

describe('profiling fields that are stuck at 0', () => {
  const train = (n: number) =>
    `gpu="${n}",UUID="${uuid(n + 1)}",modelName="NVIDIA H100 80GB HBM3",Hostname="gpu-node-a",namespace="ml",pod="train-${n}",container="app"`;

  it('leave a GPU at work what its other field says', async () => {
    const { gpus, overview, usage, doctor } = await read(
      await consoleOf({
        objects:
          node('gpu-node-a', 2) + pod('ml', 'train-0', 'gpu-node-a') + pod('ml', 'train-1', 'gpu-node-a'),
        series: [0, 1]
          .flatMap((n) => [
            `DCGM_FI_PROF_GR_ENGINE_ACTIVE{${train(n)}} 0`,
            `DCGM_FI_PROF_PIPE_TENSOR_ACTIVE{${train(n)}} 0`,
            `DCGM_FI_DEV_GPU_UTIL{${train(n)}} ${100 - n}`,
          ])
          .join('\n'),
      }),
    );
    expect(gpus.map(({ utilization, utilizationSource }) => [utilization, utilizationSource])).toEqual([
      [1, 'DCGM_FI_DEV_GPU_UTIL'],
      [0.99, 'DCGM_FI_DEV_GPU_UTIL'],
    ]);
    expect(overview.idle).toEqual([]);
    expect(usage.map(({ idleGpuHours }) => idleGpuHours)).toEqual([0, 0]);
    const stuck = doctor.results.filter(({ check }) => check === 'metrics-profiling');
    expect(stuck.map(({ verdict, variant, subject }) => [verdict, variant, subject.name])).toEqual([
      ['warn', 'stuck', uuid(1)],
      ['warn', 'stuck', uuid(2)],
    ]);
  });
});

describe('who holds a GPU', () => {
  const gpu = (n: number, labels: string, value = 88) =>
    `DCGM_FI_DEV_GPU_UTIL{gpu="${n}",UUID="${uuid(n + 1)}",Hostname="gpu-node-a",${labels}} ${value}`;
  const objects = node('gpu-node-a', 2) + pod('ml', 'train-0', 'gpu-node-a');
  const scraped = 'namespace="gpu-ops",pod="nvidia-gpu-manager-aaaaa",container="main"';

  it.each([
    [
      'the scrape’s relabelling calls the exporter’s pod pod_name',
      [
        gpu(
          0,
          'instance="192.0.2.20:9400",job="gpu-metrics",namespace="monitoring",pod_name="dcgm-exporter-abcde",node="gpu-node-a",exported_namespace="ml",pod="train-0",container="app"',
        ),
      ],
    ],
    [
      'an exporter has a name of its own, without honorLabels',
      [
        gpu(0, `${scraped},exported_namespace="ml",exported_pod="train-0",exported_container="app"`),
        gpu(1, scraped, 0),
      ],
    ],
    [
      'an exporter has a name of its own, with honorLabels',
      [gpu(0, 'namespace="ml",pod="train-0",container="app"'), gpu(1, scraped, 0)],
    ],
  ])('is the workload where %s', async (_what, lines) => {
    const { gpus, usage, overview, pods } = await read(
      await consoleOf({ objects, series: lines.join('\n') }),
    );
    expect(gpus.map((one) => one.pods.map(({ name }) => name))).toEqual([
      ['train-0'],
      ...lines.slice(1).map(() => []),
    ]);
    expect(usage.map(({ pod }) => pod)).toEqual(['train-0']);
    expect(pods.map(({ name, gpusUnknown }) => [name, gpusUnknown])).toEqual([['train-0', false]]);
    expect(overview.idle).toEqual([]);
  });

  it('is nobody of ours where the GPU is on a node that this cluster does not have', async () => {
    const other = `DCGM_FI_DEV_GPU_UTIL{cluster="school",gpu="0",UUID="${uuid(9)}",modelName="Tesla V100-SXM2-32GB",Hostname="node01",namespace="ml",pod="train-0",container="app",instance="node01:9400",job="dcgm"} 77`;
    const { gpus, pods, overview } = await read(
      await consoleOf({
        objects,
        series: [gpu(0, 'namespace="ml",pod="train-0",container="app"'), gpu(1, '', 0), other].join('\n'),
      }),
    );
    expect(overview.gpus).toMatchObject({ total: 2, reporting: 2 });
    expect(overview.usage.utilization).toBeCloseTo(0.44);
    expect(gpus.find((one) => one.node === 'node01')?.pods).toEqual([]);
    expect(pods[0]?.gpus).toEqual([uuid(1)]);
  });
});

describe('pods that share a GPU whose exporter counts per process', () => {
  const gpu = `gpu="0",UUID="${uuid(1)}",modelName="Tesla T4",Hostname="gpu-node-a"`;
  const of = (name: string) => `${gpu},namespace="ml",pod="${name}",container="app",vgpu="0"`;

  it('have their own use, and the GPU what all of them use', async () => {
    const { gpus, pods, usage } = await read(
      await consoleOf({
        objects: node('gpu-node-a', 4) + pod('ml', 'a', 'gpu-node-a') + pod('ml', 'b', 'gpu-node-a'),
        series: [
          `DCGM_FI_DEV_GPU_UTIL{${gpu}} 90`,
          `DCGM_FI_DEV_GPU_UTIL{${of('a')}} 70`,
          `DCGM_FI_DEV_GPU_UTIL{${of('b')}} 20`,
          `DCGM_FI_DEV_FB_USED{${gpu}} 9000`,
          `DCGM_FI_DEV_FB_USED{${of('a')}} 5000`,
          `DCGM_FI_DEV_FB_USED{${of('b')}} 3000`,
          `DCGM_FI_DEV_FB_FREE{${gpu}} 6000`,
        ].join('\n'),
      }),
    );
    const MIB = 1024 * 1024;
    expect(gpus.map(({ utilization, memoryUsedBytes }) => [utilization, memoryUsedBytes])).toEqual([
      [0.9, 9000 * MIB],
    ]);
    expect(pods.map(({ name, memoryUsedBytes }) => [name, memoryUsedBytes])).toEqual([
      ['a', 5000 * MIB],
      ['b', 3000 * MIB],
    ]);
    expect(pods[0]?.utilization).toBeCloseTo(0.7);
    expect(pods[1]?.utilization).toBeCloseTo(0.2);
    expect(usage.find(({ pod }) => pod === 'a')?.meanUtilization).toBeCloseTo(0.7);
    expect(usage.find(({ pod }) => pod === 'b')?.meanUtilization).toBeCloseTo(0.2);
  });
});

describe('parts of a GPU that KAI hands out', () => {
  const fraction = (name: string, of: string) => `
kind: Pod
metadata: { name: ${name}, namespace: team-a, labels: { runai-gpu-group: g1 }, annotations: { gpu-fraction: "${of}" } }
spec: { schedulerName: kai-scheduler, nodeName: gpu-node-a, containers: [{ name: app }] }
status: { phase: Running }
---`;
  const reservation = `
kind: Pod
metadata:
  name: gpu-reservation-gpu-node-a-aaaaa
  namespace: kai-resource-reservation
  labels: { app: kai-resource-reservation, runai-gpu-group: g1 }
  annotations: { run.ai/reserve_for_gpu_index: "${uuid(1)}" }
spec:
  nodeName: gpu-node-a
  containers: [{ name: resource-reservation, resources: { limits: { nvidia.com/gpu: "1" }, requests: { nvidia.com/gpu: "1" } } }]
status: { phase: Running }
---`;
  const labels = `gpu="0",UUID="${uuid(1)}",Hostname="gpu-node-a",namespace="kai-resource-reservation",pod="gpu-reservation-gpu-node-a-aaaaa",container="resource-reservation"`;

  it('are held and counted by the pods that asked for them', async () => {
    const { gpus, usage, overview } = await read(
      await consoleOf({
        objects:
          node('gpu-node-a', 1) + fraction('infer-0', '0.1') + fraction('infer-1', '0.5') + reservation,
        series: `DCGM_FI_DEV_GPU_UTIL{${labels}} 40`,
      }),
    );
    expect(gpus[0]?.pods.map(({ name }) => name).sort()).toEqual(['infer-0', 'infer-1']);
    const hours = new Map(
      usage.map(({ pod, gpuHours, meanUtilization }) => [pod, [gpuHours, meanUtilization]]),
    );
    expect([...hours.keys()].sort()).toEqual(['infer-0', 'infer-1']);
    const [[few = 0] = [], [more = 0] = []] = [hours.get('infer-0') ?? [], hours.get('infer-1') ?? []];
    expect((more ?? 0) / (few ?? 1)).toBeCloseTo(5, 5);
    expect(overview.gpus.allocated).toBeCloseTo(0.6);
    expect(overview.namespaces?.map(({ namespace }) => namespace)).toEqual(['team-a']);
  });
});
