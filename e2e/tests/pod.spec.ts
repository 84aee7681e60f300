import { getJson, pageUrl, queryPrometheus } from '../harness/api.ts';
import { expect, test } from '../harness/fixtures.ts';
import { kubectl } from '../harness/kubectl.ts';
import { card, plot } from '../harness/pages.ts';

test('a running pod shows its GPUs, their curves, containers and events', async ({ demo, page }) => {
  await page.goto(pageUrl(demo, 'pods/vision/debug-shell'));
  await expect(page.getByRole('main')).toContainText('Running');
  await expect(card(page, 'Assigned GPUs').getByRole('link', { name: /^GPU \d$/ })).toHaveCount(1);
  await expect(card(page, 'Containers')).toContainText('nvcr.io/nvidia/pytorch:24.10-py3');
  await card(page, 'Utilization').scrollIntoViewIfNeeded();
  await expect(plot(card(page, 'Utilization'))).toBeVisible();
});

test("the GPUs of a pod are those that the exporter's series name it on", async ({ demo, page, request }) => {
  const pods = (await getJson(request, demo, 'pods?namespace=serving&phase=Running')).items;
  const pod = pods.find(({ name }: { name: string }) => name.startsWith('chat-server'));
  const query = `DCGM_FI_DEV_FB_USED{exported_namespace="serving",exported_pod="${pod.name}"}`;
  const result: { metric: Record<string, string> }[] = await queryPrometheus(request, demo, 'query', {
    query,
  });
  const uuids = result.map(({ metric }) => metric['UUID']);
  expect(uuids.length).toBeGreaterThan(0);
  await page.goto(pageUrl(demo, `pods/serving/${pod.name}`));
  const links = card(page, 'Assigned GPUs').getByRole('link', { name: /^GPU \d$/ });
  await expect(links).toHaveCount(uuids.length);
  const shown = await links.evaluateAll((items) => items.map((link) => link.getAttribute('title')));
  expect(shown.toSorted()).toEqual(uuids.toSorted());
});

test("a pending pod shows the scheduler's own words, as kubectl prints them", async ({ demo, page }) => {
  await page.goto(pageUrl(demo, 'pods/nlp/giant-pretrain'));
  const why = card(page, 'Why it is pending');
  await expect(why).toContainText('Insufficient nvidia.com/gpu');
  const message = await kubectl(
    demo.kubeconfig,
    ...['get', 'pod', 'giant-pretrain', '-n', 'nlp'],
    ...['-o', 'jsonpath={.status.conditions[?(@.type=="PodScheduled")].message}'],
  );
  expect(message).toMatch(/^0\/12 nodes are available: /);
  await expect(why).toContainText(message);
  await expect(page.getByRole('main')).toContainText('It gets its GPUs when it is scheduled.');
});

test('workloads are filtered by namespace and phase, in the address', async ({ demo, page }) => {
  await page.goto(pageUrl(demo, 'workloads'));
  const rows = page.getByRole('table').getByRole('row');
  await page.getByLabel('Namespace', { exact: true }).selectOption('nlp');
  await page.getByLabel('Phase').selectOption('Pending');
  await expect(page).toHaveURL(/namespace=nlp/);
  await expect(page).toHaveURL(/phase=Pending/);
  await expect(rows.filter({ hasText: 'giant-pretrain' })).toBeVisible();
  await expect(rows.filter({ hasText: 'chat-server' })).toHaveCount(0);
});

test('a GPU in instances shows each instance, and what holds it', async ({ demo, page }) => {
  await page.goto(pageUrl(demo, 'nodes/gpu-a100-02'));
  await card(page, 'GPUs').getByRole('link', { name: 'GPU 0', exact: false }).first().click();
  await expect(page).toHaveURL(/\/gpus\//);
  await expect(page.getByRole('main')).toContainText('gpu-a100-02');
  await expect(page.getByRole('main')).toContainText('3g.40gb');
});

test('a failed pod shows the XID that its GPU reported, which leads to the GPU', async ({
  demo,
  page,
  request,
}) => {
  const failed = (await getJson(request, demo, 'pods?namespace=vision&phase=Failed')).items;
  const pod = failed.find(({ node }: { node: string }) => node === 'gpu-v100-01');
  await page.goto(pageUrl(demo, `pods/vision/${pod.name}`));
  const xids = card(page, 'XID errors of its GPUs while it ran').getByRole('listitem');
  await expect(xids).toHaveCount(1);
  await expect(xids).toContainText('XID 48: Double-bit ECC error');
  await expect(xids).toContainText('Reset the GPU');
  await xids.getByRole('link', { name: /^GPU-/ }).click();
  await expect(card(page, 'XID errors in this range')).toContainText(pod.name);
});
