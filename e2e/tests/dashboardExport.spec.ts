import { readFile } from 'node:fs/promises';
import type { APIRequestContext, Page } from '@playwright/test';
import { pageUrl } from '../harness/api.ts';
import { CLUSTER, type Endpoints } from '../harness/endpoints.ts';
import { expect, test } from '../harness/fixtures.ts';
import { kubectl } from '../harness/kubectl.ts';
import { card, downloaded, plot } from '../harness/pages.ts';

const chart = (index: number) => ({
  id: `chart-${index}`,
  title: `Chart ${index}`,
  kind: 'timeseries',
  unit: 'celsius',
  grid: { x: index % 2 === 0 ? 0 : 12, y: Math.floor(index / 2) * 8, w: 12, h: 8 },
  queries: [{ id: 'A', expr: 'DCGM_FI_DEV_GPU_TEMP{Hostname="$node"}', legend: 'GPU {{gpu}}' }],
});
const COUNT = 12;
const VARIABLES = [{ kind: 'query', name: 'node', query: 'label_values(DCGM_FI_DEV_GPU_TEMP, Hostname)' }];

/** Keeps a dashboard that is far higher than the window, and opens it. */
async function openTall(
  request: APIRequestContext,
  demo: Endpoints,
  page: Page,
  id: string,
  search = '',
): Promise<void> {
  const path = `${demo.console}/api/v1/clusters/${CLUSTER}/dashboards/${id}`;
  const note = { id: 'note', title: 'Note', kind: 'text', format: 'plain', content: 'Read me first.' };
  const panels = [...Array.from({ length: COUNT }, (_, index) => chart(index)), note];
  const dashboard = { id, title: `Tall ${id}`, variables: VARIABLES, panels };
  const reply = await request.put(path, { data: { dashboard, version: null } });
  expect(reply.status(), await reply.text()).toBe(200);
  await page.goto(pageUrl(demo, `dashboards/${id}?var-node=gpu-l40s-01${search}`));
  await expect(plot(card(page, 'Chart 0'))).toBeVisible();
}

async function choose(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
}

test('the picture of a dashboard has all of it, also what is far below the window', async ({
  demo,
  page,
  request,
}) => {
  await openTall(request, demo, page, 'tall-picture', '&theme=dark');
  const svg = await readFile(await (await downloaded(page, () => choose(page, 'SVG'))).path(), 'utf8');
  for (const said of ['Tall tall-picture', 'node: gpu-l40s-01', 'Chart 0', 'Chart 11', 'Read me first.'])
    expect(svg).toContain(said);

  const file = await downloaded(page, () => choose(page, 'PNG (2×)'));
  const png = (await readFile(await file.path())).toString('base64');
  const seen = await page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    // The last chart: the right half, above the text panel.
    const { data: pixels = [] } =
      context?.getImageData(image.width / 2 + 60, image.height - 1050, image.width / 2 - 120, 500) ?? {};
    const colours = new Set<string>();
    for (let at = 0; at < pixels.length; at += 4) colours.add(pixels.slice(at, at + 3).join());
    return { width: image.width, height: image.height, colours: colours.size };
  }, png);
  expect(seen.width).toBe(2 * 1280);
  expect(seen.height).toBeGreaterThan(2 * (COUNT / 2) * 8 * 40);
  expect(seen.colours).toBeGreaterThan(20);
});

test('on paper a dashboard stands alone, in light colours, with no panel across two pages', async ({
  demo,
  page,
  request,
}) => {
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', '');
  });
  await openTall(request, demo, page, 'tall-paper', '&theme=dark');
  await choose(page, 'Print / PDF');
  await expect(page.locator('html[data-printed]')).toBeAttached();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Export', exact: true })).toBeHidden();
  const blocks = page.locator('.print-sheet > svg');
  // The head, a band for every two charts, and the text.
  await expect(blocks).toHaveCount(1 + COUNT / 2 + 1);
  for (let index = 0; index < COUNT; index += 1)
    await expect(blocks.getByText(`Chart ${index}`, { exact: true })).toBeVisible();
  await expect(blocks.last().locator('rect').first()).toHaveAttribute('fill', '#ffffff');
  // The browser says itself when the print is done.
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  const pages = pdf.match(/\/Type \/Page\b/g) ?? [];
  expect(pages.length).toBeGreaterThan(1);
  expect(pages.length).toBeLessThanOrEqual(COUNT / 2 + 2);
  await expect(blocks).toHaveCount(0);
});

test('what the page exports for other programs is what they take', async ({ demo, page, request }) => {
  await openTall(request, demo, page, 'tall-files');
  const download = () =>
    downloaded(page, () => page.getByRole('button', { name: 'Download', exact: true }).click());
  await choose(page, 'Export for KubeSphere (v1alpha2)');
  const yaml = await (await download()).path();
  const said = await kubectl(demo.kubeconfig, 'apply', '--dry-run=server', '-f', yaml);
  expect(said).toContain('clusterdashboard.monitoring.kubesphere.io/tall-files created (server dry run)');
  await page.keyboard.press('Escape');
  await choose(page, 'Export for Grafana');
  const json = JSON.parse(await readFile(await (await download()).path(), 'utf8'));
  expect(JSON.stringify(json)).toContain('Chart 11');
});
