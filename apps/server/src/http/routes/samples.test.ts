import { Problem, SampleChange, SampleReport } from '@gpu-console/shared/contract';
import { pathTo } from '@gpu-console/shared/endpoints';
import { type SampleName, sampleLabels } from '@gpu-console/shared/samples';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { CREATED, CREATED_SECONDS, kubePod } from '../../testing/kubeObjects.ts';
import { Lab, problemOf, type TestConsole, UNSCHEDULABLE } from '../../testing/lab.ts';
import { until } from '../../testing/until.ts';
import { SAMPLE_WRITES } from '../endpointLimits.ts';
import { MAX_WRITES } from './samples.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.start();
});
afterAll(() => lab.stop());

/** Each test has a namespace of its own, and a console that may write to it. */
let namespaces = 0;
async function ownNamespace(variation: { readonly trustProxy?: number } = {}) {
  const namespace = `lab-${++namespaces}`;
  lab.kube.put({ kind: 'Namespace', metadata: { name: namespace } });
  const console = await (await lab.console({ writes: ['ml', namespace], ...variation })).follow();
  const place = (plural: 'pods' | 'services', name = '') =>
    `/api/v1/namespaces/${namespace}/${plural}${name === '' ? '' : `/${name}`}`;
  return {
    console,
    namespace,
    place,
    start: (sample: SampleName, dryRun = false) =>
      console.post(pathTo('startSample', { cluster: 'default', sample }), { namespace, dryRun }),
    remove: (sample: SampleName) => remove(console, sample, namespace),
    runs: async (sample: SampleName) => {
      const { samples } = await console.read(SampleReport, pathTo('samples', { cluster: 'default' }));
      const { runs = [] } = samples.find((one) => one.sample === sample) ?? {};
      return runs.filter((run) => run.namespace === namespace);
    },
    refuse: (...refusal: Parameters<typeof lab.kube.refuse>) => onTestFinished(lab.kube.refuse(...refusal)),
  };
}

const remove = (console: TestConsole, sample: string, namespace: string) =>
  console.ask(
    `${pathTo('removeSample', { cluster: 'default', sample })}?namespace=${encodeURIComponent(namespace)}`,
    {
      method: 'DELETE',
    },
  );

const changeOf = async (reply: ReturnType<TestConsole['ask']>) => SampleChange.parse((await reply).json());

const LOAD = { kind: 'Pod', name: 'gpu-sample-load' };
const SERVICE = { kind: 'Service', name: 'gpu-sample-notebook' };
const NOTEBOOK = { kind: 'Pod', name: 'gpu-sample-notebook' };

describe('a console that only reads', () => {
  it('refuses to start or remove anything, says how to allow it, and asks the API server nothing', async () => {
    const console = await (await lab.console()).follow();
    const path = '/api/v1/namespaces/default/pods';
    for (const reply of [
      console.post(pathTo('startSample', { cluster: 'default', sample: 'load' }), {
        namespace: 'default',
        dryRun: false,
      }),
      console.post(pathTo('startSample', { cluster: 'default', sample: 'load' }), {
        namespace: 'default',
        dryRun: true,
      }),
      remove(console, 'load', 'default'),
    ]) {
      expect(await problemOf(reply)).toMatchObject({
        status: 403,
        code: 'writes_off',
        detail: expect.stringContaining('ALLOW_WRITES=true'),
      });
    }
    expect([...lab.kube.asked('try', path), ...lab.kube.asked('create', path)]).toEqual([]);
    expect(lab.kube.asked('delete', `${path}/gpu-sample-load`)).toEqual([]);
    const { writes, setting } = await console.read(SampleReport, pathTo('samples', { cluster: 'default' }));
    expect(writes).toMatchObject({ allowed: false, reason: expect.stringContaining('WRITE_NAMESPACES') });
    expect(setting).toEqual({ resource: 'nvidia.com/gpu', cuda: null, claim: null });
  });
});

describe('to start a sample', () => {
  it('creates its objects after the API server has tried each of them', async () => {
    const { start, place, runs, console, namespace } = await ownNamespace();
    expect(await changeOf(start('notebook'))).toEqual({
      namespace,
      dryRun: false,
      objects: [SERVICE, NOTEBOOK],
    });
    for (const plural of ['pods', 'services'] as const) {
      expect(lab.kube.asked('try', place(plural))).toEqual([{ dryRun: 'All' }]);
      expect(lab.kube.asked('create', place(plural))).toEqual([{}]);
    }
    expect(await runs('notebook')).toMatchObject([
      { pod: { name: NOTEBOOK.name, phase: 'Pending', gpus: [] }, service: { name: SERVICE.name } },
    ]);
    expect(console.log.join('')).toContain('"act":"start","sample":"notebook"');
    expect(console.log.join('')).toContain('"address":"127.0.0.1"');
  });

  it('changes nothing where it is only tried', async () => {
    const { start, place, runs } = await ownNamespace();
    expect(await changeOf(start('load', true))).toMatchObject({ dryRun: true, objects: [LOAD] });
    expect(lab.kube.asked('create', place('pods'))).toEqual([]);
    expect(await runs('load')).toEqual([]);
  });

  it('twice at once starts it once, and says of the other that it is there', async () => {
    const { start, place, runs } = await ownNamespace();
    const replies = await Promise.all([start('notebook'), start('notebook')]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = replies.find(({ status }) => status === 409);
    expect(Problem.parse(refused?.json())).toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('already exists'),
    });
    expect(await runs('notebook')).toMatchObject([{ pod: {}, service: {} }]);
    expect(lab.kube.asked('delete', place('services', SERVICE.name))).toEqual([]);
  });

  it.each(['kube-system', 'default', 'lab', 'ml.x'])(
    'is refused in namespace %s, which is not listed',
    async (other) => {
      const { console } = await ownNamespace();
      const reply = console.post(pathTo('startSample', { cluster: 'default', sample: 'load' }), {
        namespace: other,
        dryRun: false,
      });
      expect(await problemOf(reply)).toMatchObject({ status: 403, code: 'namespace_not_allowed' });
      expect(lab.kube.asked('try', `/api/v1/namespaces/${other}/pods`)).toEqual([]);
    },
  );

  it.each(['', '../kube-system', 'ml/../x', 'ML', 'ml%2f', 'ml\n', '*'])(
    'is a bad request in a namespace that cannot be: %j',
    async (namespace) => {
      const { console } = await ownNamespace();
      const reply = console.post(pathTo('startSample', { cluster: 'default', sample: 'load' }), {
        namespace,
        dryRun: false,
      });
      expect(await problemOf(reply)).toMatchObject({ status: 400, errors: [{ path: 'namespace' }] });
      expect(await problemOf(remove(console, 'load', namespace))).toMatchObject({ status: 400 });
    },
  );

  it.each(['other', '../nodes', '__proto__'])(
    'is a bad request for a sample that is none: %s',
    async (sample) => {
      const { console, namespace } = await ownNamespace();
      const reply = console.post(pathTo('startSample', { cluster: 'default', sample }), {
        namespace,
        dryRun: true,
      });
      expect(await problemOf(reply)).toMatchObject({ status: 400, errors: [{ path: 'sample' }] });
    },
  );

  it.each([
    [403, 'pods "gpu-sample-load" is forbidden: exceeded quota: gpus', 403, 'refused_by_kubernetes'],
    [422, 'Pod "gpu-sample-load" is invalid: spec', 422, 'refused_by_kubernetes'],
    [404, 'namespaces "lab" not found', 404, 'refused_by_kubernetes'],
    [401, 'Unauthorized', 502, 'upstream_error'],
    [500, 'etcdserver: request timed out', 502, 'upstream_error'],
  ])('is refused in the API server’s words: %i %s', async (status, message, as, code) => {
    const { start, place, refuse } = await ownNamespace();
    refuse('try', place('pods'), { status, message });
    expect(await problemOf(start('load'))).toMatchObject({
      status: as,
      code,
      detail: expect.stringContaining(message),
      upstream: { source: 'kubernetes', status, message },
    });
    expect(lab.kube.asked('create', place('pods'))).toEqual([]);
  });

  it('leaves nothing behind where a part of it is refused after all', async () => {
    const { start, place, runs, refuse } = await ownNamespace();
    refuse('create', place('pods'), { status: 403, message: 'exceeded quota' });
    expect(await problemOf(start('notebook'))).toMatchObject({
      status: 403,
      detail: 'exceeded quota; Service gpu-sample-notebook, created before, was removed again',
    });
    expect(await runs('notebook')).toEqual([]);
  });

  it('tells what is left where even that cannot be removed', async () => {
    const { start, place, runs, refuse, console } = await ownNamespace();
    refuse('create', place('pods'), { status: 500, message: 'etcd is away' });
    refuse('delete', place('services', SERVICE.name), { status: 403, message: 'may not delete' });
    expect(await problemOf(start('notebook'))).toMatchObject({
      status: 502,
      detail: expect.stringMatching(
        /etcd is away; Service gpu-sample-notebook, created before, is left: may not delete$/,
      ),
    });
    expect(await runs('notebook')).toMatchObject([{ pod: null, service: { name: SERVICE.name } }]);
    expect(console.log.join('')).toContain('is left: may not delete');
  });

  it('is refused after many writes within a minute', async () => {
    const { console, namespace } = await ownNamespace({ trustProxy: 1 });
    const tried = (client: number) =>
      console.ask(pathTo('startSample', { cluster: 'default', sample: 'load' }), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.0.0.${client}` },
        body: JSON.stringify({ namespace, dryRun: true }),
      });
    for (let n = 0; n < SAMPLE_WRITES.limit; n += 1) expect(await tried(1)).toMatchObject({ status: 200 });
    const refused = tried(1);
    expect(await problemOf(refused)).toMatchObject({ status: 429, code: 'too_many_writes' });
    expect(Number((await refused).headers['retry-after'])).toBeGreaterThan(0);
    for (let n = SAMPLE_WRITES.limit; n < MAX_WRITES; n += 1)
      expect(await tried(2 + (n % 5))).toMatchObject({ status: 200 });
    const unlucky = tried(50);
    expect(await problemOf(unlucky)).toMatchObject({ status: 429, code: 'too_many_writes' });
    expect(Number((await unlucky).headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('another site’s page', () => {
  it.each([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'http://127.0.0.1:1' }],
  ])('with %j may change nothing', async (headers) => {
    const { console, namespace } = await ownNamespace();
    const path = pathTo('startSample', { cluster: 'default', sample: 'load' });
    const body = JSON.stringify({ namespace, dryRun: false });
    const json = { ...headers, 'content-type': 'application/json' };
    const posted = console.ask(path, { method: 'POST', headers: json, body });
    expect(await problemOf(posted)).toMatchObject({ status: 403, code: 'cross_origin' });
    const deleted = console.ask(`${path}?namespace=${namespace}`, { method: 'DELETE', headers });
    expect(await problemOf(deleted)).toMatchObject({ status: 403, code: 'cross_origin' });
  });

  it('cannot send a form either, and the console’s own page may', async () => {
    const { console, namespace } = await ownNamespace();
    const path = pathTo('startSample', { cluster: 'default', sample: 'load' });
    const body = JSON.stringify({ namespace, dryRun: true });
    const send = (headers: Readonly<Record<string, string>>) =>
      console.ask(path, { method: 'POST', headers, body });
    expect(await send({ 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
    const json = { 'content-type': 'application/json' };
    expect(await send({ ...json, 'sec-fetch-site': 'same-origin' })).toMatchObject({ status: 200 });
    expect(await send({ ...json, origin: console.url })).toMatchObject({ status: 200 });
  });
});

describe('what runs of a sample', () => {
  it('is told by state, with the words of who keeps it from running', async () => {
    const { runs, namespace } = await ownNamespace();
    const labels = sampleLabels('load');
    const put = (options: Parameters<typeof kubePod>[1]) =>
      lab.kube.put(kubePod('gpu-sample-load', { namespace, labels, ...options }));
    const conditions = [
      { type: 'PodScheduled', status: 'False', message: UNSCHEDULABLE, lastTransitionTime: CREATED },
    ];
    put({ status: { conditions } });
    expect(await runs('load')).toMatchObject([
      { pod: { phase: 'Pending', message: UNSCHEDULABLE, since: CREATED_SECONDS, node: null } },
    ]);
    const containers = (state: object) => [{ name: 'main', state }];
    const message = 'Back-off pulling image "nvidia/samples"';
    const waiting = { reason: 'ImagePullBackOff', message };
    put({ node: 'worker-1', phase: 'Pending', status: { containerStatuses: containers({ waiting }) } });
    expect(await runs('load')).toMatchObject([
      { pod: { status: 'ImagePullBackOff', message, node: 'worker-1' } },
    ]);
    const startedAt = '2024-03-01T09:00:00Z';
    put({ node: 'worker-1', status: { containerStatuses: containers({ running: { startedAt } }) } });
    expect(await runs('load')).toMatchObject([
      { pod: { phase: 'Running', message: null, since: CREATED_SECONDS + 3600 } },
    ]);
  });

  it('is not known where pods may not be listed, and why is said', async () => {
    const { console, refuse } = await ownNamespace();
    refuse('get', '/api/v1/services', { status: 403, message: 'services is forbidden' });
    const { samples, problem } = await console.read(SampleReport, pathTo('samples', { cluster: 'default' }));
    expect(problem).toBe('services is forbidden');
    expect(samples).toEqual([
      { sample: 'load', runs: [] },
      { sample: 'notebook', runs: [] },
    ]);
  });
});

describe('to remove a sample', () => {
  it('takes all of it away, the pod first', async () => {
    const { start, remove, runs, namespace } = await ownNamespace();
    await start('notebook');
    expect(await changeOf(remove('notebook'))).toEqual({
      namespace,
      dryRun: false,
      objects: [NOTEBOOK, SERVICE],
    });
    await until('it is gone', async () => (await runs('notebook')).length === 0);
    expect(await problemOf(remove('notebook'))).toMatchObject({ status: 404, code: 'sample_not_found' });
  });

  it('leaves alone what has its name but not its labels', async () => {
    const { remove, namespace, place } = await ownNamespace();
    const labels = { ...sampleLabels('load'), 'app.kubernetes.io/managed-by': 'Helm' };
    lab.kube.put(kubePod('gpu-sample-load', { namespace, labels }));
    expect(await problemOf(remove('load'))).toMatchObject({
      status: 409,
      code: 'not_ours',
      detail: expect.stringContaining('Pod gpu-sample-load'),
    });
    expect(lab.kube.asked('delete', place('pods', 'gpu-sample-load'))).toEqual([]);
  });

  it('is refused in a namespace that is not listed', async () => {
    const { console } = await ownNamespace();
    expect(await problemOf(remove(console, 'load', 'kube-system'))).toMatchObject({
      status: 403,
      code: 'namespace_not_allowed',
    });
  });

  it('is refused in the API server’s words', async () => {
    const { start, remove, place, refuse } = await ownNamespace();
    await start('load');
    const message = 'pods "gpu-sample-load" is forbidden: User "console" cannot delete resource "pods"';
    refuse('delete', place('pods', 'gpu-sample-load'), { status: 403, message });
    expect(await problemOf(remove('load'))).toMatchObject({ status: 403, detail: message });
  });
});
