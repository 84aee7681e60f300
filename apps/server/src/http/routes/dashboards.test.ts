import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DashboardList, StoredDashboard, ValuesReply } from '@gpu-console/shared/contract';
import { pathTo } from '@gpu-console/shared/endpoints';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Lab, problemOf, TestConsole } from '../../testing/lab.ts';
import { DASHBOARD_WRITES } from '../endpointLimits.ts';

let lab: Lab;
let directory: string;
let shared: TestConsole;
beforeAll(async () => {
  lab = await Lab.start();
  directory = await mkdtemp(join(tmpdir(), 'dashboards-'));
  shared = await (await TestConsole.start(lab, { dashboards: directory })).follow();
});
afterAll(async () => {
  await shared.stop();
  await lab.stop();
  await rm(directory, { recursive: true });
});

const at = (id: string) => pathTo('dashboard', { cluster: 'default', dashboard: id });
const save = (id: string, version: string | null, more: object = {}) =>
  shared.send('PUT', at(id), { dashboard: { id, title: id, variables: [], panels: [], ...more }, version });

describe('dashboards over HTTP', () => {
  it('are saved, listed, read and deleted', async () => {
    const saved = StoredDashboard.parse((await save('mine', null, { tags: ['gpu'] })).json());
    expect(await shared.read(StoredDashboard, at('mine'))).toEqual(saved);
    const list = await shared.read(DashboardList, pathTo('dashboards', { cluster: 'default' }));
    expect(list).toMatchObject({ store: 'files', readOnly: null, unreadable: [] });
    expect(list.items).toContainEqual(expect.objectContaining({ id: 'mine', tags: ['gpu'], panels: 0 }));
    expect((await shared.send('DELETE', at('mine'), { version: saved.version })).json()).toEqual({
      id: 'mine',
    });
    expect(await problemOf(shared.ask(at('mine')))).toMatchObject({
      status: 404,
      code: 'dashboard_not_found',
    });
  });

  it('are not saved over what somebody else saved', async () => {
    const current = StoredDashboard.parse((await save('shared', null)).json());
    const late = save('shared', 'an-older-version');
    expect(await problemOf(late)).toMatchObject({ status: 409, code: 'dashboard_changed', current });
    expect(await problemOf(save('shared', null))).toMatchObject({ status: 409, current });
    await shared.send('DELETE', at('shared'), { version: current.version });
    expect(await problemOf(save('shared', current.version))).toMatchObject({ status: 409, current: null });
  });

  it.each([
    ['a panel of no kind', { panels: [{ id: 'a', title: 'a', kind: 'cake' }] }],
    ['a field that the contract lacks', { colour: 'red' }],
    [
      'two panels of one id',
      { panels: [1, 2].map(() => ({ id: 'a', title: '', kind: 'row', collapsed: false })) },
    ],
  ])('are refused with %s', async (_what, more) => {
    expect(await problemOf(save('bad', null, more))).toMatchObject({ status: 400, code: 'invalid_request' });
  });

  it('say who they are in one way', async () => {
    const body = { dashboard: { id: 'one', title: '', variables: [], panels: [] }, version: null };
    expect(await problemOf(shared.send('PUT', at('other'), body))).toMatchObject({ status: 400 });
    expect(await problemOf(shared.ask(at('..%2Fsecrets')))).toMatchObject({ status: 400 });
  });

  it('are taken from no form of another site', async () => {
    const forged = shared.ask(at('mine'), {
      method: 'DELETE',
      headers: { 'content-type': 'text/plain' },
      body: '{}',
    });
    expect(await problemOf(forged)).toMatchObject({ status: 415 });
    const posted = await shared.send('POST', at('mine'), {});
    expect(posted.headers['allow']).toBe('GET, PUT, DELETE');
    expect(await problemOf(Promise.resolve(posted))).toMatchObject({ status: 405 });
  });

  it('are beside those that come with the console, which nobody changes', async () => {
    const { items } = await shared.read(DashboardList, pathTo('dashboards', { cluster: 'default' }));
    expect(items.filter(({ builtin }) => builtin).map(({ id }) => id)).toContain('gpu-fleet');
    expect(await shared.read(StoredDashboard, at('gpu-fleet'))).toMatchObject({ builtin: true });
    expect(await problemOf(save('gpu-fleet', null))).toMatchObject({
      status: 403,
      code: 'dashboard_builtin',
    });
    const gone = shared.send('DELETE', at('gpu-fleet'), { version: 'builtin' });
    expect(await problemOf(gone)).toMatchObject({ status: 403, code: 'dashboard_builtin' });
  });
});

describe('dashboards that are changed very often', () => {
  it('are changed again later, and read meanwhile', async () => {
    const own = await lab.console({ dashboards: directory });
    const save = () =>
      own.send('PUT', at('often'), {
        version: 'old',
        dashboard: { id: 'often', title: '', variables: [], panels: [] },
      });
    const statuses: number[] = [];
    for (let n = 0; n <= DASHBOARD_WRITES.limit; n += 1) statuses.push((await save()).status);
    expect(statuses).toEqual([...Array(DASHBOARD_WRITES.limit).fill(409), 429]);
    const refused = own.send('DELETE', at('often'), { version: 'old' });
    expect(await problemOf(refused)).toMatchObject({ status: 429, code: 'too_many_writes' });
    expect(Number((await refused).headers['retry-after'])).toBeGreaterThan(0);
    expect((await own.ask(pathTo('dashboards', { cluster: 'default' }))).status).toBe(200);
  });
});

describe('the values of variables', () => {
  const ask = async (...queries: object[]) => {
    const { lastScrape } = lab;
    const reply = await shared.post(pathTo('values', { cluster: 'default' }), {
      from: lastScrape - 3600,
      to: lastScrape,
      queries,
    });
    return ValuesReply.parse(reply.json()).results;
  };

  it('are those of Prometheus, in each way to ask', async () => {
    const [hosts, names, metrics, all, series, result, nothing] = await ask(
      { kind: 'labelValues', label: 'Hostname', match: 'DCGM_FI_DEV_GPU_TEMP' },
      { kind: 'labelNames', match: 'DCGM_FI_DEV_GPU_TEMP' },
      { kind: 'metrics', pattern: 'GPU_TEMP$' },
      { kind: 'metrics', pattern: '' },
      { kind: 'series', match: 'DCGM_FI_DEV_GPU_TEMP{Hostname="worker-1",gpu="0"}' },
      { kind: 'instant', expr: 'count(DCGM_FI_DEV_GPU_TEMP)' },
      { kind: 'labelValues', label: 'no_such_label' },
    );
    expect(hosts).toMatchObject({ values: ['worker-1', 'worker-2'] });
    expect(names).toMatchObject({ values: expect.arrayContaining(['Hostname', 'UUID', '__name__']) });
    expect(metrics).toMatchObject({ values: ['DCGM_FI_DEV_GPU_TEMP'] });
    expect(all).toMatchObject({
      values: expect.arrayContaining(['DCGM_FI_DEV_GPU_TEMP', 'DCGM_FI_DEV_GPU_UTIL']),
    });
    expect(series).toMatchObject({ values: [expect.stringContaining('DCGM_FI_DEV_GPU_TEMP{')] });
    expect(result).toMatchObject({ values: [expect.stringMatching(/^\{\} \d+ \d+$/)] });
    expect(nothing).toMatchObject({ values: [] });
  });

  it('fail one by one, in Prometheus’ words', async () => {
    const [bad, good] = await ask(
      { kind: 'labelValues', label: 'Hostname', match: '{' },
      { kind: 'labelValues', label: 'Hostname' },
    );
    expect(bad).toMatchObject({
      error: { code: 'invalid_promql', message: expect.stringContaining('parse error') },
    });
    expect(good).toMatchObject({ values: ['worker-1', 'worker-2'] });
  });
});
