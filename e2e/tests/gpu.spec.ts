import { readFile } from 'node:fs/promises';
import type { APIRequestContext, Page } from '@playwright/test';
import { getJson, pageUrl } from '../harness/api.ts';
import type { Endpoints } from '../harness/endpoints.ts';
import { expect, test } from '../harness/fixtures.ts';
import { kubectl } from '../harness/kubectl.ts';
import { card, choose, csvRows, downloaded, plot } from '../harness/pages.ts';

interface Device {
  readonly uuid: string;
  readonly index: number;
  readonly instance: { readonly id: string; readonly profile: string } | null;
  readonly pods: readonly { readonly namespace: string; readonly name: string }[];
}

async function gpusOf(request: APIRequestContext, demo: Endpoints, node: string): Promise<Device[]> {
  return (await getJson(request, demo, `gpus?node=${node}`)).items;
}

/** Opens the page of a node's GPU; gives what the API says of it. */
async function openGpu(
  page: Page,
  request: APIRequestContext,
  demo: Endpoints,
  node: string,
  index: number,
): Promise<Device> {
  const gpus = await gpusOf(request, demo, node);
  const gpu = gpus.find((one) => one.index === index && one.instance === null);
  if (gpu === undefined) throw new Error(`no GPU ${index} on ${node}`);
  await page.goto(pageUrl(demo, `gpus/${gpu.uuid}`));
  return gpu;
}

test('the XIDs of a GPU say what each means, what to do and who had the GPU; a repeat counts too', async ({
  demo,
  page,
  request,
}) => {
  await openGpu(page, request, demo, 'gpu-h100-01', 2);
  const events = card(page, 'XID errors in this range').getByRole('listitem');
  await expect(events).toHaveCount(3);
  await expect(events.nth(0)).toContainText('XID 94: Contained ECC error');
  await expect(events.nth(0)).toContainText('Reset the GPU when it is free');
  await expect(events.nth(0)).toContainText('Restart the program');
  for (const older of [events.nth(1), events.nth(2)]) {
    await expect(older).toContainText('XID 31: Memory page fault');
    await expect(older).toContainText('compute-sanitizer');
  }
  await expect(events.nth(0).getByRole('link')).toHaveText(/^\w+\/[\w-]+$/);
  await expect(page.getByRole('main').getByText('XID 94 · Restart the program')).toBeVisible();
  await expect(plot(card(page, 'Utilization'))).toHaveAttribute('aria-label', /3 events marked/);
});

test('the groups of metrics follow each other, and what is not exported comes with its counters line', async ({
  demo,
  page,
  request,
}) => {
  await openGpu(page, request, demo, 'gpu-h100-01', 0);
  const groups = [
    'Utilization and activity',
    'Memory',
    'Thermals',
    'Power',
    'Clocks',
    'PCIe and NVLink',
    'ECC and remapped rows',
  ];
  const headings = page.locator('section > h2');
  await expect(headings).toHaveText(groups);
  const use = page.getByRole('region', { name: 'Utilization and activity', exact: true });
  await use.getByText('One metric of this group is not exported here').click();
  await expect(use.getByText(/^DCGM_FI_PROF_PIPE_FP64_ACTIVE, gauge, /)).toBeVisible();
  await expect(use).toContainText('need a Volta or newer GPU');
  await expect(card(page, 'Power').getByRole('row', { name: /Power limit/ })).toContainText('700');
});

test('the occupancy says since when a pod has the GPU, as kubectl does, and leads to the pod', async ({
  demo,
  page,
  request,
}) => {
  const { pod } = await getJson(request, demo, 'pods/vision/debug-shell');
  await page.goto(pageUrl(demo, `gpus/${pod.gpus[0]}`));
  const occupancy = card(page, 'Occupancy');
  const link = occupancy.getByRole('link', { name: 'vision/debug-shell' });
  await expect(link).toBeVisible();

  const [heading, ...rows] = await csvRows(
    await downloaded(page, () => choose(page, 'Occupancy', 'Download CSV')),
  );
  expect(heading).toEqual(['row', 'state', 'from', 'to', 'seconds', 'mean']);
  const [, , from = ''] = rows.find(([, state]) => state === 'vision/debug-shell') ?? [];
  const started = await kubectl(
    demo.kubeconfig,
    ...['get', 'pod', 'debug-shell', '-n', 'vision', '-o', 'jsonpath={.status.startTime}'],
  );
  expect(Math.abs(Date.parse(from) - Date.parse(started))).toBeLessThan(4 * 60_000);

  await link.click();
  await expect(page).toHaveURL(/\/pods\/vision\/debug-shell/);
});

test('the occupancy is a picture too', async ({ demo, page, request }) => {
  const { pod } = await getJson(request, demo, 'pods/vision/debug-shell');
  await page.goto(pageUrl(demo, `gpus/${pod.gpus[0]}`));
  await expect(card(page, 'Occupancy').getByRole('link').first()).toBeVisible();
  const download = await downloaded(page, () => choose(page, 'Occupancy', 'Download PNG'));
  expect(download.suggestedFilename()).toMatch(/Occupancy-.+\.png$/);
  const file = await readFile(await download.path());
  expect(file.subarray(1, 4).toString('latin1')).toBe('PNG');
});

test('a click on a bar leads to the pod that it stands for', async ({ demo, page, request }) => {
  const { pod } = await getJson(request, demo, 'pods/vision/debug-shell');
  await page.goto(pageUrl(demo, `gpus/${pod.gpus[0]}`));
  const canvas = card(page, 'Occupancy').locator('canvas');
  await expect(card(page, 'Occupancy').getByRole('link').first()).toBeVisible();
  const { width } = (await canvas.boundingBox()) ?? { width: 0 };
  await canvas.click({ position: { x: width - 24, y: 18 } });
  await expect(page).toHaveURL(/\/pods\/vision\/debug-shell/);
});

test('pods that share a GPU have it at the same time', async ({ demo, page, request }) => {
  const { pods } = await openGpu(page, request, demo, 'gpu-l4-01', 0);
  expect(pods.length).toBeGreaterThan(1);
  const table = card(page, 'Occupancy').getByRole('table', { name: 'Occupancy' });
  for (const { namespace, name } of pods) {
    // A pod that came a moment ago is on the time axis with the next refresh.
    const row = table.getByRole('row').filter({ hasText: `${namespace}/${name}` });
    await expect(row).not.toHaveCount(0, { timeout: 70_000 });
  }
});

test('a node shows who had each of its GPUs, and each MIG instance', async ({ demo, page }) => {
  for (const [node, rows] of [
    ['gpu-h100-01', ['GPU 0', 'GPU 7']],
    ['gpu-a100-02', ['GPU 0 · MIG 1 3g.40gb', 'GPU 1 · MIG 2 2g.20gb']],
  ] as const) {
    await page.goto(pageUrl(demo, `nodes/${node}`));
    const table = card(page, 'Occupancy').getByRole('table', { name: 'Occupancy' });
    for (const row of rows)
      await expect(table.getByRole('cell', { name: row, exact: true })).not.toHaveCount(0);
  }
});

test('an instance of a split GPU names the GPU it is part of', async ({ demo, page, request }) => {
  const gpus = await gpusOf(request, demo, 'gpu-a100-02');
  const instance = gpus.find((one) => one.index === 0 && one.instance !== null);
  await page.goto(pageUrl(demo, `gpus/${instance?.uuid}?instance=${instance?.instance?.id}`));
  await page
    .getByRole('main')
    .getByText('Part of')
    .locator('..')
    .getByRole('link', { name: 'GPU 0' })
    .click();
  await expect(page).not.toHaveURL(/instance=/);
  await expect(card(page, 'MIG instances').getByRole('link', { name: /^GPU 0 · MIG \d$/ })).toHaveCount(4);
});

test('heat that slowed a GPU down shows as clock events over time', async ({ demo, page, request }) => {
  await openGpu(page, request, demo, 'gpu-a100-01', 2);
  const table = card(page, 'Clock events').getByRole('table', { name: 'Clock events' });
  await expect(table.getByRole('cell', { name: 'Hardware thermal slowdown' })).not.toHaveCount(0);
  await expect(card(page, 'Clock throttling').getByRole('row', { name: /Throttled by heat/ })).toBeVisible();
});
