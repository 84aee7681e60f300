import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { THEMES } from '@gpu-console/panels';
import type { Dashboard, DashboardPanel } from '@gpu-console/shared/dashboards';
import { pathTo } from '@gpu-console/shared/endpoints';
import { PNG } from 'pngjs';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { DrawingThread } from '../../pictures/drawingThread.ts';
import { PictureService, pictureShare } from '../../pictures/pictureService.ts';
import { bundledWorker } from '../../testing/bundledWorker.ts';
import { Lab, problemOf, TestConsole } from '../../testing/lab.ts';
import { until } from '../../testing/until.ts';
import { PICTURES } from '../endpointLimits.ts';

const MEASURED = {
  title: 'Temperature of $node',
  unit: 'celsius',
  queries: [{ id: 'a', expr: 'DCGM_FI_DEV_GPU_TEMP{Hostname=~"$node"}', legend: 'GPU {{gpu}}' }],
} as const;

const PANELS: readonly DashboardPanel[] = [
  { id: 'timeseries', kind: 'timeseries', ...MEASURED },
  { id: 'stat', kind: 'stat', reduce: 'last', show: 'sparkline', ...MEASURED },
  { id: 'bargauge', kind: 'bargauge', reduce: 'max', ...MEASURED },
  { id: 'pie', kind: 'pie', reduce: 'last', shape: 'donut', ...MEASURED },
  { id: 'table', kind: 'table', ...MEASURED },
  { id: 'heatmap', kind: 'heatmap', ...MEASURED },
  { id: 'state-timeline', kind: 'state-timeline', ...MEASURED },
  { id: 'repeated', kind: 'timeseries', repeat: { variable: 'node', direction: 'down' }, ...MEASURED },
  {
    id: 'nothing',
    kind: 'timeseries',
    ...MEASURED,
    queries: [{ id: 'a', expr: 'no_such_metric', legend: '' }],
  },
  { id: 'broken', kind: 'timeseries', ...MEASURED, queries: [{ id: 'a', expr: 'sum(', legend: '' }] },
  {
    id: 'half',
    kind: 'timeseries',
    ...MEASURED,
    queries: [...MEASURED.queries, { id: 'b', expr: 'sum(', legend: '' }],
  },
  { id: 'words', kind: 'text', title: 'Words', content: 'Read me', format: 'plain' },
];
const DASHBOARD: Dashboard = {
  id: 'pictures',
  title: 'Pictures',
  variables: [
    {
      kind: 'query',
      name: 'node',
      query: 'label_values(DCGM_FI_DEV_GPU_TEMP, Hostname)',
      multi: true,
      includeAll: true,
    },
  ],
  panels: PANELS,
};

let lab: Lab;
let directory: string;
let shared: TestConsole;
beforeAll(async () => {
  lab = await Lab.start();
  directory = await mkdtemp(join(tmpdir(), 'dashboards-'));
  await writeFile(join(directory, 'pictures.json'), JSON.stringify(DASHBOARD));
  shared = await TestConsole.start(lab, { dashboards: directory });
});
afterAll(async () => {
  await shared.stop();
  await lab.stop();
  await rm(directory, { recursive: true });
});

const at = (panel: string, search: Readonly<Record<string, string>> = {}) =>
  `${pathTo('panelPicture', { cluster: 'default', dashboard: 'pictures', panel })}?${new URLSearchParams({ from: 'now-10m', ...search })}`;

async function pictureAt(url: string): Promise<PNG> {
  const { status, headers, bytes, text } = await shared.ask(url);
  expect([status, headers['content-type']], text.slice(0, 300)).toEqual([200, 'image/png']);
  return PNG.sync.read(bytes);
}

/** Colours of the picture as `#rrggbb`, and how many pixels have each. */
function coloursOf({ data }: PNG): ReadonlyMap<string, number> {
  const colours = new Map<string, number>();
  for (let at = 0; at < data.length; at += 4) {
    const colour = `#${data.subarray(at, at + 3).toString('hex')}`;
    colours.set(colour, (colours.get(colour) ?? 0) + 1);
  }
  return colours;
}

describe('a panel by its address', () => {
  it.each(['timeseries', 'stat', 'bargauge', 'pie', 'table', 'heatmap', 'state-timeline', 'repeated'])(
    'is a picture with something in it: %s',
    async (panel) => {
      const drawn = coloursOf(await pictureAt(at(panel)));
      const blank = coloursOf(await pictureAt(at('nothing')));
      expect(drawn.size).toBeGreaterThan(blank.size);
    },
  );

  it('is as wide as asked, in the theme asked, in as many pixels as asked', async () => {
    const light = await pictureAt(at('timeseries', { width: '640' }));
    const dark = await pictureAt(at('timeseries', { width: '640', theme: 'dark', scale: '2' }));
    expect([light.width, dark.width, dark.height]).toEqual([640, 1280, light.height * 2]);
    const most = (picture: PNG) => [...coloursOf(picture)].toSorted((a, b) => b[1] - a[1])[0]?.[0];
    expect([most(light), most(dark)]).toEqual([THEMES.light.surface, THEMES.dark.surface]);
    expect([...coloursOf(light).keys()]).toContain(THEMES.light.series[0]);
    expect([...coloursOf(dark).keys()]).toContain(THEMES.dark.series[0]);
  });

  it('has the lines of the variables chosen', async () => {
    const lines = async (search: Readonly<Record<string, string>>) =>
      (await pictureAt(at('timeseries', search))).height;
    const [one, all] = [await lines({ 'var-node': 'worker-1' }), await lines({ 'var-node': '$__all' })];
    expect(all).toBeGreaterThan(one);
  });

  it('says that there is nothing where there is nothing, and still shows what there is', async () => {
    expect((await pictureAt(at('nothing'))).width).toBe(1000);
    expect([...coloursOf(await pictureAt(at('half'))).keys()]).toContain(THEMES.light.series[0]);
  });

  it.each([
    ['a panel that is not there', at('other'), 404, 'panel_not_found'],
    [
      'a dashboard that is not there',
      pathTo('panelPicture', { cluster: 'default', dashboard: 'other', panel: 'a' }),
      404,
      'dashboard_not_found',
    ],
    ['a panel that shows no values', at('words'), 400, 'panel_not_drawable'],
    ['PromQL that is none', at('broken'), 400, 'invalid_promql'],
    ['a time that is none', at('stat', { from: 'yesterday' }), 400, 'invalid_request'],
    ['a time after its end', at('stat', { from: 'now', to: 'now-1h' }), 400, 'invalid_request'],
    ['a width beyond all screens', at('stat', { width: '20000' }), 400, 'invalid_request'],
    ['a parameter that it does not know', at('stat', { colour: 'red' }), 400, 'invalid_request'],
  ])('is refused for %s', async (_what, url, status, code) => {
    expect(await problemOf(shared.ask(url))).toMatchObject({ status, code });
  });

  it('is not drawn for ever', async () => {
    const own = await lab.console({ dashboards: directory });
    const statuses: number[] = [];
    for (let n = 0; n <= PICTURES.limit; n += 1) statuses.push((await own.ask(at('words'))).status);
    expect(new Set(statuses.slice(0, -1))).toEqual(new Set([400]));
    const refused = own.ask(at('words'));
    expect(await problemOf(refused)).toMatchObject({ status: 429, code: 'too_many_pictures' });
    expect(Number((await refused).headers['retry-after'])).toBeGreaterThan(0);
    expect((await own.ask(pathTo('dashboard', { cluster: 'default', dashboard: 'pictures' }))).status).toBe(
      200,
    );
  });

  it('is drawn later where many are drawn already', async () => {
    const thread = new DrawingThread({ file: () => bundledWorker('pictures/pictures') });
    onTestFinished(() => thread.stop());
    const own = await lab.console({
      dashboards: directory,
      pictures: new PictureService(thread, pictureShare(0, 0)),
    });
    const refused = own.ask(at('stat'));
    expect(await problemOf(refused)).toMatchObject({ status: 503, code: 'pictures_busy' });
    expect(Number((await refused).headers['retry-after'])).toBeGreaterThan(0);
  });

  it('gives its place in line up when nobody waits for it any more', async () => {
    const silent = 'import { parentPort } from "node:worker_threads"; parentPort.on("message", () => {});';
    const share = pictureShare(1, 5);
    const file = () => new URL(`data:text/javascript,${encodeURIComponent(silent)}`);
    const thread = new DrawingThread({ file });
    onTestFinished(() => thread.stop());
    const own = await lab.console({
      dashboards: directory,
      pictures: new PictureService(thread, share),
    });
    const leaving = new AbortController();
    const asked = [1, 2, 3].map((n) =>
      request(`${own.url}${at('stat', { width: String(300 + n) })}`, { signal: leaving.signal }),
    );
    await until('one is drawn and two wait', () => share.active === 1 && share.waiting === 2);
    leaving.abort();
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
    await until('nobody waits', () => share.waiting === 0);
  });

  it('is refused with words where drawing takes too long, and others are drawn', async () => {
    const thread = new DrawingThread({ file: () => bundledWorker('pictures/pictures'), timeoutMs: 1 });
    onTestFinished(() => thread.stop());
    const own = await lab.console({
      dashboards: directory,
      pictures: new PictureService(thread),
    });
    const { detail, ...problem } = await problemOf(own.ask(at('stat')));
    expect(problem).toMatchObject({ status: 422, code: 'picture_too_heavy' });
    expect(detail).toContain('Ask for a shorter time range');
    expect((await shared.ask(at('stat'))).status).toBe(200);
  });
});

describe('a panel that was made to hurt', () => {
  const long = 'x'.repeat(10_000);
  const query = (id: string, expr: string) => [{ id, expr, legend: '' }];
  const hostile: Dashboard = {
    id: 'hostile',
    title: long,
    variables: [
      { kind: 'textbox', name: 'a', value: long },
      ...Array.from({ length: 199 }, (_, n) => ({
        kind: 'query' as const,
        name: `v${n}`,
        query: n === 0 ? 'label_values(up, job)' : `label_values(up{job=~"$v${n - 1}"}, job)`,
        regex: '/(.*?)(a?){500}/',
      })),
    ],
    panels: [
      {
        id: 'query',
        kind: 'stat',
        reduce: 'last',
        show: 'number',
        ...MEASURED,
        queries: query('a', '$a+'.repeat(2500)),
      },
      { id: 'title', kind: 'table', ...MEASURED, title: '$a'.repeat(5000), queries: query('a', 'vector(1)') },
      {
        id: 'mappings',
        kind: 'state-timeline',
        ...MEASURED,
        queries: query('a', 'time()'),
        mappings: Array.from({ length: 1000 }, (_, n) => ({ from: n, to: n, text: long.slice(0, 1000) })),
      },
      {
        id: 'axis',
        kind: 'timeseries',
        ...MEASURED,
        min: 1e20,
        max: 1e20,
        queries: query('a', 'vector(1e20)'),
      },
      {
        id: 'names',
        kind: 'timeseries',
        ...MEASURED,
        queries: query('a', '{__name__=~"DCGM_FI_DEV_(GPU_TEMP|POWER_USAGE)"}'),
      },
    ],
  };

  it.each([
    ['names', 200, ''],
    ['axis', 200, ''],
    ['mappings', 200, ''],
    ['title', 200, ''],
    ['query', 400, 'more than 20000 characters'],
  ])('is drawn or refused: %s', async (panel, status, detail) => {
    await writeFile(join(directory, 'hostile.json'), JSON.stringify(hostile));
    const path = pathTo('panelPicture', { cluster: 'default', dashboard: 'hostile', panel });
    const reply = await shared.ask(`${path}?from=now-10m&width=2000&height=1500`);
    expect([reply.status, reply.text]).toEqual([status, expect.stringContaining(detail)]);
  });
});
