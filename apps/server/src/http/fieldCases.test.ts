import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** Inputs of public bug reports, where they lie beside the checkout. */
const FOLDER = join(import.meta.dirname, '../../../../../shared/cases/inputs');
const FILES = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
const API = '/api/v1/clusters/default';

const text = (file: string) => readFileSync(join(FOLDER, file), 'utf8');
const isThere = (...files: string[]) => files.every((file) => FILES.includes(file));

/** What a user sees of a case: its objects, and its lines as they have been scraped for `minutes`. */
async function shown(objects: string, series = '', minutes = 40) {
  const console = await consoleOf({ objects, series, minutes });
  const { items: nodes } = await console.read(NodeList, `${API}/nodes`);
  const { results } = await console.read(DoctorReport, `${API}/doctor`);
  return {
    nodes,
    gpus: (await console.read(GpuList, `${API}/gpus`)).items,
    pods: (await console.read(PodList, `${API}/pods`)).items,
    usage: (await console.read(PodUsageList, `${API}/usage`)).items,
    overview: await console.read(Overview, `${API}/overview`),
    counts: (name: string) => nodes.find((node) => node.name === name)?.gpuCounts,
    found: (check: string) =>
      results
        .filter((one) => one.check === check && one.verdict !== 'pass')
        .map(({ verdict, variant, subject }) => `${verdict} ${variant} ${subject.name}`),
  };
}

const node = (name: string, gpus: number) => `
---
kind: Node
metadata: { name: ${name}, labels: { kubernetes.io/hostname: ${name} } }
status: { capacity: { nvidia.com/gpu: "${gpus}" }, allocatable: { nvidia.com/gpu: "${gpus}" } }
`;
const pod = (name: string, on: string, resource = 'nvidia.com/gpu') => `
---
kind: Pod
metadata: { name: ${name}, namespace: ml }
spec: { nodeName: ${on}, containers: [{ name: app, resources: { limits: { ${resource}: "1" } } }] }
status: { phase: Running }
`;

/** A case by its files; it is skipped where they are not. */
function fieldCase(name: string, files: string[], run: () => Promise<void>) {
  it.skipIf(!isThere(...files))(name, run);
}

describe('cases from the field', () => {
  fieldCase(
    'F01: instances alone have the board’s power, temperature and XID once',
    ['F01-mig-instances-only-a30.prom'],
    async () => {
      const { nodes, gpus, found } = await shown(
        node('gpu-node-a', 0),
        text('F01-mig-instances-only-a30.prom'),
      );
      expect(nodes[0]?.powerWatts).toBeCloseTo(108.9, 0);
      expect(gpus.filter((gpu) => gpu.instance === null).map((gpu) => gpu.powerWatts)).toHaveLength(2);
      expect(found('xid')).toHaveLength(1);
    },
  );

  fieldCase(
    'F06: shares without labels are parts of the boards that report',
    ['F06-timeslicing-no-gfd-node.yaml'],
    async () => {
      const lines = [0, 1, 2, 3].map(
        (n) =>
          `DCGM_FI_DEV_GPU_UTIL{gpu="${n}",UUID="GPU-${n}",modelName="NVIDIA GeForce RTX 3090 Ti",Hostname="gpu-node-a"} 0`,
      );
      const { counts, found } = await shown(
        text('F06-timeslicing-no-gfd-node.yaml') + pod('one', 'gpu-node-a'),
        lines.join('\n'),
      );
      expect(counts('gpu-node-a')).toMatchObject({ total: 4, allocated: 0.25, free: 3.75 });
      expect(found('devices-reported')).toEqual([]);
    },
  );

  fieldCase('F07: GKE’s shares and partitions', ['F07-gke-timesharing-node.yaml'], async () => {
    const { nodes, overview, found } = await shown(text('F07-gke-timesharing-node.yaml'));
    expect(overview.gpus.total).toBe(2);
    expect(nodes.map(({ product }) => product)).not.toContain(null);
    expect(found('devices-reported')).toEqual([]);
  });

  fieldCase(
    'F11: several models on one node',
    ['F11-mixed-models-node.yaml', 'F11-mixed-models.prom'],
    async () => {
      const { counts, gpus, usage, found } = await shown(
        text('F11-mixed-models-node.yaml'),
        text('F11-mixed-models.prom'),
      );
      expect(counts('gpu-node-a')).toMatchObject({ total: 3, allocated: 1, free: 2 });
      expect(gpus.map(({ product }) => product?.slice(-4))).toEqual(['3080', '3090', '4090']);
      expect(usage[0]?.gpuHours).toBeCloseTo(40 / 60, 1);
      expect([...found('devices-reported'), ...found('gfd-labels')]).toEqual([]);
    },
  );

  fieldCase('F12: an exporter that is a service of the host', ['F12-exporter-as-service.prom'], async () => {
    const nodes = node('aks-gpunp-00000000-vmss000000', 1) + node('aks-nvnp-00000000-vmss000000', 1);
    const { gpus, found } = await shown(nodes, text('F12-exporter-as-service.prom'));
    expect(gpus.map(({ utilization }) => Math.round((utilization ?? 0) * 100))).toEqual([41, 3]);
    expect(found('exporter-everywhere')).toEqual([]);
  });

  fieldCase('F13: the operator’s labels keep its components off', ['F13-operator-labels.yaml'], async () => {
    const operator = `
---
kind: Pod
metadata: { name: gpu-operator-1, namespace: gpu-operator, labels: { app: gpu-operator } }
spec: { nodeName: control, containers: [{ name: gpu-operator, image: nvcr.io/nvidia/gpu-operator:v24.9.2 }] }
status: { phase: Running }
`;
    const { found } = await shown(text('F13-operator-labels.yaml') + operator);
    expect(found('component-missing').length).toBeGreaterThan(0);
    expect(found('gpu-allocatable').join()).not.toMatch(/operator-installed/);
  });

  fieldCase(
    'F14: pods that kubelet refuses hold nothing, and say why',
    ['F14-unexpected-admission.yaml'],
    async () => {
      const { pods, counts, found } = await shown(
        text('F14-unexpected-admission.yaml') + node('gpu-node-a', 2),
      );
      expect(counts('gpu-node-a')).toMatchObject({ allocated: 0, free: 2 });
      expect(pods.map(({ message }) => message).join()).toMatch(/no healthy devices/);
      expect(found('pods-admitted')).toHaveLength(1);
    },
  );

  fieldCase('F15: profiling fields that are stuck', ['F15-prof-stuck-zero.prom'], async () => {
    const objects = node('gpu-node-a', 2) + pod('train-0', 'gpu-node-a') + pod('train-1', 'gpu-node-a');
    const { gpus, overview, usage, found } = await shown(objects, text('F15-prof-stuck-zero.prom'));
    expect(gpus.map(({ utilization }) => utilization)).toEqual([1, 0.99]);
    expect(overview.idle).toEqual([]);
    expect(usage.every(({ idleGpuHours }) => idleGpuHours === 0)).toBe(true);
    expect(found('metrics-profiling')).toHaveLength(2);
  });

  fieldCase('F16: several clusters in one Prometheus', ['F16-two-clusters-one-prometheus.prom'], async () => {
    const objects = node('gpu-node-a', 1) + pod('train-0', 'gpu-node-a');
    const { overview, found } = await shown(objects, text('F16-two-clusters-one-prometheus.prom'));
    expect(found('metrics-foreign')).toHaveLength(1);
    expect(overview.gpus.reporting).not.toBe(3);
  });

  fieldCase(
    'F17: relabelling calls the exporter’s pod pod_name',
    ['F17-relabelled-pod-name.prom'],
    async () => {
      const objects = node('gpu-node-a', 1) + pod('train-0', 'gpu-node-a');
      const { gpus, found } = await shown(objects, text('F17-relabelled-pod-name.prom'));
      expect(gpus[0]?.pods.map(({ name }) => name)).toEqual(['train-0']);
      expect(found('metrics-pods')).toEqual([]);
    },
  );

  fieldCase('F19: an exporter of another name holds nothing', ['F19-renamed-exporter.prom'], async () => {
    const objects = node('gpu-node-a', 2) + pod('train-0', 'gpu-node-a');
    const { gpus, usage, overview } = await shown(objects, text('F19-renamed-exporter.prom'));
    expect(gpus.map(({ pods }) => pods.map(({ name }) => name))).toEqual([['train-0'], []]);
    expect(usage.map(({ pod }) => pod)).toEqual(['train-0']);
    expect(overview.idle).toEqual([]);
  });

  fieldCase('F20: a GPU of four slices', ['F20-rtx-pro-6000-mig-node.yaml'], async () => {
    const four = [0, 1, 2, 3].map((n) => pod(`p${n}`, 'gpu-node-a', 'nvidia.com/mig-1g.24gb')).join('');
    const { counts } = await shown(text('F20-rtx-pro-6000-mig-node.yaml') + four);
    expect(counts('gpu-node-a')).toMatchObject({ total: 1, allocated: 1, free: 0 });
  });

  fieldCase('F25: fractions of KAI', ['F25-kai-fraction.yaml'], async () => {
    const { pods, counts } = await shown(text('F25-kai-fraction.yaml') + node('gpu-node-a', 2));
    expect(pods.map(({ name }) => name).sort()).toEqual(['infer-0', 'train-0']);
    expect(counts('gpu-node-a')?.allocated).toBeCloseTo(0.1);
  });

  fieldCase('F32: zeros of sensors that are not there', ['F32-gb10-and-consumer-zeros.prom'], async () => {
    const { gpus } = await shown(
      node('spark-a', 1) + node('gpu-node-a', 2),
      text('F32-gb10-and-consumer-zeros.prom'),
    );
    const spark = gpus.find((gpu) => gpu.node === 'spark-a');
    expect(spark).toMatchObject({ memoryUsedBytes: null, memoryTotalBytes: null });
    expect(spark?.utilization).toBeCloseTo(0.94);
    expect(spark?.readings.memoryBandwidthActivity).toBeNull();
    expect(gpus.map(({ readings }) => readings.memoryTemperature)).toEqual([null, null, null]);
  });

  fieldCase(
    'F38: GPU nodes that only their cloud’s labels tell of',
    ['F38-cloud-gpu-nodes-without-plugin.yaml'],
    async () => {
      const { nodes, found } = await shown(text('F38-cloud-gpu-nodes-without-plugin.yaml'));
      expect(nodes).toHaveLength(3);
      expect(found('gpu-allocatable')).toHaveLength(3);
    },
  );
});

/** A node whose GPUs a DRA driver offers. */
const slice = (name: string, gpus: number) => `
---
kind: ResourceSlice
apiVersion: resource.k8s.io/v1
metadata: { name: ${name}-gpu.nvidia.com }
spec:
  driver: gpu.nvidia.com
  nodeName: ${name}
  pool: { name: ${name}, generation: 1, resourceSliceCount: 1 }
  devices: [${Array.from({ length: gpus }, (_, n) => `{ name: gpu-${n}, attributes: { type: { string: gpu }, uuid: { string: GPU-${n} }, productName: { string: NVIDIA H100 80GB HBM3 } } }`).join(', ')}]
---
kind: Node
metadata: { name: ${name}, labels: { nvidia.com/gpu.present: "true" } }
status: { capacity: { cpu: "8" }, allocatable: { cpu: "8" } }
`;

describe('cases of dynamic resource allocation', () => {
  fieldCase('F22: who only looks at devices holds none', ['F22-dra-admin-access.yaml'], async () => {
    const { counts, pods } = await shown(text('F22-dra-admin-access.yaml') + slice('gpu-node-a', 2));
    expect(counts('gpu-node-a')).toMatchObject({ total: 2, allocated: 0, free: 2 });
    expect(pods).toEqual([]);
  });

  fieldCase(
    'F23: a request that a claim stands for is counted once',
    ['F23-dra-extended-resource.yaml'],
    async () => {
      const claim = `
---
kind: ResourceClaim
apiVersion: resource.k8s.io/v1
metadata: { name: train-0-extended-resources-abcde, namespace: ml }
spec: { devices: { requests: [{ name: container-0-request-0, exactly: { deviceClassName: gpu.nvidia.com, count: 1 } }] } }
status:
  allocation: { devices: { results: [{ request: container-0-request-0, driver: gpu.nvidia.com, pool: gpu-node-a, device: gpu-0 }] } }
  reservedFor: [{ resource: pods, name: train-0, uid: uid-train-0 }]
`;
      const objects = text('F23-dra-extended-resource.yaml') + claim + slice('gpu-node-a', 1);
      const { counts, found, pods } = await shown(objects);
      expect(counts('gpu-node-a')).toMatchObject({ total: 1, allocated: 1, free: 0 });
      expect(pods.map(({ name }) => name).sort()).toEqual(['train-0', 'train-1']);
      expect(found('request-satisfiable')).toEqual([]);
    },
  );
});
