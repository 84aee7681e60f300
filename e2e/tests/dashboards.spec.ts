import { readFile } from 'node:fs/promises';
import type { APIRequestContext, Page } from '@playwright/test';
import { getJson, pageUrl } from '../harness/api.ts';
import { ALIAS_BOMB, FAULTY_DASHBOARD, HARMFUL_DASHBOARD } from '../harness/dashboardFiles.ts';
import { CLUSTER, type Endpoints } from '../harness/endpoints.ts';
import { expect, test } from '../harness/fixtures.ts';
import { kubectl } from '../harness/kubectl.ts';
import { card, choose, downloaded, plot } from '../harness/pages.ts';

/** Pastes a file on the import page and has it read. */
async function readFileText(page: Page, demo: Endpoints, text: string): Promise<void> {
  await page.goto(pageUrl(demo, 'dashboards/-/import'));
  await page.getByRole('textbox', { name: 'File' }).fill(text);
  await page.getByRole('button', { name: 'Read', exact: true }).click();
}

async function saveAs(page: Page, name: string): Promise<void> {
  const form = card(page, 'Save');
  await form.getByRole('textbox', { name: 'Name' }).fill(name);
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/dashboards/${name}(\\?|$)`));
}

test('a ConfigMap of several dashboards shows them to choose from', async ({ demo, page }) => {
  const dashboard = (title: string) =>
    JSON.stringify({
      title,
      schemaVersion: 36,
      panels: [
        {
          id: 1,
          type: 'timeseries',
          title,
          gridPos: { x: 0, y: 0, w: 12, h: 8 },
          targets: [{ refId: 'A', expr: 'DCGM_FI_DEV_GPU_UTIL' }],
        },
      ],
    });
  const data = {
    'first.json': dashboard('First of them'),
    'second.json': dashboard('Second of them'),
    'broken.json': '{',
  };
  await readFileText(page, demo, JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', data }));
  const choices = card(page, 'Dashboards in the file');
  await expect(choices.getByRole('listitem')).toHaveText([
    /First of them/,
    /Second of them/,
    /broken .*not valid JSON/,
  ]);
  await expect(card(page, 'Save')).toBeHidden();

  for (const title of ['First of them', 'Second of them']) {
    await choices.getByRole('button', { name: title }).click();
    await expect(choices.getByRole('button', { name: title, pressed: true })).toBeVisible();
    await expect(plot(card(page, title))).toBeVisible();
  }
});

test('a KubeSphere dashboard is imported, its faults are found and fixed, and it is drawn', async ({
  demo,
  page,
  request,
}) => {
  await readFileText(page, demo, FAULTY_DASHBOARD);
  const findings = card(page, 'Checked against this cluster');
  await expect(findings.getByText('GPU Utilization', { exact: true })).toBeVisible();
  await expect(findings.getByText(/The title says “Framebuffer Mem Free”/)).toBeVisible();
  await expect(findings.getByText(/no label hostname in this cluster\. It has Hostname/)).toBeVisible();
  await findings.getByRole('button', { name: /^Fix all/ }).click();
  await expect(findings.getByRole('listitem')).toHaveText([
    /GPUs past 200 °C\s*The query returned nothing over the selected range \(6h\)\./,
  ]);

  await saveAs(page, 'gallery');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('GPUs of the gallery');
  for (const title of ['GPU Utilization', 'Framebuffer Mem Free'])
    await expect(plot(card(page, title))).toBeVisible();
  await expect(page).toHaveURL(/range=15m/);
  const { dashboard } = await getJson(request, demo, 'dashboards/gallery');
  expect(dashboard.panels).toMatchObject([
    { unit: 'ratio', scale: 0.01 },
    { queries: [{ expr: 'DCGM_FI_DEV_FB_FREE{Hostname="$node"}' }] },
    { queries: [{ expr: 'DCGM_FI_DEV_GPU_TEMP{Hostname="$node"}' }] },
    { queries: [{ expr: 'DCGM_FI_DEV_GPU_TEMP{Hostname="$node"} > 200' }] },
  ]);
});

const PANEL = {
  id: 'temperature',
  title: 'Temperature of $node',
  kind: 'timeseries',
  unit: 'celsius',
  queries: [{ id: 'A', expr: 'DCGM_FI_DEV_GPU_TEMP{Hostname="$node",gpu=~"$gpu"}', legend: 'GPU {{gpu}}' }],
};
const VARIABLES = [
  { kind: 'query', name: 'node', query: 'label_values(DCGM_FI_DEV_GPU_TEMP, Hostname)' },
  {
    kind: 'query',
    name: 'gpu',
    query: 'label_values(DCGM_FI_DEV_GPU_TEMP{Hostname="$node"}, gpu)',
    multi: true,
    includeAll: true,
    selected: ['$__all'],
  },
];

/** Keeps a dashboard in the console's own form. */
async function keep(
  request: APIRequestContext,
  demo: Endpoints,
  id: string,
  more: object = {},
): Promise<void> {
  const path = `${demo.console}/api/v1/clusters/${CLUSTER}/dashboards/${id}`;
  const dashboard = { id, title: `Dashboard ${id}`, variables: VARIABLES, panels: [PANEL], ...more };
  const reply = await request.put(path, { data: { dashboard, version: null } });
  expect(reply.status(), await reply.text()).toBe(200);
}

/** What can be chosen for a variable. */
async function choices(page: Page, variable: string) {
  await page.getByRole('button', { name: new RegExp(`^${variable}: `) }).click();
  return page.getByRole('dialog', { name: variable });
}

test('variables are in the URL, and one follows from the other', async ({ demo, page, request }) => {
  await keep(request, demo, 'chained');
  await page.goto(pageUrl(demo, 'dashboards/chained?var-node=gpu-l40s-01'));
  await expect(plot(card(page, 'Temperature of gpu-l40s-01'))).toBeVisible();
  const gpus = await choices(page, 'gpu');
  await expect(gpus.getByRole('checkbox')).toHaveCount(1 + 4);
  await expect(gpus.getByRole('checkbox', { name: 'All' })).toBeChecked();
  await gpus.getByRole('checkbox', { name: '2' }).check();
  await expect(page).toHaveURL(/var-gpu=2(&|$)/);
  await page.keyboard.press('Escape');

  const nodes = await choices(page, 'node');
  await nodes.getByRole('radio', { name: 'gpu-v100-01' }).click();
  await expect(plot(card(page, 'Temperature of gpu-v100-01'))).toBeVisible();
  await expect(page).toHaveURL(/var-node=gpu-v100-01/);
  await expect((await choices(page, 'gpu')).getByRole('checkbox')).toHaveCount(1 + 8);
});

test.describe('a picture', () => {
  // With styles of its own the browser puts a picture that is opened into the middle of the window.
  test.use({
    expectedComplaints: /^Applying inline style violates/,
    expectedViolations: /^style-src-attr kept out inline {2}of :0:0$/,
  });

  test('the image URL of a panel is a picture of what is shown, for those who have no browser', async ({
    demo,
    context,
    page,
    request,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await keep(request, demo, 'pictured');
    await page.goto(pageUrl(demo, 'dashboards/pictured?var-node=gpu-l40s-01&range=1h&theme=dark'));
    const title = 'Temperature of gpu-l40s-01';
    await expect(plot(card(page, title))).toBeVisible();
    await choose(page, title, 'Copy image URL');
    await expect(card(page, title).getByText('Copied')).toBeVisible();
    const url = new URL(await page.evaluate(() => navigator.clipboard.readText()));
    const asked = Object.fromEntries(url.searchParams);
    expect(asked).toMatchObject({ 'var-node': 'gpu-l40s-01', theme: 'dark', locale: 'en' });
    expect(Number(asked.to) - Number(asked.from)).toBe(3600);
    const reply = await request.get(url.href);
    expect([reply.status(), reply.headers()['content-type']]).toEqual([200, 'image/png']);
    await page.goto(url.href);
    await expect(page.locator('img')).toHaveJSProperty('naturalWidth', 1000);
  });
});

test('a preview of an import has no image URL, for the server does not have the dashboard', async ({
  demo,
  page,
}) => {
  await readFileText(page, demo, FAULTY_DASHBOARD);
  const panel = card(page, 'Framebuffer Mem Free');
  await panel.getByRole('button', { name: /: Panel menu$/ }).click();
  await expect(page.getByRole('menuitem', { name: 'Copy link to this time range' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Copy image URL' })).toHaveCount(0);
});

test('a dashboard that is opened has its own time, and a link to it the link’s', async ({
  demo,
  page,
  request,
}) => {
  const path = `${demo.console}/api/v1/clusters/${CLUSTER}/dashboards/timed`;
  const time = { from: 'now-6h', to: 'now' };
  const dashboard = { id: 'timed', title: 'Of six hours', time, variables: [], panels: [] };
  expect((await request.put(path, { data: { dashboard, version: null } })).status()).toBe(200);
  await page.goto(pageUrl(demo, 'dashboards?range=1h'));
  await page.getByRole('link', { name: 'Of six hours' }).click();
  await expect(page).toHaveURL(/dashboards\/timed\?range=6h$/);
  await page.goto(pageUrl(demo, 'dashboards/timed?range=1h'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Of six hours');
  await expect(page).toHaveURL(/dashboards\/timed\?range=1h$/);
});

test.describe('what is made to hurt', () => {
  // The browser says so of handlers and styles in the document that nothing runs in, where a text is taken apart.
  test.use({
    expectedComplaints: /inline (event handler|style) violates/,
    expectedViolations: /^(script-src-attr|style-src-(attr|elem)) kept out inline/,
  });

  test('a file made to hurt is refused at its line, or can do nothing', async ({ demo, page }) => {
    await readFileText(page, demo, ALIAS_BOMB);
    await expect(page.getByRole('alert')).toContainText(/Line \d+:.*aliases/);
    const large = { name: 'large.json', mimeType: 'application/json', buffer: Buffer.alloc(7_000_000, ' ') };
    await page.getByLabel('Choose a file').last().setInputFiles(large);
    await expect(page.getByRole('alert')).toContainText('large.json has');

    await readFileText(page, demo, HARMFUL_DASHBOARD);
    const preview = page.getByRole('region', { name: 'Preview' });
    await expect(preview.getByText('what remains')).toHaveCount(2);
    await expect(preview.getByText('a picture')).toHaveCount(2);
    await saveAs(page, 'harmful');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('<img src=');
    await expect(page.getByText('what remains')).toHaveCount(2);
    await expect(page.getByRole('heading', { level: 2, name: '<script>' })).toBeVisible();
    const main = page.getByRole('main');
    await expect(main.locator('iframe, form, svg script, math, style, [onclick], [onerror]')).toHaveCount(0);
    await expect(
      main.locator('img:not([src^="blob:"]), a[href^="javascript:"], p[style], p#content'),
    ).toHaveCount(0);
    await expect(page).not.toHaveTitle(/^pwned/);
  });
});

test('what is exported is what kubectl takes; what is deleted comes back', async ({
  demo,
  page,
  request,
}) => {
  await keep(request, demo, 'exported');
  await page.goto(pageUrl(demo, 'dashboards'));
  const row = page.getByRole('row', { name: /Dashboard exported/ });
  const act = async (name: string) => {
    await row.getByRole('button', { name: 'Actions for Dashboard exported' }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  };
  await act('Export for KubeSphere (v1alpha2)');
  const file = await downloaded(page, () =>
    page.getByRole('button', { name: 'Download', exact: true }).click(),
  );
  expect(file.suggestedFilename()).toBe('exported.yaml');
  expect(await readFile(await file.path(), 'utf8')).toContain('kind: ClusterDashboard');
  const said = await kubectl(demo.kubeconfig, 'apply', '--dry-run=server', '-f', await file.path());
  expect(said).toContain('clusterdashboard.monitoring.kubesphere.io/exported created (server dry run)');
  await page.keyboard.press('Escape');

  await act('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toBeVisible();
});

test('the dashboards that come with the console are drawn from this cluster, and copied to be changed', async ({
  demo,
  page,
  request,
}) => {
  const query = 'count(count by (UUID) ({__name__=~"DCGM_FI_.+"}))';
  const { data } = await (await request.get(`${demo.prometheus}/api/v1/query`, { params: { query } })).json();
  await page.goto(pageUrl(demo, 'dashboards'));
  await page.getByRole('button', { name: 'Actions for GPU fleet', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: 'Delete' })).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'GPU fleet', exact: true }).click();
  const title = 'GPUs that report metrics';
  const row = card(page, title).getByRole('row', { name: `${title} ${data.result[0].value[1]}` });
  await expect(row).toHaveCount(1);
  await expect(plot(card(page, 'Utilization by node'))).toBeVisible();
  await expect(card(page, 'Utilization by node')).toContainText('gpu-h100-01');
});

test('events that a query finds are marked on the charts, and are switched off in the URL', async ({
  demo,
  page,
  request,
}) => {
  // True in one minute of every ten, and at both ends of an hour where that is one of them.
  const expr = 'label_replace(minute() % 10 == 3, "shift", "night", "", "")';
  const annotations = [
    { name: 'Shift', enabled: true, expr, title: 'Shift of the {{shift}}' },
    { name: 'Nothing', enabled: false, expr: 'vector(1)' },
    { name: 'Broken', enabled: true, expr: 'vector(' },
  ];
  await keep(request, demo, 'marked', { annotations });
  await page.goto(pageUrl(demo, 'dashboards/marked?range=1h'));
  const switches = page.getByRole('group', { name: 'Events on the charts' });
  await expect(switches.getByText(/^Shift\s*[567]$/)).toBeVisible();
  await expect(switches.getByText(/^Broken\s*cannot be queried: .+parse/)).toBeVisible();
  await expect(page.getByRole('img', { name: /^Temperature of .+; [567] events marked$/ })).toBeVisible();

  await switches.getByRole('checkbox', { name: /^Shift/ }).uncheck();
  await expect(page).toHaveURL(/turned=Shift/);
  await expect(page.getByRole('img', { name: /^Temperature of .+ in this range$/ })).toBeVisible();
  await page.reload();
  await expect(switches.getByRole('checkbox', { name: /^Shift/ })).not.toBeChecked();
  await switches.getByRole('checkbox', { name: /^Shift/ }).check();
  await expect(page).not.toHaveURL(/turned/);
});

test('the dashboard of a node opens on the first one, and calls GPUs by node and index', async ({
  demo,
  page,
}) => {
  await page.goto(pageUrl(demo, 'dashboards/gpu-node'));
  await expect(page.getByRole('button', { name: /^Node/ })).toContainText('gpu-a100-01');
  await expect(plot(card(page, 'Utilization')).first()).toBeVisible();
  await page.getByRole('button', { name: /^GPU: / }).click();
  await expect(page.getByText('gpu-a100-01 · GPU 3', { exact: true })).toBeVisible();
  await expect(page.getByText(/GPU-[0-9a-f]{8}-/)).toHaveCount(0);
});

test('the dashboard of a pod opens on one that runs', async ({ demo, page }) => {
  await page.goto(pageUrl(demo, 'dashboards/gpu-pod'));
  const held = card(page, 'GPUs that report metrics');
  await expect(held.locator('table td')).toHaveText(/^[1-9]/);
});

test('the hottest GPUs come hottest first', async ({ demo, page }) => {
  await page.goto(pageUrl(demo, 'dashboards/gpu-power-thermals'));
  const rows = card(page, 'Hottest GPUs').locator('table td');
  await rows.first().scrollIntoViewIfNeeded();
  await expect(rows).toHaveCount(10);
  const degrees = (await rows.allTextContents()).map((text) => Number.parseFloat(text));
  expect(degrees).toEqual(degrees.toSorted((a, b) => b - a));
});
