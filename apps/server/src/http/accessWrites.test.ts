import { Problem, SampleChange, SampleReport, StoredDashboard } from '@gpu-console/shared/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KubernetesConnection } from '../kubernetes/kubernetesConnection.ts';
import { KubernetesWriter } from '../kubernetes/kubernetesWriter.ts';
import { drawnByThread, type TestConsole } from '../testing/lab.ts';
import { PrometheusServer } from '../testing/prometheusServer.ts';
import { AUTHENTICATED, headersOf } from '../testing/signedIn.ts';
import { API, leaks, now, teamsConsole } from '../testing/teamsConsole.ts';
import { A, B, bound, hidden, shown, teamsHistory, USERS, type UserName } from '../testing/teamsWorld.ts';

/** One for all: the tests do not draw. */
const pictures = drawnByThread();
let prometheus: PrometheusServer;
let world: Awaited<ReturnType<typeof teamsConsole>>;
let console: TestConsole;

beforeAll(async () => {
  prometheus = await PrometheusServer.start(teamsHistory(now));
  world = await teamsConsole([...shown, ...hidden], prometheus, { pictures, writes: [A, B] });
  console = world.console;
  world.kube.put(bound('team-a', 'edit', A));
}, 60_000);
afterAll(async () => {
  await world.stop();
  await pictures.stop();
  await prometheus.stop();
});

async function send(user: UserName, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) {
  const reply = await console.ask(`${API}${path}`, {
    method,
    headers: { ...headersOf(user, USERS[user]), 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const problem = Problem.safeParse(reply.status >= 400 ? reply.json() : undefined);
  return { ...reply, code: problem.data?.code };
}

const dashboardOf = (id: string, version: string | null) => ({
  dashboard: { id, title: 'Mine', variables: [], panels: [] },
  version,
});

/** What the log says of writes and logs read by a user. */
function audit(user: UserName): unknown[] {
  return console.log.flatMap((line) => {
    const { msg, refusal, write, read } = JSON.parse(line);
    const { caller, cluster: _, ...what } = write ?? read ?? {};
    return caller?.user === user
      ? [{ msg, ...what, groups: caller.groups, refused: refusal !== undefined }]
      : [];
  });
}

describe('the console as it is deployed has no right to write', () => {
  it('so that what is written is written in the name of who asked', async () => {
    const { kube } = world;
    const started = await send('teamA', 'POST', '/samples/notebook', { namespace: A, dryRun: false });
    expect([started.status, SampleChange.parse(started.json()).objects.length]).toEqual([200, 2]);
    const removed = await send('teamA', 'DELETE', `/samples/notebook?namespace=${A}`);
    expect(removed.status).toBe(200);
    const saved = await send('teamA', 'PUT', `/dashboards/${A}..mine`, dashboardOf(`${A}..mine`, null));
    const { version } = StoredDashboard.parse(saved.json());
    const deleted = await send('teamA', 'DELETE', `/dashboards/${A}..mine`, { version });
    expect(deleted.status).toBe(200);
    const names = new Set(kube.writes.map(({ as }) => JSON.stringify(as)));
    expect([...names]).toEqual([JSON.stringify({ user: 'teamA', groups: ['team-a'] })]);
    expect(kube.writes.map(({ verb }) => verb)).toEqual(expect.arrayContaining(['try', 'create', 'delete']));
  });
});

describe('team A in the namespace of team B', () => {
  it.each([
    ['POST', '/samples/load', { namespace: B, dryRun: true }, 'namespace_not_yours'],
    ['POST', '/samples/load', { namespace: B, dryRun: false }, 'namespace_not_yours'],
    ['DELETE', `/samples/load?namespace=${B}`, undefined, 'namespace_not_yours'],
    ['PUT', `/dashboards/${B}..kanari-board`, dashboardOf(`${B}..kanari-board`, null), 'forbidden'],
    ['PUT', `/dashboards/${B}..kanari-board`, dashboardOf(`${B}..kanari-board`, '1'), 'forbidden'],
    ['PUT', `/dashboards/${B}..kanari-new`, dashboardOf(`${B}..kanari-new`, null), 'forbidden'],
    ['DELETE', `/dashboards/${B}..kanari-board`, { version: '1' }, 'forbidden'],
    ['PUT', '/dashboards/kanari-cluster', dashboardOf('kanari-cluster', null), 'forbidden'],
    ['PUT', '/dashboards/kanari-cluster', dashboardOf('kanari-cluster', '1'), 'forbidden'],
    ['DELETE', '/dashboards/kanari-cluster', { version: '1' }, 'forbidden'],
    ['PUT', '/dashboards/kanari-map', dashboardOf('kanari-map', null), 'forbidden'],
    ['DELETE', '/dashboards/kanari-map', { version: '1' }, 'forbidden'],
  ] as const)('is refused %s %s %j before anything is told of it', async (method, path, body, code) => {
    const reply = await send('teamA', method, path, body);
    expect([reply.status, reply.code]).toEqual([403, code]);
    expect(leaks(reply.text, [path, body])).toEqual([]);
    expect(Problem.parse(reply.json())).not.toHaveProperty('current');
  });

  it('cannot tell by a write whether a dashboard is there', async () => {
    const [there, missing] = await Promise.all(
      ['kanari-cluster', 'kanari-missing'].map(async (id) => {
        const reply = await send('teamA', 'PUT', `/dashboards/${id}`, dashboardOf(id, null));
        return [reply.status, reply.text.replaceAll(id, '')];
      }),
    );
    expect(there).toEqual(missing);
  });

  it('is told which of its namespaces may be written to, and of no other', async () => {
    const reply = await send('teamA', 'GET', '/samples');
    expect(SampleReport.parse(reply.json()).writes.namespaces).toEqual([A]);
  });
});

describe('a right that RBAC does not give', () => {
  it('is the API server’s to refuse where a namespace may be seen', async () => {
    const reply = await send('teamB', 'POST', '/samples/load', { namespace: B, dryRun: true });
    expect(reply.status).toBe(403);
    expect(reply.text).toContain('User \\"teamB\\" cannot create resource \\"pods\\"');
  });

  it('lets a conflict be told to who may get the dashboard, and to nobody else', async () => {
    const body = dashboardOf(`${B}..kanari-board`, null);
    const own = await send('teamB', 'PUT', `/dashboards/${B}..kanari-board`, body);
    expect([own.status, own.code]).toEqual([409, 'dashboard_changed']);
    expect(own.json()).toMatchObject({ current: { dashboard: { title: 'kanari-board title' } } });
    const other = await send('teamA', 'PUT', `/dashboards/${B}..kanari-board`, body);
    expect([other.status, other.text]).toEqual([403, expect.not.stringContaining('board title')]);
  });
});

describe('the log', () => {
  it('has a line for each write and each log that was read, allowed or not', async () => {
    await send('lister', 'POST', '/samples/load', { namespace: A, dryRun: true });
    await send('lister', 'POST', '/samples/load', { namespace: B, dryRun: true });
    await send('lister', 'PUT', '/dashboards/kanari-cluster', dashboardOf('kanari-cluster', '1'));
    await send('lister', 'PUT', '/dashboards/gpu-fleet', dashboardOf('gpu-fleet', '1'));
    await send('lister', 'DELETE', '/dashboards/kanari-cluster', { version: '1' });
    await send('lister', 'GET', `/pods/${A}/train/logs`);
    await send('lister', 'GET', `/pods/${B}/kanari-train/logs`);
    const groups = [...USERS.lister, AUTHENTICATED];
    expect(audit('lister')).toEqual([
      {
        msg: 'sample written',
        act: 'try',
        sample: 'load',
        namespace: A,
        objects: [expect.anything()],
        groups,
        refused: false,
      },
      { msg: 'sample not written', act: 'try', sample: 'load', namespace: B, groups, refused: true },
      { msg: 'dashboard not written', act: 'save', dashboard: 'kanari-cluster', groups, refused: true },
      { msg: 'dashboard not written', act: 'save', dashboard: 'gpu-fleet', groups, refused: true },
      { msg: 'dashboard not written', act: 'delete', dashboard: 'kanari-cluster', groups, refused: true },
      { msg: 'log read', namespace: A, name: 'train', container: 'main', groups, refused: false },
      { msg: 'log not read', namespace: B, name: 'kanari-train', groups, refused: true },
    ]);
  });
});

describe('names in which is written', () => {
  const tries = (user: string, groups: readonly string[]) =>
    console.ask(`${API}/samples/load`, {
      method: 'POST',
      headers: { ...headersOf(user, groups), 'content-type': 'application/json' },
      body: JSON.stringify({ namespace: A, dryRun: true }),
    });

  it.each(['teamA ', ' ', 'a\tb', 'a\r\nb: c', 'a\u0000'])(
    'are none that a header would change: %j',
    async (user) => {
      const before = world.kube.writes.length;
      const { status, text } = await tries(user, USERS.teamA);
      expect([status, text]).toEqual([403, expect.stringContaining('Nothing can be written in the name')]);
      expect(world.kube.writes.length).toBe(before);
    },
  );

  it('arrive in every script, and all of the groups', async () => {
    const groups = [...USERS.teamA, '团队', 'a,b', 'with space'];
    expect((await tries('Zoë', groups)).status).toBe(200);
    expect(world.kube.writes.at(-1)?.as).toEqual({ user: 'Zoë', groups });
  });
});

describe('a console whose kubeconfig acts as somebody else', () => {
  it('does not write in a second one’s name', async () => {
    const config = world.kube.config({ token: 'secret' });
    const [user] = config.users;
    if (user === undefined) throw new Error('no user');
    config.loadFromClusterAndUser(config.clusters[0] ?? { name: '', server: '', skipTLSVerify: true }, {
      ...user,
      impersonateUser: 'somebody',
    });
    const writer = new KubernetesWriter(new KubernetesConnection(() => config));
    const subject = { user: 'ann', groups: [], uid: null, extra: {} };
    await expect(writer.as(subject).get('/api/v1/nodes')).rejects.toThrow('acts as somebody else (`as`)');
  });
});
