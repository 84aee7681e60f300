import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labelSet } from '../exporter/labelSet.ts';
import { PastStore } from './pastStore.ts';
import { Series, writeRequest } from './remoteWrite.ts';
import type { ScrapeTarget } from './scrapeTargets.ts';
import { TargetHistory } from './targetHistory.ts';

const START = 1_700_000_000;
const STEP = 30;

/** A program in Prometheus' place. */
async function impostor(folder: string, script: string): Promise<string> {
  const program = join(folder, 'impostor');
  await writeFile(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return program;
}

describe('a Prometheus that does not start', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'past-test-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    ['says nothing', 'exec sleep 600', /took too long before it said where it listens\. It wrote nothing/],
    [
      'says something else',
      'echo reading the old log >&2; exec sleep 600',
      /took too long before it said where it listens\. Its last lines:\nreading the old log/,
    ],
    [
      'listens and answers nobody',
      'echo \'msg="Listening on" component=web address=127.0.0.1:9\' >&2; exec sleep 600',
      /is not ready, and there is no more time\. Its last lines:\nmsg="Listening on"/,
    ],
    ['ends', 'echo no room on the disk >&2; exit 3', /ended before it said.*\nno room on the disk/],
  ])('is given up where it %s', async (_, script, words) => {
    const program = await impostor(folder, script);
    const opening = PastStore.open(join(folder, 'data'), { program, timeoutStart: 2000 });
    await expect(opening).rejects.toThrow(words);
  });

  it('is named where there is none', async () => {
    const opening = PastStore.open(join(folder, 'data'), { program: join(folder, 'nowhere') });
    await expect(opening).rejects.toThrow(/ended before it said.*\n.*nowhere: No such file/);
  });
});

interface Reply {
  readonly data: {
    readonly result: readonly { readonly metric: Record<string, string>; readonly values: unknown[] }[];
  };
}

describe('a past written into Prometheus', () => {
  let folder: string;
  let store: PastStore;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'past-test-'));
    store = await PastStore.open(folder);
  });

  afterAll(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  async function range(query: string, to: number): Promise<Reply['data']['result']> {
    const form = new URLSearchParams({ query, start: `${START}`, end: `${to}`, step: `${STEP}` });
    const reply = await fetch(`${store.url}/api/v1/query_range?${form}`);
    const body: Reply = JSON.parse(await reply.text());
    return body.data.result;
  }

  it('has each sample at its time, with its labels', async () => {
    const series = new Series(
      'temperature',
      labelSet([
        ['gpu', '0'],
        ['Hostname', 'worker "1"'],
      ]),
    );
    series.add(START, 41.5);
    series.add(START + STEP, -0.25);
    await store.write(await writeRequest([series]));
    expect(await range('temperature', START + STEP)).toEqual([
      {
        metric: { __name__: 'temperature', gpu: '0', Hostname: 'worker "1"' },
        values: [
          [START, '41.5'],
          [START + STEP, '-0.25'],
        ],
      },
    ]);
    expect(series.count).toBe(0);
  });

  it('knows when a series ended: one GPU is never there twice', async () => {
    const holders = [
      labelSet([
        ['gpu', '0'],
        ['pod', 'first'],
      ]),
      labelSet([
        ['gpu', '0'],
        ['pod', 'second'],
      ]),
    ];
    const times = Array.from({ length: 8 }, (_, index) => START + index * STEP);
    let now = 0;
    const target: ScrapeTarget = {
      address: '127.0.0.1:9400',
      honorLabels: true,
      pastStride: 1,
      isUp: () => true,
      labels: () => ({ job: 'exporter' }),
      samples: () => {
        const labels = holders[now < 4 ? 0 : 1] ?? labelSet([]);
        return [{ name: 'power', labels, value: '70' }];
      },
      text: () => '',
    };
    const history = new TargetHistory(target);
    for (const [index, time] of times.entries()) {
      now = index;
      history.scrape(time);
    }
    await store.write(await writeRequest(history.held()));
    const last = START + 7 * STEP;
    const [counts] = await range('count(power)', last);
    expect(counts?.values).toEqual(times.map((time) => [time, '1']));
    const pods = await range('power', last);
    expect(pods.map(({ metric, values }) => [metric['pod'], values.length])).toEqual([
      ['first', 4],
      ['second', 4],
    ]);
  });

  it('is refused in its own words where it comes from before the oldest', async () => {
    const series = new Series('late', labelSet([]));
    series.add(START - 7 * 86_400, 1);
    const request = await writeRequest([series]);
    await expect(store.write(request)).rejects.toThrow(/did not take the past: out of bounds/);
  });
});
