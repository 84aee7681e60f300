import type { Frame, QueryReply, QueryRequest } from '@gpu-console/shared/contract';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { seriesByHeaders } from '../access/scopedSeries.ts';
import { dcgmHistory, GPUS, SCRAPE_SECONDS, valueAt } from '../testing/dcgmHistory.ts';
import { PrometheusServer } from '../testing/prometheusServer.ts';
import { until } from '../testing/until.ts';
import { PrometheusClient } from './prometheusClient.ts';
import { QueryService } from './queryService.ts';

const MINUTE = 60;
/** Whole minutes, so that windows start and end on the grid; old enough for answers to be settled. */
const TO = Math.floor(Date.now() / 1000 / MINUTE) * MINUTE - 2 * MINUTE;
const FROM = TO - 30 * MINUTE;

let prometheus: PrometheusServer;
beforeAll(async () => {
  prometheus = await PrometheusServer.start(dcgmHistory(Date.now() / 1000));
});
afterAll(() => prometheus.stop());

interface Counted {
  readonly service: QueryService;
  readonly asked: () => number;
}

function countedService(scrapeInterval = SCRAPE_SECONDS): Counted {
  let count = 0;
  const onRequest = () => {
    count += 1;
  };
  const client = new PrometheusClient({
    url: prometheus.url,
    timeoutSeconds: 15,
    onRequest,
  });
  onTestFinished(() => client.close());
  return { service: new QueryService(client, () => scrapeInterval), asked: () => count };
}

type Query = QueryRequest['queries'][number];

const ranged = (expr: string, more: Partial<Query> = {}): Query => ({
  id: 'a',
  type: 'range',
  expr,
  ...more,
});

function requestOf(query: Query | readonly Query[], more: Partial<QueryRequest> = {}): QueryRequest {
  return { from: FROM, to: TO, step: MINUTE, queries: [query].flat(), ...more };
}

function frameIn({ results }: QueryReply, id = 'a'): Frame {
  const result = results[id];
  if (result === undefined || 'error' in result) {
    throw new Error(`no frame for ${id}: ${result?.error.message}`);
  }
  return result;
}

const Sample = z.tuple([z.number(), z.string().transform(Number)]);
const Result = z.object({
  metric: z.record(z.string(), z.string()),
  values: z.array(Sample).optional(),
  value: Sample.optional(),
});
const Answer = z.object({ data: z.object({ result: z.array(Result) }) });

/** What Prometheus itself answers: each series' labels, and its values by time. */
async function directly(path: string, parameters: Readonly<Record<string, string>>) {
  const reply = await fetch(`${prometheus.url}/api/v1/${path}?${new URLSearchParams(parameters)}`);
  return Answer.parse(await reply.json()).data.result.map(({ metric, values, value }) => ({
    labels: metric,
    samples: values ?? (value === undefined ? [] : [value]),
  }));
}

const window = (from: number) => ({ start: String(from), end: String(TO), step: String(MINUTE) });

/** A frame's numbers in the form of Prometheus' own answer: a gap is a sample that is not there. */
function samplesOf({ start, step, series }: Frame) {
  return series.map(({ labels, values }) => ({
    labels,
    samples: values.flatMap((value, i) => (value === null ? [] : [[start + i * step, value]])),
  }));
}

describe('a range query', () => {
  it('gives the numbers that Prometheus gives, each at its time', async () => {
    const query = 'DCGM_FI_DEV_GPU_UTIL';
    const frame = frameIn(await countedService().service.run(requestOf(ranged(query))));
    const own = await directly('query_range', { query, ...window(FROM) });
    expect(own).toHaveLength(GPUS.length);
    expect(samplesOf(frame)).toEqual(own);
  });

  it('gives the numbers that the exporter gave', async () => {
    const frame = frameIn(await countedService().service.run(requestOf(ranged('DCGM_FI_DEV_GPU_UTIL'))));
    const byUuid = new Map(frame.series.map(({ labels, values }) => [labels['UUID'], values]));
    for (const gpu of GPUS) {
      const expected = Array.from({ length: frame.count }, (_, i) =>
        valueAt('DCGM_FI_DEV_GPU_UTIL', gpu, FROM + i * MINUTE),
      );
      expect(byUuid.get(gpu.uuid)).toEqual(expected);
    }
  });

  it('leaves gaps where Prometheus has nothing, and keeps the grid', async () => {
    const from = TO - 90 * MINUTE;
    const query = 'DCGM_FI_DEV_GPU_TEMP{UUID="GPU-worker-1-0"}';
    const frame = frameIn(await countedService().service.run(requestOf(ranged(query), { from })));
    expect(frame).toMatchObject({ start: from, step: MINUTE, count: 91 });
    expect(frame.series[0]?.values[0]).toBeNull();
    expect(samplesOf(frame)).toEqual(await directly('query_range', { query, ...window(from) }));
  });

  it.each([
    ['the step that was asked for', { step: 90 }, 90],
    ['a step that gives no more points than wanted', { maxDataPoints: 30 }, 60],
    ['no step finer than the scrapes', { maxDataPoints: 11_000 }, SCRAPE_SECONDS],
  ])('takes %s', async (_, resolution, step) => {
    const queries = [ranged('DCGM_FI_DEV_GPU_TEMP')];
    const reply = await countedService().service.run({ from: FROM, to: TO, queries, ...resolution });
    expect(frameIn(reply).step).toBe(step);
  });
});

describe('an instant query', () => {
  it('gives the numbers that Prometheus gives at the end of the window', async () => {
    const query = 'DCGM_FI_DEV_GPU_UTIL';
    const frame = frameIn(
      await countedService().service.run(requestOf({ id: 'a', type: 'instant', expr: query })),
    );
    expect(frame).toMatchObject({ start: TO, step: 0, count: 1 });
    const own = await directly('query', { query, time: String(TO) });
    expect(own).toHaveLength(GPUS.length);
    expect(samplesOf(frame)).toEqual(own);
  });

  it('of a range vector is an error that says so', async () => {
    const query = { id: 'a', type: 'instant', expr: 'DCGM_FI_DEV_GPU_UTIL[1m]' } as const;
    const { results } = await countedService().service.run(requestOf(query));
    expect(results['a']).toEqual({
      error: { code: 'unsupported_result', message: expect.stringContaining('matrix') },
    });
  });
});

describe('equal questions', () => {
  const request = requestOf(ranged('DCGM_FI_DEV_FB_USED'));

  it('in flight together are asked once, and all are answered', async () => {
    const { service, asked } = countedService();
    const replies = await Promise.all(Array.from({ length: 25 }, () => service.run(request)));
    expect(asked()).toBe(1);
    const [first] = replies;
    expect(first === undefined ? [] : frameIn(first).series).toHaveLength(GPUS.length);
    for (const reply of replies) expect(reply).toEqual(first);
  });

  it('within one request are asked once', async () => {
    const { service, asked } = countedService();
    const queries = ['a', 'b'].map((id) => ranged('DCGM_FI_DEV_FB_USED', { id }));
    const reply = await service.run(requestOf(queries));
    expect(asked()).toBe(1);
    expect(frameIn(reply, 'b')).toEqual(frameIn(reply, 'a'));
  });

  it('about a window that is over are answered from memory', async () => {
    const { service, asked } = countedService();
    const first = await service.run(request);
    expect(await service.run(request)).toEqual(first);
    expect(asked()).toBe(1);
  });

  it('come from windows that lie between the same points of the grid', async () => {
    const { service, asked } = countedService();
    const first = await service.run(request);
    expect(await service.run({ ...request, from: FROM + 7, to: TO + 29 })).toEqual(first);
    expect(asked()).toBe(1);
  });

  it('that failed are asked again', async () => {
    const { service } = countedService();
    await prometheus.pause();
    const away = await service.run(request).finally(() => prometheus.resume());
    expect(away.results['a']).toMatchObject({ error: { code: 'upstream_unreachable' } });
    expect(frameIn(await service.run(request)).series).toHaveLength(GPUS.length);
  });
});

describe('different questions', () => {
  it.each([
    ['another expression', { queries: [ranged('DCGM_FI_DEV_FB_FREE')] }],
    ['another step', { step: 2 * MINUTE }],
    ['another end', { to: TO - MINUTE }],
    ['another start', { from: FROM + MINUTE }],
    ['an instant', { queries: [{ id: 'a', type: 'instant', expr: 'DCGM_FI_DEV_FB_USED' } as const] }],
  ])('are both asked: %s', async (_, other) => {
    const { service, asked } = countedService();
    const request = requestOf(ranged('DCGM_FI_DEV_FB_USED'));
    await service.run(request);
    await service.run({ ...request, ...other });
    expect(asked()).toBe(2);
  });
});

describe('a variable in an expression', () => {
  it.each([
    ['$__interval', 'the step', '60s'],
    ['$__rate_interval', 'four scrapes, where a step and a scrape are shorter', '120s'],
    ['$__range', 'the whole window', '1800s'],
  ])('%s reaches Prometheus as %s', async (variable, _, duration) => {
    const expr = (window: string) => `count_over_time(DCGM_FI_DEV_GPU_TEMP{gpu="0"}[${window}])`;
    const { service } = countedService(30);
    const frame = frameIn(await service.run(requestOf(ranged(expr(variable)))));
    const own = await directly('query_range', {
      query: expr(duration),
      ...window(FROM),
    });
    expect(own).not.toEqual([]);
    expect(samplesOf(frame)).toEqual(own);
  });
});

describe('a request of several queries', () => {
  it('answers the good ones beside a bad one, which is told in its place', async () => {
    const queries = [
      ranged('DCGM_FI_DEV_GPU_TEMP', { id: 'before' }),
      ranged('sum(DCGM_FI_DEV_GPU_TEMP', { id: 'bad' }),
      ranged('DCGM_FI_DEV_FB_USED', { id: 'after' }),
    ];
    const reply = await countedService().service.run(requestOf(queries));
    expect(reply.results['bad']).toEqual({
      error: { code: 'invalid_promql', message: expect.stringContaining('unclosed left parenthesis') },
    });
    expect(frameIn(reply, 'before').series).toHaveLength(GPUS.length);
    expect(frameIn(reply, 'after').series).toHaveLength(GPUS.length);
  });
});

describe('a legend', () => {
  const labelled = (legend: string) => requestOf(ranged('DCGM_FI_DEV_GPU_TEMP', { legend }));

  it('comes back with every series of its query', async () => {
    const frame = frameIn(await countedService().service.run(labelled('GPU {{gpu}}')));
    expect(frame.series.map(({ legend }) => legend)).toEqual(GPUS.map(() => 'GPU {{gpu}}'));
  });

  it('belongs to its own query only, though the numbers are shared', async () => {
    const { service, asked } = countedService();
    await service.run(labelled('one'));
    const other = frameIn(await service.run(labelled('other')));
    const none = frameIn(await service.run(requestOf(ranged('DCGM_FI_DEV_GPU_TEMP'))));
    expect(asked()).toBe(1);
    expect(other.series[0]).toMatchObject({ legend: 'other' });
    expect(none.series[0]).not.toHaveProperty('legend');
  });
});

it('keeps what Prometheus itself decides about for half a minute, however settled it is', async () => {
  const clock = performance.now.bind(performance);
  let passed = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => clock() + passed);
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  const { service, asked } = countedService();
  const access = seriesByHeaders(() => ({ 'x-user': 'alice' }), undefined);
  const ask = () => service.run(requestOf(ranged('DCGM_FI_DEV_GPU_UTIL')), { viewer: 'alice', access });
  await ask();
  passed = 29_000;
  await ask();
  expect(asked()).toBe(1);
  passed = 31_000;
  await until('it is asked anew', async () => {
    await ask();
    return asked() === 2;
  });
});
