import type { Page } from '@playwright/test';
import { violationsOf } from '../harness/accessibility.ts';
import { getJson, pageUrl, queryPrometheus } from '../harness/api.ts';
import { expect, test } from '../harness/fixtures.ts';
import { card, choose, csvRows, downloaded, plot } from '../harness/pages.ts';

const field = (page: Page, id: string) => page.getByRole('textbox', { name: `PromQL of query ${id}` });
const queriesOf = (page: Page) => new URL(page.url()).searchParams.getAll('q');
const exploreUrl = (queries: readonly string[], more: Readonly<Record<string, string>> = {}) =>
  `explore?${new URLSearchParams([...queries.map((one) => ['q', one]), ...Object.entries(more)])}`;

/** A range that no scrape can still add to. */
function settled() {
  const to = Math.floor(Date.now() / 1000 / 60) * 60 - 120;
  return { from: to - 1800, to };
}

test('a query is completed, run by the keyboard, drawn in its unit, and shared by its address', async ({
  demo,
  page,
}) => {
  await page.goto(pageUrl(demo, 'overview'));
  await page.getByRole('navigation').getByRole('link', { name: 'Explore' }).click();
  await expect(page.getByText('No query yet')).toBeVisible();
  await field(page, 'A').click();
  await page.keyboard.type('DCGM_FI_DEV_GPU_TE');
  await page.getByRole('option', { name: 'DCGM_FI_DEV_GPU_TEMP' }).click();
  await page.keyboard.press('Control+Enter');
  await expect(plot(card(page, 'Graph'))).toBeVisible();
  await expect(card(page, 'Newest values of A')).toContainText('°C');
  expect(queriesOf(page)).toEqual(['DCGM_FI_DEV_GPU_TEMP']);
  await expect(field(page, 'A')).toHaveText('DCGM_FI_DEV_GPU_TEMP');

  await page.reload();
  await expect(field(page, 'A')).toHaveText('DCGM_FI_DEV_GPU_TEMP');
  await expect(plot(card(page, 'Graph'))).toBeVisible();
});

test('the newest values and the curves are exactly those that Prometheus has', async ({
  demo,
  page,
  request,
}) => {
  const { from, to } = settled();
  const expr = 'avg by (Hostname) (DCGM_FI_DEV_POWER_USAGE)';
  await page.goto(pageUrl(demo, exploreUrl([expr], { from: String(from), to: String(to) })));
  await expect(plot(card(page, 'Graph'))).toBeVisible();
  const table = card(page, 'Newest values of A');
  await expect(table).toContainText('W');

  const [, ...rows] = await csvRows(
    await downloaded(page, () => choose(page, 'Newest values of A', 'Download CSV')),
  );
  const theirs: { metric: Record<string, string>; value: [number, string] }[] = await queryPrometheus(
    request,
    demo,
    'query',
    { query: expr, time: to },
  );
  expect(theirs.length).toBeGreaterThan(0);
  const expected = theirs.map(({ metric, value }) => [metric['Hostname'], Number(value[1])]);
  expect(Object.fromEntries(rows.map(([host, value]) => [host, Number(value)]))).toEqual(
    Object.fromEntries(expected),
  );
});

test('what Prometheus refuses is said at the query, and the others are drawn', async ({ demo, page }) => {
  await page.goto(pageUrl(demo, exploreUrl(['sum(up) by', 'rate(up)', 'sum(up)'])));
  const query = (id: string) => page.getByRole('group', { name: `Query ${id}` });
  await expect(query('A').getByRole('alert').first()).toBeVisible();
  await expect(query('B').getByRole('alert')).toContainText('range vector');
  await expect(query('C').getByRole('alert')).toHaveCount(0);
  await expect(card(page, 'Newest values of C')).toBeVisible();
  await expect(card(page, 'Newest values of B')).toHaveCount(0);
  await expect(plot(card(page, 'Graph'))).toBeVisible();
});

test('queries of several units have a chart each; one is removed and another taken from the history', async ({
  demo,
  page,
}) => {
  await page.goto(pageUrl(demo, exploreUrl(['DCGM_FI_DEV_GPU_TEMP', 'DCGM_FI_DEV_FB_USED'])));
  await expect(plot(card(page, 'Graph of A'))).toBeVisible();
  await expect(plot(card(page, 'Graph of B'))).toBeVisible();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('button', { name: 'Remove query A' }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(plot(card(page, 'Graph'))).toBeVisible();
  expect(queriesOf(page)).toEqual(['DCGM_FI_DEV_FB_USED']);

  await page.getByRole('button', { name: 'History' }).click();
  await page.getByRole('menuitem', { name: 'DCGM_FI_DEV_GPU_TEMP' }).click();
  await expect(field(page, 'B')).toHaveText('DCGM_FI_DEV_GPU_TEMP');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(plot(card(page, 'Graph of B'))).toBeVisible();
});

test('a panel is opened in Explore, with its variables filled in, over the same time', async ({
  demo,
  page,
}) => {
  await page.goto(pageUrl(demo, 'nodes/gpu-h100-01?range=6h'));
  await expect(plot(card(page, 'Power'))).toBeVisible();
  await choose(page, 'Power', 'Open in Explore');
  await expect(page).toHaveURL(/\/explore\?.*range=6h/);
  await expect(plot(card(page, 'Graph'))).toBeVisible();
  const [query = ''] = queriesOf(page);
  expect(query).toContain('GPU-');
  expect(query).not.toMatch(/\$(?!__)/);
  await page.getByText('What Prometheus is asked').click();
  await expect(page.getByRole('definition').filter({ hasText: 'GPU-' }).first()).toBeVisible();
});

test('the charts are kept in a new dashboard, which opens in the editor', async ({ demo, page, request }) => {
  await page.goto(pageUrl(demo, exploreUrl(['max(DCGM_FI_DEV_GPU_TEMP)'])));
  await page.getByRole('button', { name: 'Add to a dashboard' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add to a dashboard' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Explored');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('explored');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL(/\/dashboards\/explored\/edit/);
  await expect(plot(card(page, 'max(DCGM_FI_DEV_GPU_TEMP)'))).toBeVisible();
  const { dashboard } = await getJson(request, demo, 'dashboards/explored');
  expect(dashboard.panels).toMatchObject([
    { kind: 'timeseries', unit: 'celsius', queries: [{ expr: 'max(DCGM_FI_DEV_GPU_TEMP)' }] },
  ]);
});

for (const { theme, width } of [
  { theme: 'light', width: 1440 },
  { theme: 'dark', width: 390 },
  { theme: 'dark', width: 1440 },
  { theme: 'light', width: 390 },
] as const)
  test.describe(`${theme}, ${width} px`, () => {
    test.use({ colorScheme: theme, viewport: { width, height: 900 } });

    test('the page fits and is accessible, with values, an error and what was asked', async ({
      demo,
      page,
    }, info) => {
      await page.goto(pageUrl(demo, exploreUrl(['DCGM_FI_DEV_GPU_TEMP', 'DCGM_FI_DEV_FB_USED', 'rate(up)'])));
      await expect(plot(card(page, 'Graph of A'))).toBeVisible();
      await expect(card(page, 'Newest values of B').getByRole('table')).toBeVisible();
      await expect(page.getByRole('group', { name: 'Query C' }).getByRole('alert')).toBeVisible();
      await page.getByText('What Prometheus is asked').click();
      await info.attach('explore', { body: await page.screenshot(), contentType: 'image/png' });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
      expect(await violationsOf(page)).toEqual([]);
    });
  });
