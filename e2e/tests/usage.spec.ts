import type { APIRequestContext } from '@playwright/test';
import { getJson, pageUrl, queryPrometheus } from '../harness/api.ts';
import type { Endpoints } from '../harness/endpoints.ts';
import { expect, test } from '../harness/fixtures.ts';
import { kubectl } from '../harness/kubectl.ts';
import { card, csvRows, downloaded } from '../harness/pages.ts';

/** An hour that is over, on the grid of its readings: what is shown of it stays the same. */
function settledHour() {
  const to = Math.floor(Date.now() / 1000 / 600) * 600 - 600;
  return { from: to - 3600, to };
}

/** The number that an expression gives. */
async function value(
  request: APIRequestContext,
  demo: Endpoints,
  query: string,
  time: number,
): Promise<number> {
  const [only] = await queryPrometheus(request, demo, 'query', { query, time });
  return Number(only?.value[1] ?? 0);
}

/** GPU-hours by Prometheus alone: GPUs that series name a pod on, instances by their slices, the L4s' replicas as quarters. */
async function gpuHours(
  request: APIRequestContext,
  demo: Endpoints,
  { from, to, step }: { from: number; to: number; step: number },
  pods = 'exported_pod!=""',
) {
  const held = (labels: string) =>
    `group by (UUID, GPU_I_ID, exported_pod) (DCGM_FI_DEV_FB_USED{${pods},${labels}})`;
  const parts = [
    `count(${held('GPU_I_ID="",Hostname!="gpu-l4-01"')})`,
    `count(${held('Hostname="gpu-l4-01"')}) / 4`,
    ...[1, 2, 3].map((slices) => `count(${held(`GPU_I_PROFILE=~"${slices}g.+"`)}) * ${slices} / 7`),
  ];
  const sums = await Promise.all(
    parts.map((part) => value(request, demo, `sum_over_time((${part})[${to - from - 1}s:${step}s])`, to)),
  );
  return (sums.reduce((sum, one) => sum + one, 0) * step) / 3600;
}

/** As the pages print a plain number: three significant digits, whole ones in full. */
function printed(number: number): string {
  const digits = number >= 100 ? 0 : number >= 10 ? 1 : 2;
  return String(Number(number.toFixed(digits)));
}

test('the GPU-hours of the tree are those that Prometheus itself counts', async ({ demo, page, request }) => {
  const { from, to } = settledHour();
  const usage = await getJson(request, demo, `usage?from=${from}&to=${to}`);
  const total = await gpuHours(request, demo, usage);
  expect(total).toBeGreaterThan(10);
  const items: { gpuHours: number }[] = usage.items;
  expect(items.reduce((sum, item) => sum + item.gpuHours, 0)).toBeCloseTo(total, 6);

  await page.goto(pageUrl(demo, `workloads?view=usage&from=${from}&to=${to}`));
  const tree = page.getByRole('treegrid', { name: 'Usage' });
  const cells = tree.getByRole('row').last().getByRole('gridcell');
  await expect(cells.nth(0)).toHaveText('Total');
  await expect(cells.nth(1)).toHaveText(printed(total));
});

test('idle GPU-hours are those of who holds and does not use', async ({ demo, page, request }) => {
  const { from, to } = settledHour();
  const usage = await getJson(request, demo, `usage?from=${from}&to=${to}&namespace=vision&pod=debug-shell`);
  const hours = await gpuHours(request, demo, usage, 'exported_pod="debug-shell"');
  expect(usage.items).toHaveLength(1);
  expect(usage.items[0].idleGpuHours).toBeCloseTo(hours, 6);
  expect(hours).toBeCloseTo(1, 6);

  await page.goto(pageUrl(demo, 'workloads?view=usage&namespace=vision&sort=-idle&q=debug'));
  const row = page.getByRole('row', { name: /^debug-shell/ });
  await expect(row).toContainText('100%');
  await expect(row).toContainText('hours ago');
});

test('the tree opens and closes by keyboard, and the address keeps it', async ({ demo, page }) => {
  await page.goto(pageUrl(demo, 'workloads?view=usage&sort=name'));
  const tree = page.getByRole('treegrid', { name: 'Usage' });
  const serving = tree.getByRole('row', { name: /^serving/ });
  await serving.focus();
  await expect(serving).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowRight');
  await expect(serving).toHaveAttribute('aria-expanded', 'true');
  const chat = tree.getByRole('row', { name: /^chat-server Deployment/ });
  await page.keyboard.press('ArrowRight');
  await expect(chat).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(tree.getByRole('row', { name: /^chat-server-/ })).toHaveCount(3);
  await page.reload();
  await expect(tree.getByRole('row', { name: /^chat-server-/ })).toHaveCount(3);
  await serving.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(chat).toHaveCount(0);
  await expect(page).toHaveURL(/open=serving%2FDeployment/);

  await page.goto(pageUrl(demo, 'workloads?view=usage&namespace=serving'));
  await page.getByRole('button', { name: 'Expand all' }).click();
  await tree
    .getByRole('row', { name: /^chat-server-/ })
    .first()
    .press('Enter');
  await expect(page).toHaveURL(/\/pods\/serving\/chat-server-/);
});

test('a lower threshold finds less idleness, and what is downloaded adds up', async ({
  demo,
  page,
  request,
}) => {
  const { from, to } = settledHour();
  const range = `from=${from}&to=${to}`;
  const idleHours = async (more: string) => {
    const { items } = await getJson(request, demo, `usage?${range}${more}`);
    return items.reduce((sum: number, item: { idleGpuHours: number }) => sum + item.idleGpuHours, 0);
  };
  const [usual, strict, all] = [
    await idleHours(''),
    await idleHours('&idleFor=3600'),
    await idleHours('&idleBelow=1'),
  ];
  expect(strict).toBeLessThanOrEqual(usual);
  expect(usual).toBeLessThan(all);

  await page.goto(pageUrl(demo, `workloads?view=usage&${range}`));
  const total = page.getByRole('row', { name: /^Total/ }).getByRole('gridcell');
  await expect(total.nth(2)).toHaveText(printed(usual));
  await page.getByLabel('Idle for at least').selectOption({ label: 'for 1 h or more' });
  await expect(page).toHaveURL(/idleFor=3600/);
  await expect(total.nth(2)).toHaveText(printed(strict));
  const [head = [], ...rows] = await csvRows(
    await downloaded(page, () => page.getByRole('button', { name: 'Download CSV' }).click()),
  );
  const column = head.indexOf('Idle GPU-hours');
  expect(rows.reduce((sum, row) => sum + Number(row[column]), 0)).toBeCloseTo(strict, 6);
});

test("a pod's efficiency is of its own GPU over the range shown", async ({ demo, page, request }) => {
  const { from, to } = settledHour();
  const [pod] = (await getJson(request, demo, 'pods?namespace=serving&phase=Running')).items.filter(
    ({ name }: { name: string }) => name.startsWith('embedding-server'),
  );
  const usage = await getJson(request, demo, `usage?from=${from}&to=${to}&namespace=serving&pod=${pod.name}`);
  const series = `DCGM_FI_PROF_GR_ENGINE_ACTIVE{exported_pod="${pod.name}"}`;
  const mean = await value(request, demo, `avg(avg_over_time(${series}[1h]))`, to);
  expect(usage.items[0].meanUtilization).toBeCloseTo(mean, 2);

  await page.goto(pageUrl(demo, `pods/serving/${pod.name}?from=${from}&to=${to}`));
  const efficiency = card(page, 'Efficiency');
  await expect(efficiency).toContainText('0.25');
  await expect(efficiency).toContainText(/Shared by up to \d pods/);
  await efficiency.getByRole('button', { name: 'How this is counted' }).click();
  await expect(page.getByRole('dialog', { name: 'How this is counted' })).toContainText(
    usage.queries.meanUse,
  );
});

test('a pod that a reboot started too early is told of, with the times and the way out', async ({
  demo,
  page,
}) => {
  await page.goto(pageUrl(demo, 'overview'));
  const problem = card(page, 'Problems').getByRole('listitem').filter({ hasText: 'ocr-server' });
  await expect(problem).toContainText('was started on gpu-t4-01 before the device plugin');
  await problem.getByRole('link').click();
  await expect(page).toHaveURL(/\/pods\/vision\/ocr-server-/);
  const name = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const early = card(page, 'It runs without its GPU');
  await expect(early).toContainText(`kubectl -n vision delete pod ${name}`);
  const startedAt = await kubectl(
    demo.kubeconfig,
    ...['get', 'pod', name, '-n', 'vision'],
    ...['-o', 'jsonpath={.status.containerStatuses[0].state.running.startedAt}'],
  );
  const times = await early
    .locator('time')
    .evaluateAll((all) => all.map((time) => time.getAttribute('datetime')));
  expect(times.map((time) => Date.parse(time ?? ''))).toContain(Date.parse(startedAt));
  expect(times).toEqual(times.toSorted());

  await page.goto(pageUrl(demo, 'workloads?namespace=vision&q=ocr-server'));
  await expect(page.getByRole('img', { name: /^Runs without its GPU/ })).toBeVisible();
});
