import {
  type FleetProblem,
  GpuList,
  NodeDetail,
  NodeList,
  Overview,
  PodDetail,
  PodList,
  QueryReply,
} from '@gpu-console/shared/contract';
import { pathTo } from '@gpu-console/shared/endpoints';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { GPUS, valueAt } from '../testing/dcgmHistory.ts';
import { kubePod } from '../testing/kubeObjects.ts';
import { Lab, problemOf, TestConsole, UNSCHEDULABLE } from '../testing/lab.ts';
import { until } from '../testing/until.ts';

const MEBIBYTE = 1024 * 1024;
const QUERY = pathTo('query', { cluster: 'default' });

let lab: Lab;
let shared: TestConsole;
/** What the only GPU at work does, as a ratio. */
let busy: number;
beforeAll(async () => {
  lab = await Lab.start();
  shared = await (await TestConsole.start(lab)).follow();
  busy = sum(lastValues('DCGM_FI_DEV_GPU_UTIL')) / 100;
});
afterAll(async () => {
  await shared.stop();
  await lab.stop();
});

const lastValues = (field: string) => GPUS.map((gpu) => valueAt(field, gpu, lab.lastScrape));
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Each expression over the last ten minutes. */
const question = (...exprs: string[]) => ({
  from: lab.lastScrape - 600,
  to: lab.lastScrape,
  step: 60,
  queries: exprs.map((expr, n) => ({ id: `q${n}`, expr, type: 'range' })),
});

it('the lists tell the Overview’s problems of their rows', async () => {
  const read = { cluster: 'default' };
  // What only the checks read is there some time after the first page that asks.
  await expect
    .poll(async () => {
      const { problems } = await shared.read(Overview, pathTo('overview', read));
      const nodes = await shared.read(NodeList, pathTo('nodes', read));
      const gpus = await shared.read(GpuList, pathTo('gpus', read));
      const ids = (list: readonly FleetProblem[]) => list.map(({ id }) => id);
      const ofNodes = problems.filter(({ node, pod }) => node !== null && pod === null);
      return {
        told: [ids(nodes.problems), ids(gpus.problems)],
        expected: [ids(ofNodes), ids(problems.filter(({ gpu }) => gpu !== null))],
      };
    })
    .toSatisfy(
      ({ told, expected }) => told[1].length > 0 && JSON.stringify(told) === JSON.stringify(expected),
    );
});

describe('the overview', () => {
  it('counts what Kubernetes hands out and what reports', async () => {
    const overview = await shared.read(Overview, pathTo('overview', { cluster: 'default' }));
    expect(overview.nodes).toEqual({ total: 2, ready: 2 });
    expect(overview.gpus).toMatchObject({
      total: 4,
      allocatable: 4,
      allocated: 2,
      free: 2,
      freeParts: { whole: 2, parts: [] },
      schedulable: { gpus: 2, maxOnNode: 1, withheld: [] },
      reporting: 4,
    });
  });

  it('sums up the last scrape', async () => {
    const { usage, allocatedUtilization } = await shared.read(
      Overview,
      pathTo('overview', { cluster: 'default' }),
    );
    expect(usage.utilization).toBeCloseTo(busy / 4);
    expect(allocatedUtilization).toBeCloseTo(busy / 2);
    expect(usage.powerWatts).toBeCloseTo(sum(lastValues('DCGM_FI_DEV_POWER_USAGE')));
    expect(usage.memoryUsedBytes).toBe(sum(lastValues('DCGM_FI_DEV_FB_USED')) * MEBIBYTE);
    expect(usage.memoryTotalBytes).toBe(4 * 15_000 * MEBIBYTE);
  });

  it('names the GPU that is held and sleeps, the pod that waits and the GPU with an XID', async () => {
    const { idle, pending, problems } = await shared.read(
      Overview,
      pathTo('overview', { cluster: 'default' }),
    );
    expect(idle).toMatchObject([{ uuid: 'GPU-worker-2-0', pods: [{ namespace: 'ml', name: 'train-1' }] }]);
    expect(pending).toMatchObject([
      { name: 'waits', pending: { reasons: ['2 Insufficient nvidia.com/gpu'], message: UNSCHEDULABLE } },
    ]);
    expect(problems[0]).toMatchObject({
      kind: 'xid',
      severity: 'critical',
      gpu: 'GPU-worker-2-1',
      params: { xid: 79 },
      title: { en: expect.stringContaining('GPU 1 on worker-2 reported XID 79') },
    });
  });

  it('says who asks and who uses', async () => {
    const { namespaces } = await shared.read(Overview, pathTo('overview', { cluster: 'default' }));
    expect(namespaces).toEqual([
      { namespace: 'ml', pods: 3, requested: 6, assigned: 2, idle: 1, utilization: expect.closeTo(busy / 2) },
    ]);
  });
});

describe('the lists', () => {
  it('give the nodes with GPUs, each with its own numbers', async () => {
    const { items, partial } = await shared.read(NodeList, pathTo('nodes', { cluster: 'default' }));
    expect(items).toMatchObject([
      { name: 'worker-1', podCount: 1, temperatureCelsius: 50, gpus: ['GPU-worker-1-0', 'GPU-worker-1-1'] },
      { name: 'worker-2', podCount: 1, temperatureCelsius: 50, gpus: ['GPU-worker-2-0', 'GPU-worker-2-1'] },
    ]);
    expect(items.map(({ utilization }) => utilization)).toEqual([expect.closeTo(busy / 2), 0]);
    expect(partial).toEqual([]);
  });

  it('give every GPU the values of its last scrape in base units', async () => {
    const { items } = await shared.read(GpuList, pathTo('gpus', { cluster: 'default' }));
    expect(items).toMatchObject(
      GPUS.map((gpu) => {
        const value = (field: string) => valueAt(`DCGM_FI_DEV_${field}`, gpu, lab.lastScrape);
        return {
          uuid: gpu.uuid,
          node: gpu.node,
          utilization: expect.closeTo(value('GPU_UTIL') / 100),
          memoryUsedBytes: value('FB_USED') * MEBIBYTE,
          powerWatts: value('POWER_USAGE'),
          temperatureCelsius: value('GPU_TEMP'),
          readings: { memoryTemperature: null, xid: value('XID_ERRORS') },
          sampledAt: lab.lastScrape,
        };
      }),
    );
  });

  it('give the pods with what their GPUs do', async () => {
    const { items } = await shared.read(PodList, pathTo('pods', { cluster: 'default' }));
    expect(items).toMatchObject([
      { name: 'train-0', node: 'worker-1', gpus: ['GPU-worker-1-0'], powerWatts: 60.5 },
      { name: 'train-1', node: 'worker-2', gpus: ['GPU-worker-2-0'], utilization: 0 },
      { name: 'waits', node: null, gpus: [], utilization: null, powerWatts: null },
    ]);
  });

  it.each([
    ['gpus?node=worker-2', ['GPU-worker-2-0', 'GPU-worker-2-1']],
    ['gpus?namespace=ml', ['GPU-worker-1-0', 'GPU-worker-2-0']],
    ['pods?phase=Pending', ['waits']],
    ['pods?node=worker-1', ['train-0']],
    ['pods?namespace=other', []],
  ])('are narrowed by %s', async (path, expected) => {
    const Names = z.object({
      items: z.array(z.object({ uuid: z.string().optional(), name: z.string().optional() })),
    });
    const { items } = await shared.read(Names, `/api/v1/clusters/default/${path}`);
    expect(items.map(({ uuid, name }) => uuid ?? name)).toEqual(expected);
  });

  it('change with the cluster', async () => {
    const pod = kubePod('late', { node: 'worker-1' });
    const names = async () =>
      (await shared.read(PodList, pathTo('pods', { cluster: 'default' }))).items.map(({ name }) => name);
    lab.kube.put(pod);
    await until('the new pod is listed', async () => (await names()).includes('late'));
    lab.kube.remove(pod);
    await until('it is gone again', async () => !(await names()).includes('late'));
  });
});

describe('a node', () => {
  it('has its operands, pods and events', async () => {
    const node = await shared.read(NodeDetail, pathTo('node', { cluster: 'default', node: 'worker-1' }));
    expect(node.components).toMatchObject([{ component: 'dcgm-exporter', ready: true }]);
    expect(node.pods.map(({ name }) => name)).toEqual(['train-0']);
    expect(node.events).toMatchObject({
      items: [{ reason: 'NodeReady', object: 'Node/worker-1' }],
      problem: null,
    });
  });

  it('has the problems that the overview tells of it, each with what its check found', async () => {
    const { problems } = await shared.read(Overview, pathTo('overview', { cluster: 'default' }));
    for (const node of ['worker-1', 'worker-2']) {
      const detail = await shared.read(NodeDetail, pathTo('node', { cluster: 'default', node }));
      const here = problems.filter((problem) => problem.node === node);
      expect(detail.problems.map(({ id }) => id)).toEqual(here.map(({ id }) => id));
      for (const { result } of detail.problems) expect(result?.commands).not.toEqual([]);
    }
  });

  it('is shown without events where they cannot be read', async () => {
    onTestFinished(lab.kube.refuse('get', '/api/v1/events', { status: 403, message: 'events is forbidden' }));
    const node = await shared.read(NodeDetail, pathTo('node', { cluster: 'default', node: 'worker-1' }));
    expect(node).toMatchObject({
      node: { name: 'worker-1' },
      events: { items: null, problem: 'events is forbidden' },
    });
  });
});

describe('a pod', () => {
  it('that waits is explained node by node', async () => {
    const { pod, explanation } = await shared.read(
      PodDetail,
      pathTo('pod', { cluster: 'default', namespace: 'ml', pod: 'waits' }),
    );
    const [cause] = pod.pending?.causes ?? [];
    expect(cause).toMatchObject({ kind: 'insufficient', nodes: 2, detail: 'nvidia.com/gpu' });
    const verdicts = [
      { kind: 'insufficient', resource: 'nvidia.com/gpu', asked: 4, free: 1, allocatable: 2 },
    ];
    expect(explanation).toMatchObject({
      asked: { 'nvidia.com/gpu': 4 },
      supply: [{ nodes: 2, free: 2, mostFree: 1, mostAllocatable: 2, fragmented: false }],
      nearest: null,
      nodes: [
        { name: 'worker-1', verdicts },
        { name: 'worker-2', verdicts },
      ],
    });
  });

  it('that runs is not', async () => {
    const { explanation } = await shared.read(
      PodDetail,
      pathTo('pod', { cluster: 'default', namespace: 'ml', pod: 'train-0' }),
    );
    expect(explanation).toBeNull();
  });
});

describe('queries', () => {
  it('are answered in frames of the history', async () => {
    const { json } = await shared.post(QUERY, question('max(DCGM_FI_DEV_GPU_TEMP)'));
    const { results } = QueryReply.parse(json());
    expect(results).toMatchObject({ q0: { series: [{ labels: {}, values: Array(11).fill(50) }] } });
  });

  it('that fail beside others are told in their place', async () => {
    const { status, json } = await shared.post(QUERY, question('sum(', '1'));
    expect(status).toBe(200);
    expect(QueryReply.parse(json()).results).toMatchObject({
      q0: { error: { code: 'invalid_promql' } },
      q1: { series: [{ labels: {} }] },
    });
  });

  it('of which none is PromQL are a bad request, in Prometheus’ words', async () => {
    expect(await problemOf(shared.post(QUERY, question('sum(')))).toMatchObject({
      status: 400,
      code: 'invalid_promql',
      detail: expect.stringContaining('parse error'),
      upstream: { source: 'prometheus' },
    });
  });
});

describe('while Prometheus is away', () => {
  let fresh: TestConsole;
  let experienced: TestConsole;
  let before: GpuList;
  beforeAll(async () => {
    experienced = await (await TestConsole.start(lab)).follow();
    before = await experienced.read(GpuList, pathTo('gpus', { cluster: 'default' }));
    await lab.prometheus.pause();
    fresh = await (await TestConsole.start(lab)).follow();
  });
  afterAll(async () => {
    await lab.prometheus.resume();
    await experienced.stop();
    await fresh.stop();
  });

  it('replies hold Kubernetes’ facts and say what is missing', async () => {
    const { items, partial, asOf } = await fresh.read(NodeList, pathTo('nodes', { cluster: 'default' }));
    expect(items).toMatchObject([
      { name: 'worker-1', podCount: 1, utilization: null, gpus: [] },
      { name: 'worker-2', podCount: 1, utilization: null, gpus: [] },
    ]);
    expect(partial).toEqual([
      { source: 'prometheus', answers: false, reason: expect.stringContaining('ECONNREFUSED'), since: null },
    ]);
    expect(asOf.metrics).toBeNull();
  });

  it('the overview counts what it knows and makes no zero of the rest', async () => {
    expect(await fresh.read(Overview, pathTo('overview', { cluster: 'default' }))).toMatchObject({
      gpus: { total: 4, allocated: 2, reporting: null },
      allocatedUtilization: null,
      usage: { utilization: null, memoryUsedBytes: null, powerWatts: null },
      problems: [{ kind: 'request-satisfiable', pod: { namespace: 'ml', name: 'waits' } }],
      idleSince: null,
    });
  });

  it('a GPU is not called unknown', async () => {
    const reply = fresh.ask(pathTo('gpu', { cluster: 'default', uuid: 'GPU-worker-1-0' }));
    expect(await problemOf(reply)).toMatchObject({ status: 503, code: 'prometheus_unreachable' });
  });

  it('a query is a bad gateway', async () => {
    const reply = fresh.post(QUERY, question('1'));
    expect(await problemOf(reply)).toMatchObject({ status: 502, code: 'upstream_unreachable' });
  });

  it('the console is ready: its pages tell what is missing', async () => {
    const { status, json } = await fresh.ask('/readyz');
    expect(status).toBe(200);
    expect(json()).toMatchObject({ sources: [{ kubernetes: 'ok', prometheus: 'unreachable' }] });
  });

  it('the numbers last seen stay, with their age', async () => {
    await experienced.post(QUERY, question('1'));
    const after = await experienced.read(GpuList, pathTo('gpus', { cluster: 'default' }));
    expect(after.items).toEqual(before.items);
    expect(after.asOf.metrics).toBe(before.asOf.metrics);
    expect(after.partial).toMatchObject([{ source: 'prometheus', since: expect.any(Number) }]);
  });
});

describe('while Kubernetes has not answered', () => {
  it('GPUs are shown on the nodes that the exporters name', async () => {
    const { items, partial } = await (await lab.console()).read(
      GpuList,
      pathTo('gpus', { cluster: 'default' }),
    );
    expect(items.map(({ node }) => node)).toEqual(GPUS.map(({ node }) => node));
    expect(partial).toEqual([
      { source: 'kubernetes', answers: false, reason: 'has not answered yet', since: null },
    ]);
  });

  it('the overview makes no zero of what only Kubernetes knows', async () => {
    const { gpus } = await (await lab.console()).read(Overview, pathTo('overview', { cluster: 'default' }));
    expect(gpus).toEqual({
      total: null,
      allocatable: null,
      allocated: null,
      allocatedParts: null,
      free: null,
      freeParts: null,
      schedulable: null,
      reporting: 4,
    });
  });

  it.each([
    pathTo('node', { cluster: 'default', node: 'worker-1' }),
    pathTo('pod', { cluster: 'default', namespace: 'ml', pod: 'train-0' }),
  ])('%s is not called unknown', async (path) => {
    const from = await lab.console();
    expect(await problemOf(from.ask(path))).toMatchObject({
      status: 503,
      code: 'kubernetes_unreachable',
    });
  });
});
