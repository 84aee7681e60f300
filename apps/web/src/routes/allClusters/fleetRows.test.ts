import { describe, expect, it } from 'vitest';
import { clusterOf, overviewOf } from '../../testing/clusterFixtures.ts';
import { asOfOverview, type ClusterReading, fleetNumbers, fleetRow } from './fleetRows.ts';
import { modelTotal, modelTree } from './modelRows.ts';

const model = (product: string, total: number | null, allocated: number | null, utilization: number) => ({
  product,
  total,
  allocated,
  free: total === null || allocated === null ? null : total - allocated,
  reporting: total ?? 2,
  utilization,
});
const problem = (severity: 'critical' | 'warning') => ({
  id: severity,
  severity,
  kind: 'alert',
  node: null,
  gpu: null,
  pod: null,
  title: { en: '', 'zh-CN': '' },
  params: {},
  message: '',
});

const READ = { kubernetes: 90, metrics: 90 };

const EAST = overviewOf({
  asOf: READ,
  nodes: { total: 4, ready: 3 },
  gpus: { total: 30, allocatable: 29, allocated: 20, free: 9, reporting: 30 },
  models: [model('A100-SXM4-80GB', 20, 15, 0.8), model('Tesla-T4', 10, 5, 0.2)],
  allocatedUtilization: 0.9,
  problems: [problem('critical'), problem('warning')],
});
const WEST = overviewOf({
  asOf: READ,
  nodes: { total: 1, ready: 1 },
  gpus: { total: 10, allocatable: 10, allocated: 10, free: 0, reporting: 10 },
  models: [model('A100-SXM4-80GB', 10, 10, 0.5)],
  allocatedUtilization: 0.3,
});
const reading = (id: string, overview?: ClusterReading['overview']): ClusterReading => ({
  cluster: clusterOf(id),
  overview,
  error: null,
});
const READINGS = [reading('east', EAST), reading('west', WEST), reading('away')];

describe('the numbers of a cluster', () => {
  it('are unknown where nothing of it is shown', () => {
    const gpus = { ...EAST.gpus, allocated: 0 };
    const cluster = { ...clusterOf('east'), scope: { namespaces: [], nodes: false } };
    const { allocated, judged, problems } = fleetRow({
      cluster,
      overview: { ...EAST, gpus, problems: [] },
      error: null,
    });
    expect([allocated.value, judged.value, problems]).toEqual([null, null, []]);
  });

  it("are its Overview's own", () => {
    const { total, allocatable, allocated, free, used, nodes, ready, problems } = fleetRow(
      reading('east', EAST),
    );
    expect([total, allocatable, allocated, free, used].map(({ value }) => value)).toEqual([
      EAST.gpus.total,
      EAST.gpus.allocatable,
      EAST.gpus.allocated,
      EAST.gpus.free,
      EAST.allocatedUtilization,
    ]);
    expect([nodes.value, ready.value]).toEqual([4, 3]);
    expect(problems).toEqual(EAST.problems);
  });

  it('are as old as the older of its sources', () => {
    expect(asOfOverview(overviewOf({ asOf: { kubernetes: 90, metrics: 60 } }))).toBe(60);
    expect(asOfOverview(overviewOf({ asOf: { kubernetes: 90, metrics: null } }))).toBeNull();
  });
});

describe('the numbers of all clusters', () => {
  it('say of how many clusters they are', () => {
    expect(fleetNumbers(READINGS)).toMatchObject({
      total: { value: 40, known: 2, of: 3 },
      free: { value: 9, known: 2, of: 3 },
      nodes: { value: 5 },
      ready: { value: 4 },
      judged: { value: 2, known: 2 },
    });
  });

  it('are of no cluster of which nothing was ever read', () => {
    const blind = [reading('east', EAST), reading('blind', overviewOf())];
    expect(fleetNumbers(blind).judged).toEqual({ value: 2, known: 1, of: 2 });
    expect(modelTotal(blind).utilization).toMatchObject({ known: 1, of: 2 });
  });

  it('weigh the use by what is allocated', () => {
    expect(fleetNumbers(READINGS).used.value).toBeCloseTo((20 * 0.9 + 10 * 0.3) / 30, 12);
  });
});

describe('the models', () => {
  it('stand together over the clusters that have them, the most GPUs first', () => {
    expect(
      modelTree(READINGS).map(({ row, children }) => [
        row.product,
        row.total.value,
        row.free.value,
        children.map((child) => [child.row.cluster?.id, child.row.total.value]),
      ]),
    ).toEqual([
      [
        'A100-SXM4-80GB',
        30,
        5,
        [
          ['east', 20],
          ['west', 10],
        ],
      ],
      ['Tesla-T4', 10, 5, [['east', 10]]],
    ]);
    expect(modelTree(READINGS)[0]?.row.utilization.value).toBeCloseTo((20 * 0.8 + 10 * 0.5) / 30, 12);
  });

  it('are as many as the clusters say together, of those that could be read', () => {
    const { total, allocated, free } = modelTotal(READINGS);
    const all = fleetNumbers(READINGS);
    expect([total, allocated, free]).toEqual([all.total, all.allocated, all.free]);
  });

  it('are known without a count where a cluster tells only what reports', () => {
    const blind = overviewOf({ models: [model('Tesla-T4', null, null, 0.4)] });
    const [first] = modelTree([reading('east', EAST), reading('blind', blind)]).slice(1);
    expect(first?.row.total).toEqual({ value: 10, known: 1, of: 2 });
  });
});
