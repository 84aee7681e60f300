import { readFile } from 'node:fs/promises';
import { pageUrl, queryPrometheus } from '../harness/api.ts';
import { CLUSTER } from '../harness/endpoints.ts';
import { expect, test } from '../harness/fixtures.ts';
import { card, choose, csvRows, downloaded, plot } from '../harness/pages.ts';

const PANEL = 'Power';

/** Half an hour that no scrape changes any more. */
function pastHalfHour() {
  const to = Math.floor(Date.now() / 1000 / 60) * 60 - 300;
  return { from: to - 1800, to };
}

test.beforeEach(async ({ demo, page }) => {
  const { from, to } = pastHalfHour();
  await page.goto(pageUrl(demo, `nodes/gpu-h100-01?from=${from}&to=${to}`));
  await expect(plot(card(page, PANEL))).toBeVisible();
});

test('a panel as CSV holds what Prometheus answers, in base units and ISO times', async ({
  demo,
  page,
  request,
}) => {
  const download = await downloaded(page, () => choose(page, PANEL, 'Download CSV'));
  expect(download.suggestedFilename()).toMatch(/Power-.+\.csv$/);
  const [heading = [], ...rows] = await csvRows(download);
  expect(heading).toHaveLength(9);
  expect(rows.length).toBeGreaterThan(20);
  const url = new URL(page.url());
  const times = rows.map(([time = '']) => Date.parse(time) / 1000);
  expect(times[0]).toBeGreaterThanOrEqual(Number(url.searchParams.get('from')) - 60);
  expect(times.at(-1)).toBeLessThanOrEqual(Number(url.searchParams.get('to')));

  const time = times[10] ?? 0;
  const query = 'DCGM_FI_DEV_POWER_USAGE{Hostname="gpu-h100-01"}';
  const result: { value: [number, string] }[] = await queryPrometheus(request, demo, 'query', {
    query,
    time,
  });
  const watts = result.map(({ value }) => Number(value[1]));
  const ours = rows[10]?.slice(1).map(Number) ?? [];
  expect(watts).toHaveLength(8);
  expect(ours.toSorted((a, b) => a - b)).toEqual(watts.toSorted((a, b) => a - b));
});

for (const [entry, ratio] of [
  ['Download PNG', 1],
  ['Download PNG (2×)', 2],
] as const) {
  test(`${entry} gives a picture of the panel with ${ratio} device pixels per pixel`, async ({
    page,
  }, info) => {
    const width = await plot(card(page, PANEL)).evaluate((element) => element.clientWidth);
    const download = await downloaded(page, () => choose(page, PANEL, entry));
    expect(download.suggestedFilename()).toMatch(/\.png$/);
    const file = await download.path();
    await info.attach('panel', { path: file, contentType: 'image/png' });
    const url = `data:image/png;base64,${(await readFile(file)).toString('base64')}`;
    const picture = await page.evaluate(async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      const { data = [] } = context?.getImageData(0, 0, image.width, image.height) ?? {};
      const colours = new Set<number>();
      for (let i = 0; i < data.length; i += 4) {
        colours.add(((data[i] ?? 0) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0));
      }
      return { width: image.width, colours: colours.size };
    }, url);
    expect(picture.width).toBe((width + 32) * ratio);
    // Eight lines, each in a colour of its own, and the text.
    expect(picture.colours).toBeGreaterThan(40);
  });
}

test('the PromQL of a panel is copied as it was asked and is valid for Prometheus', async ({
  demo,
  context,
  page,
  request,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await choose(page, PANEL, 'Copy PromQL');
  await expect(card(page, PANEL).getByText('Copied')).toBeVisible();
  const query = await page.evaluate(() => navigator.clipboard.readText());
  expect(query).toContain('DCGM_FI_DEV_POWER_USAGE');
  expect(await queryPrometheus(request, demo, 'query', { query })).toHaveLength(8);
});

test('the link of a panel opens the same moment, at the panel', async ({ context, page }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await choose(page, PANEL, 'Copy link to this time range');
  await expect(card(page, PANEL).getByText('Copied')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const { pathname, searchParams } = new URL(link);
  expect(pathname).toBe(`/c/${CLUSTER}/nodes/gpu-h100-01`);
  expect(searchParams.get('from')).toBe(new URL(page.url()).searchParams.get('from'));
  await page.goto('about:blank');
  await page.goto(link);
  const target = page.locator('[aria-current=location]');
  await expect(target).toContainText(PANEL);
  await expect(plot(card(page, PANEL))).toBeInViewport({ ratio: 1 });
  await page.getByRole('link', { name: 'GPUs', exact: true }).first().click();
  await expect(page.getByRole('table', { name: 'GPUs' })).toBeVisible();
  await expect(target).toHaveCount(0);
});

test('the "i" of a panel tells its meaning, unit, field and query', async ({ page }) => {
  await page.getByRole('button', { name: `${PANEL}: About this panel` }).click();
  const about = page.getByRole('dialog', { name: 'About this panel' });
  await expect(about).toContainText('watts');
  await expect(about.getByText('DCGM_FI_DEV_POWER_USAGE', { exact: true })).toBeVisible();
  await expect(about.locator('pre')).toContainText('DCGM_FI_DEV_POWER_USAGE{');
});

test('full screen shows the panel alone and closes with Escape', async ({ page }) => {
  await choose(page, PANEL, 'Full screen');
  const dialog = page.getByRole('dialog', { name: PANEL });
  await expect(plot(dialog)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('a click on a legend entry shows that series alone, another click all of them', async ({ page }) => {
  const legend = card(page, PANEL).getByRole('table');
  const first = legend.getByRole('button', { name: 'GPU 0', exact: true });
  await first.click();
  await expect(first).toHaveAttribute('aria-pressed', 'true');
  const download = await downloaded(page, () => choose(page, PANEL, 'Download PNG'));
  expect(download.suggestedFilename()).toMatch(/\.png$/);
  await first.click();
  await expect(first).toHaveAttribute('aria-pressed', 'false');
});

test('every button of a legend is large enough to hit', async ({ page }) => {
  const legend = card(page, 'Utilization').getByRole('table', { name: /values per series/ });
  await expect(legend.getByRole('button').first()).toBeVisible();
  const heights = await legend
    .getByRole('button')
    .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().height));
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(24);
});

test('a drag over a plot zooms every panel to that time, and Back undoes it', async ({ page }) => {
  const before = new URL(page.url()).searchParams;
  await plot(card(page, PANEL)).scrollIntoViewIfNeeded();
  const box = await plot(card(page, PANEL)).boundingBox();
  if (box === null) throw new Error('the plot has no place on the page');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.4, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, y, { steps: 5 });
  await page.mouse.up();
  await expect(async () => {
    const now = new URL(page.url()).searchParams;
    expect(Number(now.get('from'))).toBeGreaterThan(Number(before.get('from')) + 300);
    expect(Number(now.get('to'))).toBeLessThan(Number(before.get('to')) - 300);
  }).toPass();
  await expect(plot(card(page, PANEL))).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`from=${before.get('from')}&to=${before.get('to')}`));
});

test('the value under the pointer is shown with its time, on every panel at once', async ({ page }) => {
  await plot(card(page, PANEL)).hover();
  await expect(page.locator('[data-crosshair]').nth(1)).toBeAttached();
  await expect(card(page, PANEL).getByText(/\d W$/).first()).toBeVisible();
});
