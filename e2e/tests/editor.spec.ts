import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { violationsOf } from '../harness/accessibility.ts';
import { getJson, pageUrl } from '../harness/api.ts';
import { CLUSTER, type Endpoints } from '../harness/endpoints.ts';
import { expect, test } from '../harness/fixtures.ts';
import { card, plot } from '../harness/pages.ts';

const TEMPERATURE = {
  id: 'temperature',
  title: 'Temperature',
  kind: 'timeseries',
  unit: 'celsius',
  queries: [{ id: 'A', expr: 'max by (Hostname) (DCGM_FI_DEV_GPU_TEMP)', legend: '{{Hostname}}' }],
  grid: { x: 0, y: 0, w: 12, h: 8 },
};
const NOTE = {
  id: 'note',
  title: 'Note',
  kind: 'text',
  content: 'as it was',
  format: 'plain',
  grid: { x: 12, y: 0, w: 12, h: 8 },
};

const ROW = { id: 'more', title: 'More', kind: 'row', collapsed: false };
const BELOW = { ...NOTE, id: 'below', title: 'Below', row: 'more', grid: { x: 0, y: 9, w: 12, h: 4 } };

async function put(request: APIRequestContext, demo: Endpoints, dashboard: object, version: string | null) {
  const { id } = { id: '', ...dashboard };
  const path = `${demo.console}/api/v1/clusters/${CLUSTER}/dashboards/${id}`;
  const reply = await request.put(path, { data: { dashboard, version } });
  expect(reply.status(), await reply.text()).toBe(200);
  return reply.json();
}

/** Keeps a dashboard with a chart beside a note, and a row below, and opens it in the editor. */
async function openEditor(page: Page, request: APIRequestContext, demo: Endpoints, id: string) {
  const dashboard = { id, title: `Dashboard ${id}`, variables: [], panels: [TEMPERATURE, NOTE, ROW, BELOW] };
  const stored = await put(request, demo, dashboard, null);
  await page.goto(pageUrl(demo, `dashboards/${id}/edit`));
  await expect(plot(card(page, 'Temperature'))).toBeVisible();
  return stored;
}

/** A panel on the grid of the editor; its name says where it stands. */
const panel = (page: Page, title: string): Locator =>
  page.getByRole('group', { name: new RegExp(`^${title}: `) });

const place = (title: string, x: number, y: number, w: number, h: number) =>
  `${title}: column ${x + 1}, row ${y + 1}, ${w} wide, ${h} high`;

async function dragBy(
  page: Page,
  from: { x: number; y: number },
  by: { x: number; y: number },
): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + by.x / 2, from.y + by.y / 2);
  await page.mouse.move(from.x + by.x, from.y + by.y);
  await page.mouse.up();
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  expect(box).not.toBeNull();
  return box ?? { x: 0, y: 0, width: 0, height: 0 };
}

test('a new dashboard needs a title alone: its name in the address is made of it', async ({
  demo,
  page,
  request,
}) => {
  await page.goto(pageUrl(demo, 'dashboards'));
  await page.getByRole('button', { name: 'New', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'New dashboard' });
  await expect(dialog.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type('Only a Title (1)');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/dashboards\/only-a-title-1\/edit/);
  const { version } = await getJson(request, demo, 'dashboards/only-a-title-1');
  const path = `${demo.console}/api/v1/clusters/${CLUSTER}/dashboards/only-a-title-1`;
  expect((await request.delete(path, { data: { version } })).status()).toBe(200);
});

test('a dashboard shows its own range, and the next page that of the page before', async ({
  demo,
  page,
  request,
}) => {
  const own = { id: 'own-range', title: 'Of a quarter', time: { from: 'now-15m', to: 'now' } };
  await put(request, demo, { ...own, variables: [], panels: [NOTE] }, null);
  await page.goto(pageUrl(demo, 'nodes?range=2d'));
  const nav = page.getByRole('navigation', { name: 'Pages' });
  await nav.getByRole('link', { name: 'Dashboards' }).click();
  await page.getByRole('link', { name: 'Of a quarter' }).click();
  await expect(page.getByRole('button', { name: 'Time range: Last 15 minutes' })).toBeVisible();
  await nav.getByRole('link', { name: 'Nodes' }).click();
  await expect(page.getByRole('button', { name: 'Time range: Last 2 days' })).toBeVisible();

  await nav.getByRole('link', { name: 'Dashboards' }).click();
  await page.getByRole('link', { name: 'Of a quarter' }).click();
  await page.getByRole('button', { name: 'Time range: Last 15 minutes' }).click();
  await page.getByRole('button', { name: 'Last 7 days' }).click();
  await nav.getByRole('link', { name: 'Nodes' }).click();
  await expect(page.getByRole('button', { name: 'Time range: Last 7 days' })).toBeVisible();
});

test('a new dashboard gets a chart whose query is completed from the cluster, and is saved', async ({
  demo,
  page,
  request,
}) => {
  await page.goto(pageUrl(demo, 'dashboards'));
  await page.getByRole('button', { name: 'New', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'New dashboard' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Made here');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('made-here');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL(/\/dashboards\/made-here\/edit/);

  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Time series' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Heat');
  const query = page.getByRole('textbox', { name: 'PromQL of query A' });
  await query.click();
  await page.keyboard.type('DCGM_FI_DEV_GPU_TE');
  const metric = page.getByRole('option', { name: 'DCGM_FI_DEV_GPU_TEMP' });
  await expect(metric).toBeVisible();
  await metric.click();
  await page.keyboard.type('{Host');
  await page.getByRole('option', { name: 'Hostname', exact: true }).click();
  await page.keyboard.type('="gpu-h100-0');
  await page.getByRole('option', { name: 'gpu-h100-01' }).click();
  await expect(query).toHaveText('DCGM_FI_DEV_GPU_TEMP{Hostname="gpu-h100-01"}');
  await expect(plot(card(page, 'Heat'))).toBeVisible();

  await page.getByRole('button', { name: /^Unit: / }).click();
  await page.getByRole('searchbox', { name: /Find a unit/ }).fill('celsius');
  await page.keyboard.press('Enter');
  await expect(card(page, 'Heat')).toContainText('°C');

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  const { dashboard } = await getJson(request, demo, 'dashboards/made-here');
  expect(dashboard.panels).toMatchObject([
    {
      title: 'Heat',
      unit: 'celsius',
      queries: [{ expr: 'DCGM_FI_DEV_GPU_TEMP{Hostname="gpu-h100-01"}' }],
    },
  ]);
  await page.getByRole('link', { name: 'Close' }).click();
  await expect(plot(card(page, 'Heat'))).toBeVisible();
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(page).toHaveURL(/\/made-here\/edit/);
});

test('panels are moved and resized by the pointer and by keys, one step each to take back', async ({
  demo,
  page,
  request,
}) => {
  await openEditor(page, request, demo, 'moved');
  const chart = panel(page, 'Temperature');
  const note = panel(page, 'Note');
  await expect(chart).toHaveAccessibleName(place('Temperature', 0, 0, 12, 8));

  const box = await boxOf(chart);
  const heading = { x: box.x + 40, y: box.y + 15 };
  await dragBy(page, heading, { x: box.width + 16, y: 0 });
  await expect(chart).toHaveAccessibleName(place('Temperature', 12, 0, 12, 8));
  await expect(note).toHaveAccessibleName(place('Note', 12, 8, 12, 8));
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(chart).toHaveAccessibleName(place('Temperature', 0, 0, 12, 8));
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(note).toHaveAccessibleName(place('Note', 12, 8, 12, 8));
  await page.getByRole('button', { name: 'Undo' }).click();

  const corner = { x: box.x + box.width - 6, y: box.y + box.height - 6 };
  await dragBy(page, corner, { x: 0, y: -80 });
  await expect(chart).toHaveAccessibleName(place('Temperature', 0, 0, 12, 6));

  await note.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText(place('Note', 11, 0, 12, 8), { exact: true })).toBeAttached();
  await expect(chart).toHaveAccessibleName(place('Temperature', 0, 8, 12, 6));
  await page.keyboard.press('Shift+ArrowDown');
  await expect(note).toHaveAccessibleName(place('Note', 11, 0, 12, 9));
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(note).toHaveAccessibleName(place('Note', 12, 0, 12, 8));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(note).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(note).toHaveCount(0);
  await expect(chart).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(note).toBeVisible();

  const [from, below] = [await boxOf(note), await boxOf(panel(page, 'Below'))];
  await dragBy(page, { x: from.x + 40, y: from.y + 15 }, { x: 0, y: below.y - from.y });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  const { dashboard } = await getJson(request, demo, 'dashboards/moved');
  expect(dashboard.panels).toMatchObject([
    { id: 'temperature', grid: { x: 0, y: 0, w: 12, h: 6 } },
    { id: 'more' },
    { id: 'below', row: 'more', grid: { x: 0, y: 7, w: 12, h: 4 } },
    { id: 'note', row: 'more', grid: { x: 12, y: 7, w: 12, h: 8 } },
  ]);
});

test('YAML says at its line what is wrong, the form follows it, and a reload loses nothing', async ({
  demo,
  page,
  request,
}) => {
  await openEditor(page, request, demo, 'written');
  await panel(page, 'Note').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Both' }).click();
  const yaml = page.getByRole('textbox', { name: 'YAML: Text' });
  const content = page.getByRole('textbox', { name: 'Text', exact: true });
  await expect(content).toHaveValue('as it was');

  const line = yaml.getByText('as it was');
  await line.click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('colour: red');
  await expect(page.getByRole('alert')).toContainText(/Line \d+: unknown field “colour”/);
  await expect(content).toHaveValue('as it was');
  await expect(page.locator('.cm-lintRange-error')).toHaveText('colour: red');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.keyboard.type(' and is');
  await expect(content).toHaveValue('as it was and is');
  await expect(card(page, 'Note')).toContainText('as it was and is');

  await content.fill('by the form');
  await expect(yaml).toContainText('content: by the form');
  await page.reload();
  await expect(page.getByRole('status').filter({ hasText: 'Unsaved changes were restored' })).toBeVisible();
  await expect(card(page, 'Note')).toContainText('by the form');
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect(card(page, 'Note')).toContainText('as it was');
  await page.reload();
  await expect(card(page, 'Note')).toContainText('as it was');
  await expect(page.getByRole('button', { name: 'Discard changes' })).toHaveCount(0);
});

test.describe('conflicts', () => {
  // The browser says so of every reply that is a refusal.
  test.use({ expectedComplaints: /status of (409|404)/ });

  test('who saves over another’s changes sees both versions first', async ({ demo, page, request }) => {
    const { dashboard, version } = await openEditor(page, request, demo, 'contested');
    await panel(page, 'Note').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Text', exact: true }).fill('mine');
    await put(
      request,
      demo,
      { ...dashboard, panels: [TEMPERATURE, { ...NOTE, content: 'theirs' }] },
      version,
    );

    const save = page.getByRole('button', { name: 'Save', exact: true });
    await save.click();
    const dialog = page.getByRole('dialog', { name: 'The dashboard was changed elsewhere' });
    await expect(dialog.getByRole('textbox', { name: /^Theirs/ })).toContainText('content: theirs');
    await expect(dialog.getByRole('textbox', { name: /^Mine/ })).toContainText('content: mine');
    await dialog.getByRole('button', { name: 'Back to editing' }).click();
    await expect(page.getByText('Saving shows both versions')).toBeVisible();

    await save.click();
    await dialog.getByRole('button', { name: 'Take theirs' }).click();
    await expect(card(page, 'Note')).toContainText('theirs');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(card(page, 'Note')).toContainText('mine');
    await save.click();
    await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();

    const now = await getJson(request, demo, 'dashboards/contested');
    expect(now.dashboard.panels[1].content).toBe('mine');
    const path = `${demo.console}/api/v1/clusters/${CLUSTER}/dashboards/contested`;
    expect((await request.delete(path, { data: { version: now.version } })).status()).toBe(200);
    await page.getByRole('textbox', { name: 'Text', exact: true }).fill('once more');
    await save.click();
    await page.getByRole('button', { name: 'Save it again' }).click();
    await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
    const again = await getJson(request, demo, 'dashboards/contested');
    expect(again.dashboard.panels[1].content).toBe('once more');
  });
});

test('a dashboard that comes with the console is copied to be edited', async ({ demo, page }) => {
  await page.goto(pageUrl(demo, 'dashboards'));
  await page.getByRole('link', { name: 'GPU fleet', exact: true }).click();
  await page.getByRole('link', { name: 'Edit a copy' }).click();
  const copy = card(page, 'Edit a copy');
  await copy.getByRole('textbox', { name: 'Name' }).fill('fleet-copied');
  await copy.getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL(/\/dashboards\/fleet-copied\/edit/);
  await expect(panel(page, 'Utilization by node')).toBeVisible();
});

for (const { theme, width, height } of [
  { theme: 'light', width: 1440, height: 900 },
  { theme: 'dark', width: 390, height: 844 },
] as const)
  test.describe(`${theme}, ${width}×${height}`, () => {
    test.use({ colorScheme: theme, viewport: { width, height } });

    test('the editor fits the window and is accessible', async ({ demo, page, request }, info) => {
      await openEditor(page, request, demo, `seen-${theme}`);
      const audit = async (name: string) => {
        await info.attach(name, { body: await page.screenshot(), contentType: 'image/png' });
        expect(await violationsOf(page)).toEqual([]);
      };
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
      await info.attach('grid', { body: await page.screenshot(), contentType: 'image/png' });
      await panel(page, 'Temperature').focus();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('textbox', { name: 'PromQL of query A' })).toContainText('max by');
      await audit('form');
      await page.getByRole('button', { name: 'YAML', exact: true }).click();
      await expect(page.getByRole('textbox', { name: 'YAML: Time series' })).toContainText(
        'kind: timeseries',
      );
      await audit('yaml');
    });
  });
