import type { EndpointName } from '@gpu-console/shared/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askEndpoint, readingEndpoints } from '../testing/everyEndpoint.ts';
import { type Fault, FaultProxy } from '../testing/faultProxy.ts';
import { drawnByThread, Lab, TestConsole } from '../testing/lab.ts';
import { explanations, losses } from '../testing/losses.ts';
import { until } from '../testing/until.ts';

/** The ways from the console to its sources. */
interface Ways {
  readonly kubernetes: FaultProxy;
  readonly prometheus: FaultProxy;
}

interface Replies {
  readonly status: number;
  /** Of a stream, how much came. */
  readonly reply: unknown;
}

/** Kinds that are followed, in the order in which they are of use to a page. */
const FOLLOWED = ['nodes', 'pods', 'resourceclaims', 'resourceslices'] as const;

/** One for all: the sources do not draw. */
const pictures = drawnByThread();
let lab: Lab;
let now: number;
let whole: ReadonlyMap<EndpointName, Replies>;
/** What the console asked of the API server for all of that: a path without its query for each. */
let asked: readonly string[];

beforeAll(async () => {
  lab = await Lab.start();
  lab.kube.serve('resource.k8s.io', 'v1');
  now = lab.lastScrape;
  let paths: readonly string[] = [];
  whole = await everything(({ kubernetes }) => {
    paths = kubernetes.requests;
  });
  asked = [...new Set(paths.map((path) => path.split('?')[0] ?? ''))];
}, 60_000);
afterAll(async () => {
  await pictures.stop();
  await lab.stop();
});

/** What every endpoint says where something was done to the ways to the sources before the console first asked. */
async function everything(takeAway: (ways: Ways) => void): Promise<ReadonlyMap<EndpointName, Replies>> {
  const kubernetes = await FaultProxy.start(lab.kube.url);
  const prometheus = await FaultProxy.start(lab.prometheus.url);
  takeAway({ kubernetes, prometheus });
  const own = await TestConsole.start(lab, {
    kubeUrl: kubernetes.url,
    prometheusUrl: prometheus.url,
    pictures,
  });
  try {
    own.cluster.follow();
    const { state, facts } = own.cluster;
    await until('the API server was heard', () => state.health.state.state !== 'connecting');
    await Promise.race([until('every kind was read', () => state.tried), facts.get()]);
    await own.readMetrics();
    const told = new Map<EndpointName, Replies>();
    for (const name of readingEndpoints) told.set(name, await tellBy(own, name));
    return told;
  } finally {
    await own.stop();
    await kubernetes.stop();
    await prometheus.stop();
  }
}

async function tellBy(console: TestConsole, name: EndpointName): Promise<Replies> {
  const { status, headers, json, bytes } = await askEndpoint(console, name, now);
  const isJson = String(headers['content-type']).includes('json');
  return { status, reply: isJson ? json() : bytes.length };
}

/** Where endpoints count or list less than the whole and give no reason that the whole did not give, or say that there is none. */
async function falseEmpties(takeAway: (ways: Ways) => void): Promise<string[]> {
  const told = await everything(takeAway);
  return [...told].flatMap(([name, { status, reply }]) => {
    const before = whole.get(name);
    const lost = losses(before?.reply, reply);
    const reasons = [...explanations(reply)].filter((reason) => !explanations(before?.reply).has(reason));
    if (status >= 400) return status !== 404 && explanations(reply).size > 0 ? [] : [`${name}: ${status}`];
    return reasons.length > 0 ? [] : lost.map((loss) => `${name}${loss}`);
  });
}

const refused = (path: string): Fault => ({
  kind: 'answer',
  status: 403,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message: `${path} is forbidden` }),
});

const escaped = (path: string) => new RegExp(`^${path.replaceAll('.', '\\.')}(\\?|$)`);

it('every endpoint that reads answers in full while both sources are there', () => {
  const bad = [...whole].filter(([, { status }]) => status !== 200);
  expect(bad).toEqual([]);
});

it('nothing that the API server refuses is taken for nothing that there is', async () => {
  const found: string[] = [];
  for (const path of asked) {
    const empties = await falseEmpties(({ kubernetes }) => kubernetes.inject(escaped(path), refused(path)));
    found.push(...empties.map((empty) => `${path}: ${empty}`));
  }
  expect(found).toEqual([]);
}, 120_000);

describe.each(FOLLOWED)('%s that are still being read', (resource) => {
  it('are not taken for none', async () => {
    const silence = { kind: 'silence' } as const;
    const empties = await falseEmpties(({ kubernetes }) =>
      kubernetes.inject(new RegExp(`/${resource}\\?`), silence),
    );
    expect(empties).toEqual([]);
  });
});

const answer = (body: object, status = 200): Fault => ({
  kind: 'answer',
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

describe.each<[string, (ways: Ways) => void]>([
  [
    'both sources away',
    ({ kubernetes, prometheus }) => {
      kubernetes.inject(/./, { kind: 'reset' });
      prometheus.inject(/./, { kind: 'reset' });
    },
  ],
  ['the API server away', ({ kubernetes }) => kubernetes.inject(/./, { kind: 'reset' })],
  [
    'the API server behind a login page',
    ({ kubernetes }) => kubernetes.inject(/./, { kind: 'answer', status: 200, body: '<html>Sign in</html>' }),
  ],
  ['Prometheus away', ({ prometheus }) => prometheus.inject(/./, { kind: 'reset' })],
  ['Prometheus refusing', ({ prometheus }) => prometheus.inject(/./, answer({ error: 'no' }, 403))],
  [
    'a Prometheus that fails at queries',
    ({ prometheus }) =>
      prometheus.inject(/\/query/, answer({ status: 'error', errorType: 'execution', error: 'bad' }, 422)),
  ],
  [
    'a Prometheus that warns that a store is away, and has nothing',
    ({ prometheus }) =>
      prometheus.inject(/\/query|\/series|\/label/, {
        kind: 'rewrite',
        body: (text) =>
          JSON.stringify({
            ...JSON.parse(text),
            data: emptied(JSON.parse(text)),
            warnings: ['a store is away'],
          }),
      }),
  ],
])('with %s', (_, takeAway) => {
  it('nothing is taken for all there is', async () => {
    expect(await falseEmpties(takeAway)).toEqual([]);
  });
});

/** What is known to be none, and no gap, where no exporter is scraped: what each says of GPUs that report. */
const NONE_REPORT = [
  /^overview\.gpus\.reporting /,
  /^(nodes\.items|node\.pods|pods\.items)\[\d\]\.gpus /,
  /^(node\.node|node|pod\.pod|pod)\.gpus /,
  /^gpus\.items /,
  /^gpu: 404$/,
  /^(query|values)\.results/,
  // What was seen for a step, and the checks that apply to it.
  /^setup\.steps\[\d+\]\.(items\[\d+\]\.evidence|checks) /,
  /^search\.items /,
];

it('without DCGM series, only the GPUs that report are none', async () => {
  const empties = await falseEmpties(({ prometheus }) =>
    prometheus.inject(/\/query|\/series|\/label/, {
      kind: 'rewrite',
      body: (text) => JSON.stringify({ ...JSON.parse(text), data: emptied(JSON.parse(text)) }),
    }),
  );
  expect(empties.filter((empty) => !NONE_REPORT.some((known) => known.test(empty)))).toEqual([]);
});

function emptied({ data }: { data: unknown }): unknown {
  if (Array.isArray(data)) return [];
  return typeof data === 'object' && data !== null && 'result' in data ? { ...data, result: [] } : data;
}
