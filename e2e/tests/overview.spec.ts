import { getJson, pageUrl, queryConsole } from '../harness/api.ts';
import { expect, test } from '../harness/fixtures.ts';
import { card, plot } from '../harness/pages.ts';

test('the first address opens the overview of the first cluster, with charts of six hours', async ({
  demo,
  page,
}) => {
  await page.goto(demo.console);
  await expect(page).toHaveURL(/\/c\/default\/overview$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
  for (const title of ['Allocation and utilization', 'Power']) {
    await expect(plot(card(page, title))).toBeVisible();
  }
  await expect(page.getByRole('button', { name: 'Time range: Last 6 hours' })).toBeVisible();
});

test('the history reaches back six hours without a seam to the live samples', async ({ demo, request }) => {
  const to = Math.floor(Date.now() / 1000);
  const expr = 'count(DCGM_FI_DEV_GPU_TEMP{Hostname="gpu-h100-01"})';
  const queries = [{ id: 'up', expr, type: 'range' }];
  const { up } = await queryConsole(request, demo, { from: to - 6 * 3600, to, step: 60, queries });
  const { values } = up.series[0];
  expect(new Set(values.slice(2))).toEqual(new Set([8]));
});

interface GpuParts {
  readonly whole: number;
  readonly parts: readonly { readonly unit: string; readonly of: number; readonly count: number }[];
}

/** Whole GPUs and which parts: "24 + 3/7". */
function shown({ whole, parts }: GpuParts): string {
  const amounts = parts.map(({ unit, of, count }) => (unit === 'percent' ? `${count} %` : `${count}/${of}`));
  return [String(whole), ...amounts].join(' + ');
}

test('the numbers on the tiles are those of the API', async ({ demo, page, request }) => {
  await page.goto(pageUrl(demo, 'overview'));
  const tile = (label: string) =>
    page.locator('dl > div', { has: page.getByText(label, { exact: true }) }).getByRole('definition');
  await expect(async () => {
    const { gpus } = await getJson(request, demo, 'overview');
    await page.getByRole('button', { name: 'Refresh now' }).click();
    await expect(tile('GPUs')).toHaveText(String(gpus.total), { timeout: 2000 });
    await expect(tile('Allocatable')).toHaveText(String(gpus.allocatable), { timeout: 2000 });
    await expect(tile('Allocated')).toHaveText(shown(gpus.allocatedParts), { timeout: 2000 });
    await expect(tile('Free')).toHaveText(shown(gpus.freeParts), { timeout: 2000 });
  }).toPass({ timeout: 30_000 });
});

test('problems come worst first, and each leads to its GPU or node', async ({ demo, page }) => {
  await page.goto(pageUrl(demo, 'overview'));
  const problems = card(page, 'Problems').getByRole('listitem');
  await expect(problems.filter({ hasText: 'GPU 3 on gpu-v100-01 reported XID 48' })).toBeVisible();
  const severities = await problems.evaluateAll((items) =>
    items.map((item) =>
      ['Critical', 'Warning', 'Info'].findIndex((word) => item.textContent?.startsWith(word)),
    ),
  );
  expect(severities).toEqual(severities.toSorted((a, b) => a - b));
  expect(severities[0]).toBe(0);

  await problems.filter({ hasText: 'XID 48' }).getByRole('link').click();
  await expect(page).toHaveURL(/\/gpus\/GPU-/);
  await expect(page.getByRole('main')).toContainText('gpu-v100-01');
  const problem = card(page, 'Problems').getByRole('listitem').filter({ hasText: 'XID 48' });
  await expect(problem).toBeFocused();
  await expect(problem.getByText(/^kubectl /).first()).toBeVisible();
});

test('a cell of the fleet map leads to its GPU', async ({ demo, page }) => {
  await page.goto(pageUrl(demo, 'overview'));
  const map = card(page, 'Fleet map');
  const canvas = map.locator('canvas');
  await expect(canvas).toBeVisible();
  const name = map.getByText('gpu-a100-01', { exact: true });
  await expect(name.or(canvas).first()).toBeVisible();
  await canvas.hover({ position: { x: 12, y: 30 } });
  await canvas.click({ position: { x: 12, y: 30 } });
  await expect(page).toHaveURL(/\/gpus\/(GPU|MIG)-/);
});

test('the keyboard leads from cell to cell of the fleet map, and into one', async ({ demo, page }) => {
  await page.goto(pageUrl(demo, 'overview'));
  const map = page.getByRole('listbox', { name: /^Fleet map/ });
  await map.focus();
  await expect(map.getByRole('option', { selected: true })).toContainText('gpu-a100-01 · GPU 0');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(map.getByRole('option', { selected: true })).toContainText('gpu-a100-01 · GPU 1');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('GPU 1');
  await expect(page.getByRole('main')).toContainText('gpu-a100-01');
});

test('the fleet map groups and colours as chosen, and the address keeps it', async ({ demo, page }) => {
  await page.goto(pageUrl(demo, 'overview'));
  await page.getByLabel('Group by').selectOption({ label: 'Namespace' });
  await page.getByLabel('Colour by').selectOption({ label: 'Temperature' });
  await expect(page).toHaveURL(/group=namespace/);
  await expect(page).toHaveURL(/colour=temperature/);
  await page.reload();
  await expect(page.getByLabel('Group by')).toHaveValue('namespace');
  await expect(card(page, 'Fleet map')).toContainText('°C');
});

test('pending pods are listed with the reason and lead to their page', async ({ demo, page }) => {
  await page.goto(pageUrl(demo, 'overview'));
  const pending = card(page, 'Pending GPU pods');
  await pending.getByRole('link', { name: 'nlp/giant-pretrain' }).click();
  await expect(page).toHaveURL(/\/pods\/nlp\/giant-pretrain/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('giant-pretrain');
});
