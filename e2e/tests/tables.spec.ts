import type { Page } from '@playwright/test';
import { getJson, pageUrl } from '../harness/api.ts';
import { expect, test } from '../harness/fixtures.ts';
import { csvRows, downloaded } from '../harness/pages.ts';

/** The problems that the Overview tells. */
interface Problem {
  readonly id: string;
  readonly kind: string;
  readonly gpu: string | null;
  readonly node: string | null;
  readonly pod: object | null;
}

const column = (page: Page, name: string) => page.getByRole('columnheader', { name, exact: true });

test('what people look for stands in the tables’ first 1440 pixels', async ({ demo, page }) => {
  for (const [path, names] of [
    ['gpus', ['Health', 'Pods', 'Utilization', 'Memory']],
    ['nodes', ['Health', 'GPUs requested / allocatable', 'Utilization', 'Memory']],
    ['workloads', ['Status', 'Age', 'Node', 'Requests', 'Owner']],
  ] as const) {
    await page.goto(pageUrl(demo, path));
    for (const name of names) await expect(column(page, name), name).toBeInViewport({ ratio: 1 });
  }
});

test('a name that is cut keeps its end, and is whole on hover and in what is read', async ({
  demo,
  page,
}) => {
  await page.goto(pageUrl(demo, 'workloads'));
  const link = page.getByRole('table').getByRole('link').first();
  const name = (await link.textContent()) ?? '';
  await expect(page.getByRole('link', { name, exact: true }).first()).toBeVisible();
  const end = link.locator('[data-text]').last();
  await expect(end).toHaveAttribute('data-text', name.slice(-7));
  await expect(end).toBeInViewport({ ratio: 1 });
  await expect(link.getByTitle(name, { exact: true })).toBeVisible();
});

test('a GPU that fell off the bus is called lost, and is found by its health', async ({
  demo,
  page,
  request,
}) => {
  const { items } = await getJson(request, demo, 'gpus?node=gpu-h100-02');
  const lost = items.find(({ index }: { index: number }) => index === 5).uuid;
  await page.goto(pageUrl(demo, 'gpus'));
  const rows = page.getByRole('table', { name: 'GPUs' }).getByRole('row');
  await page.getByLabel('Health', { exact: true }).selectOption('XID');
  await expect(page).toHaveURL(/health=xid/);
  const row = rows.filter({ has: page.locator(`a[href*="${lost}"]`) });
  await expect(row).toContainText('Lost (XID 79)');
  await page.reload();
  await expect(row).toContainText('Lost (XID 79)');
  const { problems } = await getJson(request, demo, 'overview');
  const ill = new Set(problems.filter(({ kind }: Problem) => kind === 'xid').map(({ gpu }: Problem) => gpu));
  await expect(rows).toHaveCount(ill.size + 1);
  await page.getByLabel('Health', { exact: true }).selectOption('Without problems');
  await expect(rows.nth(1)).toContainText(/OK|None known/);
  await expect(row).toHaveCount(0);
});

test('nodes are listed with the problems that the Overview tells of them', async ({
  demo,
  page,
  request,
}) => {
  await page.goto(pageUrl(demo, 'nodes?health=problems'));
  const rows = page.getByRole('table', { name: 'Nodes' }).getByRole('row');
  const ill = rows.filter({ hasText: 'gpu-h100-02' });
  await expect(ill).toContainText(/Unhealthy\s*\+1/);
  await expect(ill.getByTitle('GPU 5 on gpu-h100-02 reported XID 79')).toBeVisible();
  const { items, problems } = await getJson(request, demo, 'nodes');
  const told: readonly Problem[] = (await getJson(request, demo, 'overview')).problems;
  expect(problems.map(({ id }: Problem) => id)).toEqual(
    told
      .filter(({ node, pod }) => pod === null && items.some(({ name }: { name: string }) => name === node))
      .map(({ id }) => id),
  );
  await expect(rows).toHaveCount(new Set(problems.map(({ node }: Problem) => node)).size + 1);
});

test('ages are times in the CSV', async ({ demo, page }) => {
  await page.goto(pageUrl(demo, 'workloads?refresh=off'));
  const download = await downloaded(page, () => page.getByRole('button', { name: 'Download CSV' }).click());
  const [heading = [], ...rows] = await csvRows(download);
  const ages = rows.map((row) => row[heading.indexOf('Age')] ?? '');
  expect(ages.length).toBeGreaterThan(0);
  for (const age of ages) expect(age).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
});

test('the instances of a node are told by their profiles', async ({ demo, page, request }) => {
  await page.goto(pageUrl(demo, 'nodes'));
  const { items } = await getJson(request, demo, 'nodes');
  const parted = items.find(({ resources }: { resources: readonly object[] }) => resources.length > 2);
  const row = page.getByRole('table', { name: 'Nodes' }).getByRole('row').filter({ hasText: parted.name });
  for (const { name, allocatable } of parted.resources)
    await expect(row.getByTitle(name)).toHaveText(
      new RegExp(`^${name.replace(/^nvidia\.com\/(?:mig-)?/, '').replace('.', '\\.')}\\d+/${allocatable}$`),
    );
});
