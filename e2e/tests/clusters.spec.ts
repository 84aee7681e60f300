import { writeFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { violationsOf } from '../harness/accessibility.ts';
import { startConsole } from '../harness/console.ts';
import { test as base, expect } from '../harness/fixtures.ts';

/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9';

interface Several {
  readonly console: string;
}

/** A console over two demos and a cluster that is away. */
const test = base.extend<{ several: Several }>({
  several: async ({ demo, walkthrough }, use, info) => {
    const gone = info.outputPath('gone.kubeconfig');
    await writeFile(
      gone,
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': 'gone',
        contexts: [{ name: 'gone', context: { cluster: 'gone', user: 'gone' } }],
        clusters: [{ name: 'gone', cluster: { server: NOWHERE, 'insecure-skip-tls-verify': true } }],
        users: [{ name: 'gone', user: {} }],
      }),
    );
    const entry = (id: string, name: string, kubeconfig: string, prometheus: string) => ({
      id,
      name,
      kubernetes: { kubeconfig },
      prometheus: { url: prometheus },
    });
    const configFile = info.outputPath('clusters.yaml');
    await writeFile(
      configFile,
      JSON.stringify({
        clusters: [
          entry('fleet', 'Fleet', demo.kubeconfig, demo.prometheus),
          entry('lab', 'Lab', walkthrough.kubeconfig, walkthrough.prometheus),
          entry('gone', 'Gone', gone, NOWHERE),
        ],
      }),
    );
    const own = await startConsole({ configFile });
    await use({ console: own.console });
    await own.stop();
  },
});

const table = (page: Page, name: string) => page.getByRole('treegrid', { name });
const cell = (row: Locator, index: number) => row.getByRole('gridcell').nth(index);
const digits = (count: number) => new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(count);

test('all clusters stand in one table, each with the numbers of its Overview, and one that is away disturbs none', async ({
  several,
  page,
  request,
}) => {
  await page.goto(several.console);
  await expect(page).toHaveURL(/\/clusters$/);
  const clusters = table(page, 'Clusters');
  const lab = clusters.getByRole('row', { name: /^Lab/ });
  await expect(cell(lab, 1)).toHaveText('Connected');
  await expect(cell(clusters.getByRole('row', { name: /^Fleet/ }), 1)).toHaveText('Connected');
  const gone = clusters.getByRole('row', { name: /^Gone/ });
  await expect(cell(gone, 1)).toHaveText('Unreachable');
  await expect(cell(gone, 3)).toHaveText('–');
  const total = clusters.getByRole('row', { name: /^Total/ });
  await expect(cell(total, 3)).toContainText('of 2 of 3 clusters');

  const overviews = await Promise.all(
    ['fleet', 'lab'].map(async (id) =>
      (await request.get(`${several.console}/api/v1/clusters/${id}/overview`)).json(),
    ),
  );
  // What pods hold changes while the demo goes on; how many GPUs there are does not.
  const [fleet, small] = overviews.map(({ gpus }) => gpus.total);
  await expect(cell(clusters.getByRole('row', { name: /^Fleet/ }), 3)).toHaveText(digits(fleet));
  await expect(cell(lab, 3)).toHaveText(digits(small));
  await expect(cell(total, 3)).toHaveText(`${digits(fleet + small)}of 2 of 3 clusters`);
  const byModel = overviews.flatMap(({ models }) => models.map((model: { total: number }) => model.total));
  expect(byModel.reduce((sum, count) => sum + count, 0)).toBe(fleet + small);
  await expect(cell(table(page, 'GPUs by model').getByRole('row', { name: /^Total/ }), 1)).toHaveText(
    `${digits(fleet + small)}of 2 of 3 clusters`,
  );
});

test('another cluster is a choice away, on the same kind of page and at the same time', async ({
  several,
  page,
}) => {
  await page.goto(`${several.console}/c/fleet/nodes/gpu-h100-01?range=1h`);
  await expect(page.getByRole('heading', { level: 1, name: 'gpu-h100-01' })).toBeVisible();
  await page.getByRole('button', { name: 'Cluster: Fleet, Connected' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitemradio', { name: 'All clusters' })).toBeFocused();
  await expect(page.getByRole('menuitemradio', { name: /^Gone.*Unreachable/ })).toBeVisible();
  const lab = page.getByRole('menuitemradio', { name: /^Lab.*GPUs? allocated/ });
  await expect(lab).toBeVisible();
  await page.keyboard.press('l');
  await expect(lab).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/c\/lab\/nodes\?range=1h$/);
  // The page before stays until this one is there.
  await expect(page.getByRole('button', { name: /^Cluster: Lab/ })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Nodes' })).toBeVisible();

  await page.goto(several.console);
  await expect(page).toHaveURL(/\/c\/lab\/overview/);
});

test('a search finds names in every cluster that answers, and says which does not', async ({
  several,
  page,
}) => {
  await page.goto(`${several.console}/c/lab/overview`);
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Search all clusters' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('gpu-h100');
  const fleet = page.getByRole('group', { name: 'Fleet' });
  await expect(fleet.getByRole('option').first()).toContainText('gpu-h100-01');
  await expect(page.getByText('Gone could not be searched now:')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/c\/fleet\/nodes\/gpu-h100-01/);
  await expect(page.getByRole('heading', { level: 1, name: 'gpu-h100-01' })).toBeVisible();
});

for (const { theme, locale, width } of [
  { theme: 'light', locale: 'en', width: 1440 },
  { theme: 'dark', locale: 'zh-CN', width: 390 },
] as const) {
  test.describe(`${theme}, ${locale}, ${width} wide`, () => {
    test.use({ colorScheme: theme, locale, viewport: { width, height: 900 } });

    test('the page, the switcher and the search fit the window and are accessible', async ({
      several,
      page,
    }, info) => {
      await page.goto(several.console);
      await expect(page.getByRole('treegrid')).toHaveCount(2);
      const look = async (name: string) => {
        await info.attach(name, { body: await page.screenshot(), contentType: 'image/png' });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        expect(await violationsOf(page), name).toEqual([]);
      };
      await look('page');
      await page.getByRole('button', { name: /^(Cluster|集群):/ }).click();
      await expect(page.getByRole('menuitemradio')).toHaveCount(4);
      await look('switcher');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill('gpu');
      await expect(page.getByRole('option').first()).toBeVisible();
      await look('search');
    });
  });
}
