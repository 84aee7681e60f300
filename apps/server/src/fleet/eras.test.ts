import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Gpu, Readings } from '@gpu-console/shared/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FleetSnapshot } from '../prometheus/fleetSnapshot.ts';
import { PrometheusClient } from '../prometheus/prometheusClient.ts';
import { Exporters, type Scrape } from '../testing/exporters.ts';
import { clusterOf } from '../testing/fleetObjects.ts';
import { exporterPod, type KubeObject, kubeNode, kubePod } from '../testing/kubeObjects.ts';
import { PrometheusServer } from '../testing/prometheusServer.ts';
import { type Fleet, joinFleet } from './fleet.ts';

/** What a scrape of a pod adds. */
const target = (node: string, address: string) => ({
  instance: `${address}:9400`,
  namespace: 'gpu-operator',
  pod: `nvidia-dcgm-exporter-${node}`,
  container: 'nvidia-dcgm-exporter',
});

interface Era {
  readonly what: string;
  readonly scrapes: readonly Scrape[];
  readonly objects: readonly KubeObject[];
  readonly gpus: readonly (Partial<Omit<Gpu, 'readings'>> & { readonly readings?: Partial<Readings> })[];
}

const holder = (namespace: string, name: string, container: string | null = 'main') => ({
  namespace,
  name,
  container,
});

/** One exporter and scrape set-up each; the shapes are those of lines that users of these versions reported. */
const ERAS: readonly Era[] = [
  {
    what: '1.x names and labels',
    scrapes: [
      {
        exposition: `
dcgm_gpu_utilization{gpu="0",uuid="GPU-1x",device="nvidia0",container_name="main",pod_name="train",pod_namespace="ml"} 44
dcgm_fb_used{gpu="0",uuid="GPU-1x",device="nvidia0",container_name="main",pod_name="train",pod_namespace="ml"} 10
dcgm_fb_free{gpu="0",uuid="GPU-1x",device="nvidia0",container_name="main",pod_name="train",pod_namespace="ml"} 90
`,
        labels: target('one', '10.1.0.1'),
      },
    ],
    objects: [kubeNode('one'), exporterPod('one', true, '10.1.0.1')],
    gpus: [
      {
        uuid: 'GPU-1x',
        node: 'one',
        utilization: 0.44,
        memoryTotalBytes: 100 * 1024 * 1024,
        pods: [holder('ml', 'train')],
      },
    ],
  },
  {
    what: 'the earliest 2.0: no Hostname, no modelName',
    scrapes: [
      {
        exposition: `
DCGM_FI_DEV_GPU_UTIL{gpu="0",UUID="GPU-20",device="nvidia0",container="",namespace="",pod=""} 44
DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{gpu="0",UUID="GPU-20",device="nvidia0",container="",namespace="",pod=""} 4335301032
`,
        labels: { instance: '10.2.0.2:9400' },
      },
    ],
    objects: [kubeNode('two'), exporterPod('two', true, '10.2.0.2')],
    gpus: [{ uuid: 'GPU-20', node: 'two', product: null, utilization: 0.44, pods: [] }],
  },
  {
    what: '2.x with the exporter’s pod in Hostname, honouring labels',
    scrapes: [
      {
        exposition: `
DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="GPU-2a",device="nvidia0",modelName="Tesla K80",Hostname="nvidia-dcgm-exporter-three",container="tf-notebook",namespace="default",pod="tf-notebook"} 30
DCGM_FI_DEV_GPU_TEMP{gpu="1",UUID="GPU-2b",device="nvidia1",modelName="Tesla K80",Hostname="nvidia-dcgm-exporter-three",container="",namespace="",pod=""} 31
DCGM_FI_DEV_MEMORY_TEMP{gpu="1",UUID="GPU-2b",device="nvidia1",modelName="Tesla K80",Hostname="nvidia-dcgm-exporter-three",container="",namespace="",pod=""} 9223372036854775794
DCGM_FI_DEV_POWER_USAGE{gpu="1",UUID="GPU-2b",device="nvidia1",modelName="Tesla K80",Hostname="nvidia-dcgm-exporter-three",container="",namespace="",pod=""} 140737488355328
DCGM_FI_DEV_SM_CLOCK{gpu="1",UUID="GPU-2b",device="nvidia1",modelName="Tesla K80",Hostname="nvidia-dcgm-exporter-three",container="",namespace="",pod=""} 2147483632
DCGM_FI_DEV_MEM_CLOCK{gpu="1",UUID="GPU-2b",device="nvidia1",modelName="Tesla K80",Hostname="nvidia-dcgm-exporter-three",container="",namespace="",pod=""} 18446744073709551615
`,
        labels: target('three', '10.3.0.3'),
        honorLabels: true,
      },
    ],
    objects: [kubeNode('three'), exporterPod('three', true, '10.3.0.3')],
    gpus: [
      {
        uuid: 'GPU-2a',
        index: 0,
        node: 'three',
        product: 'Tesla K80',
        temperatureCelsius: 30,
        pods: [holder('default', 'tf-notebook', 'tf-notebook')],
      },
      {
        uuid: 'GPU-2b',
        index: 1,
        node: 'three',
        pods: [],
        powerWatts: null,
        smClockHertz: null,
        readings: { memoryTemperature: null, memoryClock: null },
      },
    ],
  },
  {
    what: 'A30 with MIG, 3.x, not attributed',
    scrapes: [
      {
        exposition: `
DCGM_FI_PROF_GR_ENGINE_ACTIVE{gpu="0",UUID="GPU-3m",device="nvidia0",modelName="NVIDIA A30",GPU_I_PROFILE="2g.12gb",GPU_I_ID="1",Hostname="four",container="",namespace="",pod=""} 0.381124
DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="GPU-3m",device="nvidia0",modelName="NVIDIA A30",Hostname="four",container="",namespace="",pod=""} 50
`,
        labels: target('four', '10.4.0.4'),
      },
    ],
    objects: [kubeNode('four'), exporterPod('four', true, '10.4.0.4')],
    gpus: [
      { uuid: 'GPU-3m', node: 'four', instance: null, temperatureCelsius: 50 },
      { uuid: 'GPU-3m', node: 'four', instance: { id: '1', profile: '2g.12gb' }, utilization: 0.381124 },
    ],
  },
  {
    what: '4.x on a host whose name is not its node’s, workload overwritten by the scrape',
    scrapes: [
      {
        exposition: `
DCGM_FI_PROF_GR_ENGINE_ACTIVE{gpu="0",UUID="GPU-4x",pci_bus_id="00000000:00:02.0",device="nvidia0",modelName="NVIDIA RTX 4000 Ada Generation",Hostname="box-5.example",DCGM_FI_DRIVER_VERSION="580.95.05",container="cuda",namespace="default",pod="cuda-75454ffb9f-8ljq7",pod_uid=""} 0.004656
DCGM_FI_DEV_GPU_UTIL{gpu="0",UUID="GPU-4x",pci_bus_id="00000000:00:02.0",device="nvidia0",modelName="NVIDIA RTX 4000 Ada Generation",Hostname="box-5.example",DCGM_FI_DRIVER_VERSION="580.95.05",container="cuda",namespace="default",pod="cuda-75454ffb9f-8ljq7",pod_uid=""} 99
`,
        labels: { ...target('unheard-of', '10.99.0.5'), instance: '10.99.0.5:9400' },
      },
    ],
    objects: [kubeNode('five', { labels: { 'kubernetes.io/hostname': 'box-5.example' } })],
    gpus: [
      {
        uuid: 'GPU-4x',
        node: 'five',
        driverVersion: '580.95.05',
        pciBusId: '00000000:00:02.0',
        utilization: 0.004656,
        pods: [holder('default', 'cuda-75454ffb9f-8ljq7', 'cuda')],
      },
    ],
  },
  {
    what: '2026: hostname in lower case, DRA, an address relabelled to the node’s name',
    scrapes: [
      {
        exposition: `
DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="GPU-26",pci_bus_id="00000009:01:00.0",device="nvidia0",modelName="NVIDIA GH200 96GB HBM3",hostname="six",container="ctr",dra_claim_name="single-gpu",dra_claim_namespace="gpu-test3",dra_device_name="gpu-0",dra_driver_name="gpu.nvidia.com",dra_pool_name="six",namespace="gpu-test3",pod="pod1"} 41
`,
        labels: { instance: 'six' },
        honorLabels: true,
      },
    ],
    objects: [kubeNode('six')],
    gpus: [
      { uuid: 'GPU-26', node: 'six', temperatureCelsius: 41, pods: [holder('gpu-test3', 'pod1', 'ctr')] },
    ],
  },
  {
    what: 'one GPU under an old and a new exporter, shared by two pods',
    scrapes: [
      {
        exposition: `
DCGM_FI_DEV_FB_USED{gpu="0",uuid="GPU-up",device="nvidia0",container_name="",pod_name="",pod_namespace=""} 3000
DCGM_FI_DEV_POWER_USAGE{gpu="0",uuid="GPU-up",device="nvidia0",container_name="",pod_name="",pod_namespace=""} 70
`,
        labels: target('seven', '10.7.0.6'),
      },
      {
        exposition: `
DCGM_FI_DEV_FB_USED{gpu="0",UUID="GPU-up",device="nvidia0",modelName="Tesla T4",hostname="seven",vgpu="0",container="a",namespace="ml",pod="a"} 1000
DCGM_FI_DEV_FB_USED{gpu="0",UUID="GPU-up",device="nvidia0",modelName="Tesla T4",hostname="seven",vgpu="1",container="b",namespace="ml",pod="b"} 2000
DCGM_FI_DEV_FB_USED{gpu="0",UUID="GPU-up",device="nvidia0",modelName="Tesla T4",hostname="seven"} 3000
DCGM_FI_DEV_POWER_USAGE{gpu="0",UUID="GPU-up",device="nvidia0",modelName="Tesla T4",hostname="seven",vgpu="0",container="a",namespace="ml",pod="a"} 70
DCGM_FI_DEV_POWER_USAGE{gpu="0",UUID="GPU-up",device="nvidia0",modelName="Tesla T4",hostname="seven",vgpu="1",container="b",namespace="ml",pod="b"} 70
`,
        labels: target('seven', '10.7.0.7'),
      },
    ],
    objects: [kubeNode('seven'), exporterPod('seven', true, '10.7.0.6')],
    gpus: [
      {
        uuid: 'GPU-up',
        node: 'seven',
        product: 'Tesla T4',
        memoryUsedBytes: 3000 * 1024 * 1024,
        powerWatts: 70,
        pods: [holder('ml', 'a', 'a'), holder('ml', 'b', 'b')],
      },
    ],
  },
  {
    what: 'an exporter by another name, known by its image',
    scrapes: [
      {
        exposition: `
DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="GPU-8",device="nvidia0",Hostname="eight"} 45
`,
        labels: { ...target('eight', '10.8.0.8'), pod: 'gpu-metrics-x7k2p', namespace: 'monitoring' },
      },
    ],
    objects: [
      kubeNode('eight'),
      kubePod('gpu-metrics-x7k2p', {
        namespace: 'monitoring',
        node: 'eight',
        gpus: 0,
        metadata: { ownerReferences: [{ kind: 'DaemonSet', name: 'gpu-metrics', controller: true }] },
        spec: {
          containers: [{ name: 'main', image: 'nvcr.io/nvidia/k8s/dcgm-exporter:3.3.9-3.6.1-ubuntu22.04' }],
        },
      }),
    ],
    gpus: [{ uuid: 'GPU-8', node: 'eight', pods: [] }],
  },
];

async function fleetOf(eras: readonly Era[]) {
  const scrapes = eras.flatMap((era) => era.scrapes);
  const exporters = await Exporters.start(...scrapes);
  const prometheus = await PrometheusServer.scraping(exporters.config(), scrapes.length);
  const client = new PrometheusClient({
    url: prometheus.url,
    timeoutSeconds: 15,
    onRequest: () => {},
  });
  const snapshot = new FleetSnapshot(client);
  const objects = eras.flatMap((era) => era.objects);
  const isPod = ({ metadata }: KubeObject) => metadata.namespace !== undefined;
  const cluster = clusterOf(
    objects.filter((object) => !isPod(object)),
    objects.filter(isPod),
  );
  const fleet = joinFleet(cluster, await snapshot.get());
  const stop = async () => {
    snapshot.stop();
    await client.close();
    await prometheus.stop();
    await exporters.stop();
  };
  return { fleet, stop };
}

const gpusOf = ({ gpus }: Fleet, expected: Era['gpus']) =>
  gpus.filter(({ uuid }) => expected.some((gpu) => gpu.uuid === uuid));

describe('exporters of every era side by side, scraped by a real Prometheus', () => {
  let together: Awaited<ReturnType<typeof fleetOf>>;
  beforeAll(async () => {
    together = await fleetOf(ERAS);
  });
  afterAll(() => together.stop());

  it.each(ERAS)('$what', ({ gpus }) => {
    const found = gpusOf(together.fleet, gpus);
    expect(found).toHaveLength(gpus.length);
    gpus.forEach((expected, place) => {
      expect(found[place]).toMatchObject(expected);
    });
  });

  it('are no more GPUs than there are', () => {
    expect(together.fleet.gpus).toHaveLength(ERAS.flatMap(({ gpus }) => gpus).length);
  });
});

describe('an exporter of one era alone', () => {
  let alone: readonly Awaited<ReturnType<typeof fleetOf>>[];
  beforeAll(async () => {
    alone = await Promise.all(ERAS.map((era) => fleetOf([era])));
  }, 60_000);
  afterAll(() => Promise.all(alone.map(({ stop }) => stop())));

  it.each(ERAS.map(({ what, gpus }, place) => ({ what, gpus, place })))('$what', ({ gpus, place }) => {
    const found = alone[place]?.fleet.gpus ?? [];
    expect(found).toHaveLength(gpus.length);
    gpus.forEach((expected, index) => {
      expect(found[index]).toMatchObject(expected);
    });
  });
});

const SEEN = fileURLToPath(
  new URL('../../../../../shared/data/expositions/seen-in-the-wild.prom', import.meta.url),
);

describe.runIf(existsSync(SEEN))('lines that real exporters printed', () => {
  it('each lead to a GPU with the UUID they name', async () => {
    const lines = readFileSync(SEEN, 'utf8')
      .split('\n')
      .filter((line) => /^(DCGM|dcgm)_\S+\{.*\} \S+$/.test(line) && !line.includes('GPU-longgui'))
      // Of two GPUs the file has a single line, of fields whose value now nobody looks at.
      .filter((line) => !/^DCGM_FI_(DEV_ENC_UTIL|PROF_PCIE_RX_BYTES)/.test(line));
    // A scrape takes each name with one set of labels once.
    const series = new Map(lines.map((line) => [line.replace(/ \S+$/, ''), line]));
    const exposition = `${[...series.values()].join('\n')}\n`;
    const { fleet, stop } = await fleetOf([{ what: '', scrapes: [{ exposition }], objects: [], gpus: [] }]);
    try {
      const uuids = new Set(lines.map((line) => /[uU][uU][iI][dD]="([^"]+)"/.exec(line)?.[1]));
      expect(new Set(fleet.gpus.map(({ uuid }) => uuid))).toEqual(uuids);
    } finally {
      await stop();
    }
  });
});
