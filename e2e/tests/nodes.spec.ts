import { getJson, pageUrl } from '../harness/api.ts';
import { expect, test } from '../harness/fixtures.ts';
import { allocatedResources, kubectl } from '../harness/kubectl.ts';
import { card, csvRows, downloaded, plot } from '../harness/pages.ts';

test('every node that kubectl lists with GPUs is in the table, with its status', async ({ demo, page }) => {
  const listed = JSON.parse(await kubectl(demo.kubeconfig, 'get', 'nodes', '-o', 'json')).items;
  const names: string[] = listed
    .filter(({ status }: { status: { capacity: object } }) =>
      Object.keys(status.capacity).some((resource) => resource.startsWith('nvidia.com/')),
    )
    .map(({ metadata }: { metadata: { name: string } }) => metadata.name);
  await page.goto(pageUrl(demo, 'nodes'));
  const table = page.getByRole('table', { name: 'Nodes' });
  await expect(table.getByRole('link')).toHaveText(names.toSorted());
  await expect(table.getByRole('row', { name: /gpu-l40s-02/ })).toContainText('Cordoned');
});

test('the table filters, sorts and remembers both in the address', async ({ demo, page }) => {
  await page.goto(pageUrl(demo, 'nodes'));
  const rows = page.getByRole('table').getByRole('row');
  await page.getByRole('searchbox', { name: 'Filter' }).fill('h100');
  await expect(rows).toHaveCount(4);
  await page.getByRole('button', { name: 'Name', exact: true }).click();
  await expect(rows.nth(1)).toContainText('gpu-h100-03');
  await page.reload();
  await expect(rows.nth(1)).toContainText('gpu-h100-03');
  await expect(rows).toHaveCount(4);
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'descending');
  await page.getByRole('searchbox', { name: 'Filter' }).fill('nothing like it');
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(rows.nth(4)).toBeVisible();
});

test('columns are chosen and stay chosen', async ({ demo, page }) => {
  await page.goto(pageUrl(demo, 'nodes'));
  const cuda = page.getByRole('columnheader', { name: 'CUDA' });
  await expect(page.getByRole('columnheader', { name: 'Driver' })).toBeVisible();
  await expect(cuda).toBeHidden();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'CUDA' }).click();
  await page.keyboard.press('Escape');
  await expect(cuda).toBeVisible();
  await page.reload();
  await expect(cuda).toBeVisible();
});

test('the CSV of the table has its rows and base units', async ({ demo, page, request }) => {
  await page.goto(pageUrl(demo, 'nodes?refresh=off'));
  await page.getByRole('searchbox', { name: 'Filter' }).fill('gpu-v100-01');
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(2);
  const download = await downloaded(page, () => page.getByRole('button', { name: 'Download CSV' }).click());
  expect(download.suggestedFilename()).toBe('nodes.csv');
  const [heading = [], row = [], ...rest] = await csvRows(download);
  expect(rest).toEqual([]);
  expect(row[heading.indexOf('Name')]).toBe('gpu-v100-01');
  const power = Number(row[heading.findIndex((name) => name.startsWith('Power'))]);
  const { items } = await getJson(request, demo, 'nodes');
  const node = items.find(({ name }: { name: string }) => name === 'gpu-v100-01');
  expect(power).toBeGreaterThan(0);
  expect(power / node.powerWatts).toBeGreaterThan(0.2);
  expect(power / node.powerWatts).toBeLessThan(5);
});

test('the page of a node shows what kubectl describe node allocates, its GPUs, pods, components and events', async ({
  demo,
  page,
}) => {
  const name = 'gpu-a100-02';
  await page.goto(pageUrl(demo, 'nodes'));
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/nodes/${name}`));

  await expect(async () => {
    const described = allocatedResources(await kubectl(demo.kubeconfig, 'describe', 'node', name));
    await page.getByRole('button', { name: 'Refresh now' }).click();
    const resources = card(page, 'GPU resources').getByRole('table');
    const headings = await resources.getByRole('columnheader').allTextContents();
    const nvidia = [...described].filter(([resource]) => resource.startsWith('nvidia.com/'));
    expect(nvidia.length).toBeGreaterThan(3);
    for (const [resource, { requests }] of nvidia) {
      const row = resources.getByRole('row').filter({ hasText: resource });
      await expect(row.getByRole('cell').nth(headings.indexOf('Requested'))).toHaveText(
        new RegExp(`^${requests}( /|$)`),
        {
          timeout: 2000,
        },
      );
    }
  }).toPass({ timeout: 30_000 });

  await expect(card(page, 'GPUs').getByRole('link', { name: /GPU 7/ })).toBeVisible();
  await expect(card(page, 'GPU Operator components on this node')).toContainText('nvidia-dcgm-exporter');
  await expect(card(page, 'Conditions')).toContainText('kubelet is posting ready status');
  await expect(plot(card(page, 'Temperature'))).toBeVisible();
});

test('from a node one gets to a pod on it, and back', async ({ demo, page }) => {
  await page.goto(pageUrl(demo, 'nodes/gpu-h100-02'));
  const pods = card(page, 'Pods with GPU requests');
  const link = pods.getByRole('link').first();
  const name = (await link.getAttribute('title'))?.split('/')[1] ?? '';
  await link.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('gpu-h100-02');
});
