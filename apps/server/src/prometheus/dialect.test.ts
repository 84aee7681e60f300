import { describe, expect, it } from 'vitest';
import { detectDialect, type SeriesFacts } from './dialect.ts';

const target = ['__name__', 'instance', 'job', 'endpoint', 'service'];
const exporter = 'nvidia-dcgm-exporter-x7k2p';
const dialect = (labels: readonly string[], pods: readonly string[] = [], more: Partial<SeriesFacts> = {}) =>
  detectDialect(new Set([...target, ...labels]), {
    pods: new Map([['pod', pods]]),
    split: [],
    scraped: [],
    ...more,
  });

const plain = { pod: 'pod', namespace: 'namespace', container: 'container' };
const exported = { pod: 'exported_pod', namespace: 'exported_namespace', container: 'exported_container' };
const old = { pod: 'pod_name', namespace: 'pod_namespace', container: 'container_name' };

const device2 = ['UUID', 'gpu', 'device', 'Hostname'];
const device3 = [
  ...device2,
  'modelName',
  'pci_bus_id',
  'DCGM_FI_DRIVER_VERSION',
  'GPU_I_ID',
  'GPU_I_PROFILE',
];
const device4 = [...device3, 'pod_uid', 'vgpu'];
const workload = Object.values(plain);
const both = [...workload, ...Object.values(exported)];

/** The table of docs: eras of dcgm-exporter, scraped with honorLabels and without. */
const ERAS: readonly (readonly [
  era: string,
  labels: readonly string[],
  pods: readonly string[],
  expected: object,
])[] = [
  [
    '2.x, honorLabels',
    [...device2, ...workload],
    ['tf-notebook'],
    { uuid: ['UUID'], host: ['Hostname'], workload: [plain] },
  ],
  [
    '2.x, no honorLabels',
    [...device2, ...both],
    [exporter],
    { uuid: ['UUID'], host: ['Hostname'], workload: [exported] },
  ],
  [
    'the earliest 2.0: the node is known from the target only',
    ['UUID', 'gpu', 'device', ...workload],
    ['tf-notebook'],
    { uuid: ['UUID'], host: ['instance'], workload: [plain] },
  ],
  [
    '3.x, honorLabels',
    [...device3, ...workload],
    ['train-0', exporter],
    { uuid: ['UUID'], host: ['Hostname'], workload: [plain] },
  ],
  [
    '3.x, no honorLabels',
    [...device3, ...both],
    [exporter],
    { uuid: ['UUID'], host: ['Hostname'], workload: [exported] },
  ],
  [
    '3.x, old namespace flag',
    ['uuid', 'gpu', 'modelName', 'Hostname', ...Object.values(old), ...workload],
    [exporter],
    { uuid: ['uuid'], host: ['Hostname'], workload: [old] },
  ],
  [
    '4.x, honorLabels',
    [...device4, ...workload],
    ['train-0'],
    { uuid: ['UUID'], host: ['Hostname'], workload: [plain] },
  ],
  [
    '4.x, no honorLabels',
    [...device4, ...both],
    [exporter],
    { uuid: ['UUID'], host: ['Hostname'], workload: [exported] },
  ],
  [
    '2026, lower-case hostname',
    ['UUID', 'gpu', 'hostname', ...workload, 'dra_claim_name'],
    ['train-0'],
    { uuid: ['UUID'], host: ['hostname'], workload: [plain] },
  ],
  ['a plain host, no Kubernetes', device3, [], { uuid: ['UUID'], host: ['Hostname'], workload: [] }],
  [
    'relabelled to node',
    ['UUID', 'node', ...both],
    [exporter],
    { uuid: ['UUID'], host: ['node'], workload: [exported] },
  ],
];

describe('the dialect of a cluster’s DCGM series', () => {
  it.each(ERAS)('of %s', (_era, labels, pods, expected) => {
    expect(dialect(labels, pods)).toMatchObject(expected);
  });

  it('expects workloads as exported_pod while pod names exporters only', () => {
    expect(dialect([...device3, ...workload], [exporter, 'dcgm-exporter-78z52'])).toMatchObject({
      workload: [exported],
    });
  });

  it('has all the names where exporters of several eras run side by side', () => {
    const labels = [...device4, 'uuid', 'gpu_uuid', ...both, ...Object.values(old)];
    expect(dialect(labels, ['train-0', exporter])).toMatchObject({
      uuid: ['UUID', 'uuid', 'gpu_uuid'],
      host: ['Hostname'],
      workload: [exported, old, plain],
    });
  });

  it('is unknown where nothing tells a GPU', () => {
    expect(
      detectDialect(new Set(['__name__', 'job', 'instance']), { pods: new Map(), split: [], scraped: [] }),
    ).toBeNull();
    expect(detectDialect(new Set(), { pods: new Map(), split: [], scraped: [] })).toBeNull();
  });

  it('knows an exporter of any name by the targets that were scraped', () => {
    const scraped = ['nvidia-gpu-manager-aaaaa', 'nvidia-gpu-manager-bbbbb', 'nvidia-gpu-manager-x7k2p'];
    expect(dialect([...device4, ...both], scraped, { scraped })).toMatchObject({
      workload: [exported],
      exporters: 'nvidia-gpu-manager-[a-z0-9-]+',
    });
    expect(dialect([...device4, ...workload], ['train-0', ...scraped], { scraped })).toMatchObject({
      workload: [plain],
    });
  });

  it('does not take a label for the workload’s that relabelling gives the exporter’s pod', () => {
    const labels = [...device3, 'pod_name', 'namespace', 'exported_namespace', 'pod', 'container', 'node'];
    const pods = new Map([
      ['pod', ['train-0']],
      ['pod_name', ['dcgm-exporter-abcde']],
    ]);
    expect(dialect(labels, [], { pods, split: ['train-0'] })?.workload).toEqual([
      { ...plain, namespace: 'exported_namespace' },
      plain,
    ]);
  });
});
