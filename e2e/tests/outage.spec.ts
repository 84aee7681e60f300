import { readFile, writeFile } from 'node:fs/promises';
import { getJson, pageUrl } from '../harness/api.ts';
import { startConsole } from '../harness/console.ts';
import { test as base, expect } from '../harness/fixtures.ts';
import { Gate } from '../harness/gate.ts';

interface Cut {
  readonly console: string;
  readonly prometheus: Gate;
  readonly kubernetes: Gate;
}

/** A console whose two sources stand behind gates that the test opens and shuts. */
const test = base.extend<{ cut: Cut }>({
  cut: async ({ demo }, use, info) => {
    const prometheus = new Gate(demo.prometheus);
    const kubernetes = new Gate(demo.kubernetes);
    await Promise.all([prometheus.open(), kubernetes.open()]);
    const kubeconfig = info.outputPath('kubeconfig');
    const original = await readFile(demo.kubeconfig, 'utf8');
    await writeFile(kubeconfig, original.replaceAll(demo.kubernetes, kubernetes.url));
    const own = await startConsole({ prometheus: prometheus.url, kubeconfig });
    await use({ console: own.console, prometheus, kubernetes });
    await own.stop();
    await Promise.all([prometheus.shut(), kubernetes.shut()]);
  },
});

test.use({ expectedComplaints: /^Failed to load resource/ });
test.setTimeout(180_000);

test('without Prometheus, pages show what Kubernetes says and that metrics are missing; it comes back by itself', async ({
  cut,
  page,
}) => {
  await page.goto(pageUrl(cut, 'nodes?refresh=10s'));
  const firstNode = page.getByRole('row').nth(1);
  await expect(firstNode).toBeVisible();
  const name = (await firstNode.getByRole('link').first().textContent()) ?? '';

  await cut.prometheus.shut();
  const notice = page.getByRole('status').filter({ hasText: /Prometheus/ });
  await expect(notice).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('link', { name, exact: true })).toBeVisible();

  await cut.prometheus.open();
  await expect(notice).toBeHidden({ timeout: 60_000 });
});

test('without Kubernetes, pages keep the last facts and say since when; it comes back by itself', async ({
  cut,
  page,
}) => {
  await page.goto(pageUrl(cut, 'nodes?refresh=10s'));
  await expect(page.getByRole('row').nth(1)).toBeVisible();

  await cut.kubernetes.shut();
  const notice = page.getByRole('status').filter({ hasText: /Kubernetes/ });
  await expect(notice).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('row').nth(1)).toBeVisible();

  await cut.kubernetes.open();
  await expect(notice).toBeHidden({ timeout: 60_000 });
});

test('started without Prometheus, the console serves Kubernetes facts and picks the metrics up later', async ({
  cut,
  request,
}) => {
  await cut.prometheus.shut();
  const kubeconfig = test.info().outputPath('kubeconfig');
  const late = await startConsole({ prometheus: cut.prometheus.url, kubeconfig });
  const overview = () => getJson(request, late, 'overview');
  await expect.poll(async () => (await overview()).nodes.total, { timeout: 30_000 }).toBeGreaterThan(0);
  const without = await overview();
  expect(without.gpus.reporting).toBeNull();
  expect(without.partial).toContainEqual(expect.objectContaining({ source: 'prometheus', since: null }));

  await cut.prometheus.open();
  await expect.poll(async () => (await overview()).gpus.reporting, { timeout: 60_000 }).toBeGreaterThan(0);
  expect((await overview()).partial).toEqual([]);
  await late.stop();
});
