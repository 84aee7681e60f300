import {
  DashboardList,
  type EndpointName,
  endpoints,
  GpuList,
  Overview,
  PodList,
} from '@gpu-console/shared/contract';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { drawnByThread, type TestConsole } from '../testing/lab.ts';
import { PrometheusServer } from '../testing/prometheusServer.ts';
import { headersOf } from '../testing/signedIn.ts';
import {
  API,
  ask,
  type EndpointRequest,
  leaks,
  now,
  REQUESTS,
  teamsConsole,
} from '../testing/teamsConsole.ts';
import { A, alertsOf, B, hidden, shown, teamsHistory, USERS, type UserName } from '../testing/teamsWorld.ts';

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

const VIEWED = (Object.keys(endpoints) as EndpointName[]).filter(
  (name) => 'namespaces' in endpoints[name].view.shape && !('writes' in endpoints[name]),
);

const narrowed = ([path, body]: EndpointRequest, namespaces: string): EndpointRequest => [
  `${path}${path.includes('?') ? '&' : '?'}namespaces=${namespaces}`,
  body,
];

/** What an endpoint says to somebody, without when it was known. */
async function answerTo(own: TestConsole, user: UserName, name: EndpointName, request: EndpointRequest) {
  const { status, text, headers } = await ask(own, user, name, request);
  if (!String(headers['content-type']).includes('json'))
    return { status, said: name === 'panelPicture' ? '' : text };
  const timeless = (key: string, value: unknown) => (TIMES.has(key) ? null : value);
  const said: unknown = JSON.parse(text, timeless);
  return { status, said };
}

const TIMES = new Set(['asOf', 'lastHeard', 'since', 'sampledAt', 'idleSince', 'updatedAt', 'version']);

/** What narrows to the same as team A's rights: nodes and checks are refused, and dashboards go by rights of their own. */
const ALIKE = VIEWED.filter(
  (name) => !['doctor', 'operator', 'setup', 'nodes', 'node', 'dashboards'].includes(name),
);

describe('an administrator who looks at the namespace of team A', () => {
  it.each(ALIKE)('is shown by %s what team A is', async (name) => {
    for (const request of REQUESTS[name]) {
      const asked = narrowed(request, A);
      const own = await answerTo(console, 'teamA', name, asked);
      expect(await answerTo(console, 'admin', name, asked)).toEqual(own);
      expect(await answerTo(console, 'teamA', name, request)).toEqual(own);
    }
  });

  it('is told as much of all namespaces together as of the whole cluster', async () => {
    const heldIn = async (search: string) => {
      const path = `${API}/overview${search}`;
      const { gpus } = Overview.parse((await ask(console, 'admin', 'overview', [path])).json());
      return [gpus.allocated, gpus.allocatedParts];
    };
    const [allocated, parts] = await heldIn('');
    expect(allocated).toBeGreaterThan(0);
    expect(await heldIn(`?namespaces=${A},${B}`)).toEqual([expect.closeTo(Number(allocated)), parts]);
  });

  it('is shown its dashboards, and those that are of no namespace', async () => {
    const own = async (user: UserName) => {
      const reply = await ask(console, user, 'dashboards', [`${API}/dashboards?namespaces=${A}`]);
      return DashboardList.parse(reply.json()).items.flatMap(({ builtin, id }) => (builtin ? [] : [id]));
    };
    expect(await own('teamA')).toEqual(['alpha..board']);
    expect(await own('admin')).toEqual(['kanari-cluster', 'alpha..board', 'kanari-map']);
    const other: EndpointRequest = [`${API}/dashboards/${B}..kanari-board?namespaces=${A}`];
    expect((await ask(console, 'admin', 'dashboard', other)).status).toBe(404);
  });

  it.each(['doctor', 'operator', 'setup', 'nodes', 'node'] as const)(
    'is not shown %s, and told why',
    async (name) => {
      const [request = ['']] = REQUESTS[name];
      const { status, text } = await ask(console, 'admin', name, narrowed(request, A));
      const why = expect.stringContaining('while only some namespaces are looked at');
      expect([status, text]).toEqual([403, why]);
    },
  );
});

describe('namespaces that are chosen', () => {
  it.each([`${A},${B}`, `${B},${A},${A}`, `gpu-operator,${B},${A}`])(
    '%s show team A its own alone',
    async (chosen) => {
      for (const name of VIEWED)
        for (const request of REQUESTS[name]) {
          const asked = narrowed(request, chosen);
          const { status, said } = await ask(console, 'teamA', name, asked);
          expect.soft(leaks(said, asked), name).toEqual([]);
          if (status === 200)
            expect
              .soft(await answerTo(console, 'teamA', name, asked), name)
              .toEqual(await answerTo(console, 'teamA', name, narrowed(request, A)));
        }
    },
  );

  it.each([B, 'gpu-operator', 'kanari-none'])('show team A nothing where they are %s', async (chosen) => {
    const gpus = await ask(console, 'teamA', 'gpus', [`${API}/gpus?namespaces=${chosen}`]);
    expect(GpuList.parse(gpus.json()).items).toEqual([]);
    const pods = await ask(console, 'teamA', 'pods', [`${API}/pods?namespaces=${chosen}`]);
    expect(PodList.parse(pods.json()).items).toEqual([]);
    expect((await ask(console, 'teamA', 'pod', [`${API}/pods/${A}/train?namespaces=${chosen}`])).status).toBe(
      403,
    );
  });

  it.each([
    `namespaces=${A}&namespaces=${B}`,
    `namespaces=${B}&namespaces=`,
    'namespaces=',
    'namespaces=,',
    `namespaces=${A},`,
    `namespaces[]=${B}`,
    `namespaces[0]=${B}`,
    `Namespaces=${B}`,
    'namespaces=*',
    'namespaces=null',
    'namespaces=.*',
    `namespaces=${A}%00`,
    `namespaces=${A}%0a${B}`,
    `namespaces=${A}%2c%20${B}`,
    `namespaces=${A}|${B}`,
    `namespaces=${'%E2%84%AA'}anari-beta`,
    `__proto__=${B}`,
    `namespace=${A}&namespace=${B}`,
  ])('are refused or narrow, as %s', async (query) => {
    for (const name of ['gpus', 'pods', 'usage'] as const) {
      const { status, said } = await ask(console, 'teamA', name, [`${API}/${name}?${query}`]);
      expect.soft([200, 400], name).toContain(status);
      expect
        .soft(
          leaks(said, ['']).filter((word) => word !== B),
          name,
        )
        .toEqual([]);
      if (/namespaces?=.*&namespaces?=/.test(query)) expect.soft(status, name).toBe(400);
    }
  });
});

describe('other spellings of a request', () => {
  it.each([
    ['HEAD', `/pods/${B}/kanari-train`],
    ['HEAD', `/pods/${B}/kanari-train/logs`],
    ['HEAD', '/nodes/kanari-node-1'],
    ['HEAD', '/doctor'],
    ['GET', `/pods/${A}%2f..%2f${B}/kanari-train`],
    ['GET', `/pods/${A}/..%2f..%2f${B}%2fkanari-train`],
    ['GET', `/pods/${B}%00/kanari-train`],
    ['GET', `/pods/${B.toUpperCase()}/kanari-train`],
    ['GET', `/pods/%6banari-beta/kanari-train`],
    ['GET', `/PODS/${B}/kanari-train`],
    ['GET', `/pods//${B}/kanari-train`],
    ['GET', `/pods/${B}/kanari-train/`],
    ['GET', `/pods/${B}/kanari-train/logs?container=main&container=main`],
    ['GET', `/pods/${A}/..;/${B}/kanari-train`],
    ['GET', `/doctor%20`],
    ['GET', `/nodes%2fkanari-node-1`],
    ['GET', `/dashboards/${A}..%2f${B}..kanari-board`],
  ] as const)('%s %s is no way around', async (method, path) => {
    const reply = await console.ask(`${API}${path}`, {
      method: method as 'GET',
      headers: headersOf('x', USERS.teamA),
    });
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(reply.status).toBeLessThan(500);
    expect(leaks(`${JSON.stringify(reply.headers)} ${reply.text}`, [path])).toEqual([]);
  });

  it.each(['POST', 'PUT', 'DELETE'] as const)(
    'a header that names another method makes no %s',
    async (method) => {
      const headers = { ...headersOf('x', USERS.teamA), 'x-http-method-override': method };
      const { status } = await console.ask(`${API}/pods/${B}/kanari-train`, { headers });
      expect(status).toBe(403);
    },
  );
});

const podOf = (item: unknown) =>
  typeof item === 'object' && item !== null && 'pod' in item ? String(item.pod) : '';

/** Lists whose order follows from what is documented, in one of their own. */
function byPod(value: unknown): unknown {
  return Array.isArray(value) ? value.toSorted((a, b) => (podOf(a) < podOf(b) ? -1 : 1)) : value;
}

describe('what others do', () => {
  /** What sharing is told by, and what follows from all series: the only difference. */
  const DOCUMENTED = new Set([
    'sharedWithOthers',
    'sharedBy',
    'gpuHours',
    'measuredGpuHours',
    'idleGpuHours',
  ]);

  it('changes nothing of what team A is told, were it not there at all', async () => {
    const alone = await PrometheusServer.start(teamsHistory(now, 'exported', false), alertsOf(A));
    onTestFinished(() => alone.stop());
    const own = await teamsConsole(shown, alone, { pictures });
    onTestFinished(() => own.stop());
    const plain = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value, (key, one: unknown) => (DOCUMENTED.has(key) ? null : byPod(one))));
    for (const name of VIEWED)
      for (const request of REQUESTS[name]) {
        const [here, there] = [
          await answerTo(console, 'teamA', name, request),
          await answerTo(own.console, 'teamA', name, request),
        ];
        expect.soft(plain(here), `${name} ${request[0]}`).toEqual(plain(there));
      }
  }, 60_000);
});
