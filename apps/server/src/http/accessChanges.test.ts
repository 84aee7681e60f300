import { GpuList } from '@gpu-console/shared/contract';
import { request } from 'undici';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { drawnByThread } from '../testing/lab.ts';
import { PrometheusServer } from '../testing/prometheusServer.ts';
import { headersOf } from '../testing/signedIn.ts';
import { API, ask, now, teamsConsole } from '../testing/teamsConsole.ts';
import { A, shown, teamsHistory, USERS, viewOfA } from '../testing/teamsWorld.ts';
import { until } from '../testing/until.ts';

/** One for all: the tests do not draw. */
const pictures = drawnByThread();
const REVIEWS = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
/** Longer than answers about rights are kept. */
const PAST_MS = 31_000;

let prometheus: PrometheusServer;
let world: Awaited<ReturnType<typeof teamsConsole>>;

beforeAll(async () => {
  prometheus = await PrometheusServer.start(teamsHistory(now));
}, 60_000);
beforeEach(async () => {
  world = await teamsConsole(shown, prometheus, { pictures });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await world.stop();
});
afterAll(async () => {
  await pictures.stop();
  await prometheus.stop();
});

const readGpus = () => ask(world.console, 'teamA', 'gpus', [`${API}/gpus`]);
const gpusSeen = async () => GpuList.parse((await readGpus()).json()).items.length;

/** Lets what is kept for a time grow so much older. */
function letPass(milliseconds: number): void {
  const clock = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => clock() + milliseconds);
}

describe('a right that was taken away', () => {
  it('ends once answers are not kept any more', async () => {
    expect(await gpusSeen()).toBe(3);
    world.kube.remove(viewOfA);
    letPass(PAST_MS);
    expect(await gpusSeen()).toBe(0);
  });

  it('is asked about once in that time, whatever is looked at', async () => {
    await gpusSeen();
    const before = world.kube.asked('create', REVIEWS).length;
    await Promise.all([gpusSeen(), ask(world.console, 'teamA', 'overview', [`${API}/overview`]), gpusSeen()]);
    expect(world.kube.asked('create', REVIEWS).length).toBe(before);
  });

  it('ends a log that goes on', async () => {
    let print: (line: string) => void = () => {};
    world.kube.logs.set(`${A}/train`, (response) => {
      print = (line) => response.write(line);
      response.flushHeaders();
    });
    const { body } = await request(`${world.console.url}${API}/pods/${A}/train/logs?follow=true`, {
      headers: headersOf('teamA', USERS.teamA),
    });
    let read = '';
    let isOver = false;
    const reading = (async () => {
      for await (const piece of body) read += String(piece);
    })()
      .catch(() => undefined)
      .finally(() => {
        isOver = true;
      });
    await until('the log is followed', () => {
      print('before\n');
      return read.includes('before');
    });
    world.kube.remove(viewOfA);
    letPass(PAST_MS);
    await until('the log has ended', () => {
      print('after\n');
      return isOver;
    });
    await reading;
    expect(read).not.toContain('after');
  });
});

describe('a right that was given', () => {
  it('counts once answers are not kept any more', async () => {
    world.kube.remove(viewOfA);
    expect(await gpusSeen()).toBe(0);
    world.kube.put(viewOfA);
    letPass(PAST_MS);
    expect(await gpusSeen()).toBe(3);
  });
});

describe('without a judge', () => {
  it('what was allowed a moment ago is shown, and then nothing', async () => {
    expect(await gpusSeen()).toBe(3);
    await world.kube.stop();
    expect(await gpusSeen()).toBe(3);
    letPass(PAST_MS);
    const { status, text } = await readGpus();
    expect([status, JSON.parse(text).code]).toEqual([503, 'rights_unknown']);
    expect(text).not.toContain('GPU-');
    vi.restoreAllMocks();
    await world.kube.resume();
  });

  it('the list of clusters says of which it is not known what may be seen', async () => {
    const end = world.kube.refuse('create', REVIEWS, { status: 500, message: 'etcd is away' });
    const { status, text } = await ask(world.console, 'teamA', 'clusters', ['/api/v1/clusters']);
    expect([status, JSON.parse(text).items[0]]).toMatchObject([200, { scope: null, metrics: null }]);
    expect(JSON.parse(text).items[0].scopeProblem).toContain('etcd is away');
    end();
    expect(await gpusSeen()).toBe(3);
  });

  it.each(['clusterrolebindings that are gone', 'an API server that forbids it'])(
    '%s are told with what lets the console ask',
    async (how) => {
      if (how.startsWith('cluster')) {
        const metadata = { name: 'gpu-console-access' };
        world.kube.remove({
          kind: 'ClusterRoleBinding',
          metadata,
          apiVersion: 'rbac.authorization.k8s.io/v1',
        });
      } else
        world.kube.refuse('create', REVIEWS, { status: 403, message: 'subjectaccessreviews is forbidden' });
      const { status, text } = await readGpus();
      const { code, detail } = JSON.parse(text);
      expect([status, code]).toEqual([503, 'rights_unknown']);
      expect(detail).toContain('deploy/kubernetes/access-role.yaml');
    },
  );

  it('a binding of a role that is not there gives nothing', async () => {
    world.kube.put({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'broken', namespace: A },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'not-there' },
      subjects: [{ kind: 'Group', name: 'nobodies', apiGroup: 'rbac.authorization.k8s.io' }],
    });
    const { text } = await world.console.ask(`${API}/gpus`, { headers: headersOf('x', ['nobodies']) });
    expect(GpuList.parse(JSON.parse(text)).items).toEqual([]);
  });
});
