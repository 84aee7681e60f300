import {
  DeviceList,
  type EndpointName,
  endpoints,
  GpuDetail,
  GpuList,
  NodeList,
  Overview,
  PodUsageList,
  QueryReply,
} from '@gpu-console/shared/contract';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { drawnByThread, type TestConsole } from '../testing/lab.ts';
import { PrometheusServer } from '../testing/prometheusServer.ts';
import {
  API,
  ask,
  FOREIGN,
  leaks,
  now,
  REQUESTS,
  STATUSES,
  TELLING,
  teamsConsole,
} from '../testing/teamsConsole.ts';
import { A, alertsOf, B, hidden, shown, teamsHistory, USERS, type UserName } from '../testing/teamsWorld.ts';

const NAMES = Object.keys(USERS) as UserName[];

/** One for all: the tests do not draw. */
const pictures = drawnByThread();
let prometheus: PrometheusServer;
let world: Awaited<ReturnType<typeof teamsConsole>>;
let console: TestConsole;

beforeAll(async () => {
  prometheus = await PrometheusServer.start(teamsHistory(now), alertsOf(A, B));
  world = await teamsConsole([...shown, ...hidden], prometheus, { pictures });
  console = world.console;
}, 60_000);
afterAll(async () => {
  await world.stop();
  await pictures.stop();
  await prometheus.stop();
});

describe.each(NAMES)('%s', (user) => {
  it('gets of each endpoint what the table says', async () => {
    const wrong: string[] = [];
    for (const name of Object.keys(endpoints) as EndpointName[]) {
      const [first] = REQUESTS[name];
      if (first === undefined) throw new Error(`${name}: nothing is asked`);
      const { status, text } = await ask(console, user, name, first);
      const wanted = STATUSES[name][NAMES.indexOf(user)];
      if (status !== wanted) wrong.push(`${name}: ${status} for ${wanted}: ${text.slice(0, 300)}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe.each(['nobody', 'teamA'] as const)('%s', (user) => {
  it('is told no word of what is not theirs, by any endpoint', async () => {
    const given: string[] = [];
    for (const name of Object.keys(endpoints) as EndpointName[])
      for (const request of REQUESTS[name]) {
        const { said } = await ask(console, user, name, request);
        given.push(
          ...leaks(said, request).map(
            (word) =>
              `${name} ${request[0]}: ${word} in ${said.slice(Math.max(0, said.indexOf(word) - 300), said.indexOf(word) + 100)}`,
          ),
        );
      }
    expect(given).toEqual([]);
  });
});

it('the world has something to give away at every endpoint that tells of it', async () => {
  const mute: string[] = [];
  for (const name of TELLING) {
    const found = await Promise.all(
      REQUESTS[name].map(async (request) =>
        leaks((await ask(console, 'admin', name, request)).said, request),
      ),
    );
    if (found.flat().length === 0) mute.push(name);
  }
  expect(mute).toEqual([]);
});

it('team A is shown what it has', async () => {
  const gpus = GpuList.parse((await ask(console, 'teamA', 'gpus', [`${API}/gpus`])).json());
  expect(
    gpus.items.map(({ uuid, instance, pods, sharedWithOthers }) => [
      uuid,
      instance?.id,
      pods.length,
      sharedWithOthers,
    ]),
  ).toEqual([
    ['GPU-shared-0', undefined, 1, false],
    ['GPU-shared-1', undefined, 1, true],
    ['GPU-shared-3', '3', 1, false],
  ]);
  const overview = Overview.parse((await ask(console, 'teamA', 'overview', [`${API}/overview`])).json());
  expect(overview.scope).toEqual({ namespaces: [A], nodes: false });
  expect(overview.problems.map(({ kind, gpu }) => [kind, gpu])).toContainEqual(['alert', 'GPU-shared-0']);
  expect(gpus.problems).toEqual(overview.problems.filter(({ gpu }) => gpu !== null));
  expect(overview.gpus).toMatchObject({ total: null, free: null, reporting: 3 });
  const devices = DeviceList.parse((await ask(console, 'teamA', 'devices', [`${API}/devices`])).json());
  expect(devices.items?.map(({ name }) => name)).toEqual(['gpu-0', 'gpu-2']);
  expect(devices.unusedClaims?.map(({ name }) => name)).toEqual(['left-claim']);
  const usage = await ask(console, 'teamA', 'usage', [`${API}/usage?from=${now - 3600}&to=${now}`]);
  expect(
    PodUsageList.parse(usage.json())
      .items.map(({ pod }) => pod)
      .sort(),
  ).toEqual(['mig', 'slice', 'train']);
});

it('team A is told the problems of its own GPU, an alert by its name alone, and nothing of what is shared', async () => {
  const problemsOf = async (user: UserName, uuid: string) =>
    GpuDetail.parse((await ask(console, user, 'gpu', [`${API}/gpus/${uuid}`])).json()).problems;
  const own = await problemsOf('teamA', 'GPU-shared-0');
  expect(own.map(({ title }) => title.en)).toContain('GpuLooksOdd');
  expect(own.flatMap(({ result }) => [...(result?.evidence ?? []), ...(result?.commands ?? [])])).toEqual([]);
  expect(await problemsOf('teamA', 'GPU-shared-1')).toEqual([]);
  expect((await problemsOf('admin', 'GPU-shared-1')).length).toBeGreaterThan(0);
});

describe.each(['nobody', 'teamA'] as const)('%s, who asks for what is not theirs', (user) => {
  it('is told the same as of what is not there', async () => {
    const told: string[] = [];
    for (const path of FOREIGN) {
      const { status, said } = await ask(console, user, 'foreign', [path]);
      const found = leaks(said, [path]);
      const isEmptyList = path.includes('/devices?') && status === 200;
      if (found.length > 0 || (status < 400 && !isEmptyList)) told.push(`${path}: ${status} ${said}`);
    }
    expect(told).toEqual([]);
  });

  it('cannot tell a dashboard or a GPU that is there from one that is not', async () => {
    for (const [there, missing] of [
      ['dashboards/kanari-cluster', 'dashboards/kanari-clusters'],
      ['dashboards/kanari-map', 'dashboards/kanari-maps'],
      [`dashboards/${B}..kanari-board`, `dashboards/${B}..kanari-boards`],
      ['gpus/GPU-kanari-0', 'gpus/GPU-kanari-9'],
      [`pods/${B}/kanari-train`, `pods/${B}/kanari-trains`],
      [`pods/${B}/kanari-train/logs`, `pods/${B}/kanari-trains/logs`],
      ['nodes/kanari-node-1', 'nodes/kanari-node-9'],
      ['pods/kanari-beta/x', 'pods/kanari-zeta/x'],
    ] as const) {
      const [one, other] = await Promise.all(
        [there, missing].map(async (what) => {
          const { status, text } = await ask(console, user, 'foreign', [`${API}/${what}`]);
          return [
            status,
            text
              .replaceAll(what, '')
              .replace(/"[\w.-]*[kK]anari[\w.-]*\\?"/g, '')
              .replace(/\\"[^"]*kanari[^"]*\\"/g, ''),
          ];
        }),
      );
      expect(one, there).toEqual(other);
    }
  });
});

describe('who lists nodes and sees some namespaces', () => {
  const words = async (name: EndpointName) => {
    const found = await Promise.all(
      REQUESTS[name].map(async (request) =>
        leaks((await ask(console, 'lister', name, request)).said, request),
      ),
    );
    return [...new Set(found.flat())].sort();
  };

  it('is told of nodes, and of nothing that is on them', async () => {
    for (const name of Object.keys(endpoints) as EndpointName[])
      for (const word of await words(name)) expect.soft(word, name).toMatch(/^kanari-node-(1|event)$/);
  });

  it('is told that it is unknown what nodes have left', async () => {
    const { items } = NodeList.parse((await ask(console, 'lister', 'nodes', [`${API}/nodes`])).json());
    expect(items.map(({ name, gpuCounts: { total } }) => [name, total])).toEqual([
      ['dra-1', 5],
      ['kanari-node-1', 2],
      ['shared-1', 4],
    ]);
    for (const { gpuCounts, podCount, resources } of items) {
      expect(gpuCounts).toMatchObject({
        allocated: null,
        allocatedParts: null,
        free: null,
        freeParts: null,
        schedulable: null,
      });
      expect([podCount, ...resources.map(({ requested }) => requested)]).toEqual([
        null,
        ...resources.map(() => null),
      ]);
    }
    const { gpus, silent, models } = Overview.parse(
      (await ask(console, 'lister', 'overview', [`${API}/overview`])).json(),
    );
    expect(gpus).toMatchObject({
      total: 11,
      free: null,
      freeParts: null,
      schedulable: null,
      reporting: null,
    });
    expect(silent).toBeNull();
    expect(models.map(({ total, reporting }) => [total, reporting])).toEqual([[null, 3]]);
  });

  it('is not told that devices are free which others may have', async () => {
    const devices = DeviceList.parse((await ask(console, 'lister', 'devices', [`${API}/devices`])).json());
    expect(
      devices.items?.map(({ name, claims }) => [name, claims?.map((claim) => claim.name) ?? null]),
    ).toEqual([
      ['gpu-0', ['claim']],
      ['gpu-1', null],
      ['gpu-2', ['left-claim']],
      ['gpu-3', null],
      ['gpu-4', null],
    ]);
    expect(devices.unusedClaims?.map(({ name }) => name)).toEqual(['left-claim']);
  });
});

describe('where exporters’ labels are honoured', () => {
  it('team A is told no word of what is not theirs, and what they have', async () => {
    const metrics = await PrometheusServer.start(teamsHistory(now, 'honoured'), alertsOf(A, B));
    onTestFinished(() => metrics.stop());
    const own = await teamsConsole([...shown, ...hidden], metrics, { pictures });
    onTestFinished(() => own.stop());
    const given: string[] = [];
    for (const name of TELLING)
      for (const request of REQUESTS[name]) {
        const { said } = await ask(own.console, 'teamA', name, request);
        given.push(...leaks(said, request).map((word) => `${name} ${request[0]}: ${word}`));
      }
    expect(given).toEqual([]);
    const [request = ['']] = REQUESTS.query;
    const reply = QueryReply.parse((await ask(own.console, 'teamA', 'query', request)).json());
    const all = reply.results['0'];
    const found = all !== undefined && 'series' in all ? all.series : [];
    expect(new Set(found.map(({ labels }) => labels['namespace']))).toEqual(new Set([A]));
    expect(found.filter(({ labels }) => labels['__name__']?.startsWith('DCGM_')).length).toBe(3 * 6);
  }, 60_000);
});
