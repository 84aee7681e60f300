import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { violationsOf } from '../harness/accessibility.ts';
import { getJson, pageUrl } from '../harness/api.ts';
import type { Endpoints } from '../harness/endpoints.ts';
import { expect, test } from '../harness/fixtures.ts';
import { applyText, kubectl } from '../harness/kubectl.ts';
import { card, downloaded } from '../harness/pages.ts';

const NOTEBOOK = fileURLToPath(
  new URL('../../packages/demo-cluster/manifests/tf-notebook.yaml', import.meta.url),
);

/** A pod that prints a line each second, on a node whose exporter nobody looks at. */
const talker = (name: string) => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec:
  restartPolicy: Never
  containers:
    - name: talk
      image: nvidia/samples:dcgmproftester-2.0.10-cuda11.0-ubuntu18.04
      args: ["--no-dcgm-validation", "-t 1005", "-d 900"]
      resources: {limits: {nvidia.com/gpu: 1}}
`;

async function running(demo: Endpoints, pod: string): Promise<void> {
  await kubectl(demo.kubeconfig, 'wait', '--for=condition=Ready', `pod/${pod}`, '--timeout=80s');
}

const view = (page: Page) => card(page, 'Logs').getByRole('log');
const lineCount = async (page: Page) =>
  Number((await card(page, 'Logs').textContent())?.match(/([\d,]+) lines/)?.[1]?.replaceAll(',', ''));
const fromEnd = (log: Locator) =>
  log.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight);

test.describe('the log of a pod that goes on printing', () => {
  const pod = 'talker';
  test.describe.configure({ mode: 'serial' });
  test.setTimeout(120_000);
  test.beforeAll(async ({ demo }) => {
    await applyText(demo.kubeconfig, talker(pod));
    await running(demo, pod);
  });
  test.afterAll(async ({ demo }) => {
    await kubectl(demo.kubeconfig, 'delete', 'pod', pod, '--wait=false');
  });

  test('is followed: new lines come, and stay in sight until the reader scrolls up', async ({
    demo,
    page,
  }) => {
    await page.goto(pageUrl(demo, `pods/default/${pod}`));
    const log = view(page);
    await expect(card(page, 'Logs')).toContainText('following');
    await expect(log).toContainText('Worker 0:0[1005]: generated');
    const before = await lineCount(page);
    await expect.poll(() => lineCount(page)).toBeGreaterThan(before);
    // As many lines as fill the view.
    await expect.poll(() => lineCount(page), { timeout: 60_000 }).toBeGreaterThan(30);
    await expect.poll(() => fromEnd(log)).toBeLessThan(2);

    await log.hover();
    await page.mouse.wheel(0, -150);
    const toNewest = page.getByRole('button', { name: 'Jump to latest' });
    await expect(toNewest).toBeVisible();
    const top = await log.evaluate((element) => element.scrollTop);
    const held = await lineCount(page);
    await expect.poll(() => lineCount(page)).toBeGreaterThan(held + 1);
    expect(await log.evaluate((element) => element.scrollTop)).toBe(top);
    await toNewest.click();
    await expect(toNewest).toBeHidden();
    await expect.poll(() => fromEnd(log)).toBeLessThan(2);
  });

  test('is no longer followed when the reader says so', async ({ demo, page }) => {
    await page.goto(pageUrl(demo, `pods/default/${pod}`));
    await page.getByRole('button', { name: 'Follow' }).click();
    await expect(card(page, 'Logs')).toContainText('end of the log');
    const held = await lineCount(page);
    const printed = async () => (await kubectl(demo.kubeconfig, 'logs', pod)).split('\n').length;
    const enough = (await printed()) + 2;
    await expect.poll(printed).toBeGreaterThan(enough);
    expect(await lineCount(page)).toBe(held);
  });

  test('is searched as one types, and by keyboard from match to match', async ({ demo, page }) => {
    await page.goto(pageUrl(demo, `pods/default/${pod}`));
    await page.getByRole('button', { name: 'Follow' }).click();
    await expect(card(page, 'Logs')).toContainText('end of the log');
    const search = page.getByRole('searchbox', { name: 'Search the log' });
    await search.fill('skipping');
    const logs = card(page, 'Logs');
    await expect(logs).toContainText('3 of 3');
    await expect(view(page).locator('mark').first()).toHaveText('Skipping');
    await search.press('Enter');
    await expect(logs).toContainText('1 of 3');
    await search.press('Shift+Enter');
    await expect(logs).toContainText('3 of 3');
    await search.fill('no such words');
    await expect(logs).toContainText('no match');
    await search.press('Escape');
    await expect(search).toHaveValue('');
    await expect(view(page).locator('mark')).toHaveCount(0);
  });

  test('shows times and wraps when wanted', async ({ demo, page }) => {
    await page.goto(pageUrl(demo, `pods/default/${pod}`));
    await expect(view(page)).toContainText('generated');
    await expect(view(page)).not.toContainText('T');
    await page.getByRole('button', { name: 'Timestamps' }).click();
    await expect(view(page)).toContainText(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z Worker/);
    await page.getByRole('button', { name: 'Wrap' }).click();
    await expect(page.getByRole('button', { name: 'Wrap' })).toHaveAttribute('aria-pressed', 'true');
    await expect.poll(() => fromEnd(view(page))).toBeLessThan(2);
  });

  test('is downloaded as kubectl logs prints it', async ({ demo, page }) => {
    await page.goto(pageUrl(demo, `pods/default/${pod}`));
    const before = await kubectl(demo.kubeconfig, 'logs', pod);
    const link = page.getByRole('link', { name: 'Download the log' });
    const file = await downloaded(page, () => link.click());
    expect(file.suggestedFilename()).toBe(`default_${pod}_talk.log`);
    const text = await readFile(await file.path(), 'utf8');
    const after = await kubectl(demo.kubeconfig, 'logs', pod);
    expect(before.length).toBeGreaterThan(0);
    expect(text.slice(0, before.length)).toBe(before);
    expect(after.slice(0, text.length)).toBe(text);
  });

  for (const [colorScheme, width] of [
    ['light', 1440],
    ['dark', 390],
  ] as const) {
    test(`is accessible and fits the window, ${colorScheme}, ${width}`, async ({ demo, page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      await page.goto(pageUrl(demo, `pods/default/${pod}`));
      await expect(view(page)).toContainText('generated');
      await page.getByRole('button', { name: 'Timestamps' }).click();
      await page.getByRole('searchbox', { name: 'Search the log' }).fill('worker');
      await expect(view(page).locator('mark').first()).toBeVisible();
      const overflow = await page.evaluate(() => {
        const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
        return [scrollWidth - clientWidth, scrollHeight - clientHeight];
      });
      expect(overflow).toEqual([0, 0]);
      expect(await violationsOf(page)).toEqual([]);
    });
  }
});

test('a notebook is a link away: its node, its node port, its token', async ({ demo, page }) => {
  test.setTimeout(180_000);
  await kubectl(demo.kubeconfig, 'apply', '-f', NOTEBOOK);
  await running(demo, 'tf-notebook');
  await page.goto(pageUrl(demo, 'pods/default/tf-notebook'));
  const notebook = card(page, 'Notebook');
  const open = notebook.getByRole('link', { name: 'Open notebook' });
  await expect(open).toBeVisible({ timeout: 30_000 });

  const jsonpath = (...args: string[]) => kubectl(demo.kubeconfig, 'get', ...args);
  const node = await jsonpath('pod', 'tf-notebook', '-o', 'jsonpath={.spec.nodeName}');
  const address = await jsonpath(
    ...['node', node, '-o', 'jsonpath={.status.addresses[?(@.type=="InternalIP")].address}'],
  );
  const port = await jsonpath('service', 'tf-notebook', '-o', 'jsonpath={.spec.ports[0].nodePort}');
  const printed = await kubectl(demo.kubeconfig, 'logs', 'tf-notebook');
  const token = /token=([0-9a-f]{48})/.exec(printed)?.[1];
  const url = `http://${address}:${port}/?token=${token}`;
  await expect(open).toHaveAttribute('href', url);
  await expect(open).toHaveAttribute('rel', 'noreferrer noopener');
  await expect(notebook).toContainText(`Service tf-notebook (NodePort) · node ${node}`);
  await expect(notebook.getByText(token ?? '', { exact: true })).toBeVisible();
  await expect(card(page, 'Services').getByRole('link')).toHaveAttribute('href', `http://${address}:${port}`);

  const inLog = view(page).getByRole('link').first();
  await expect(inLog).toHaveText(`http://127.0.0.1:8888/?token=${token}`);
  await expect(inLog).toHaveAttribute('href', url);

  await kubectl(demo.kubeconfig, 'delete', 'service', 'tf-notebook');
  await page.reload();
  await expect(notebook).toContainText('kubectl -n default port-forward pod/tf-notebook 8888');
  await expect(notebook.getByRole('link')).toHaveAttribute('href', `http://127.0.0.1:8888/?token=${token}`);
  await kubectl(demo.kubeconfig, 'delete', 'pod', 'tf-notebook', '--wait=false');
});

test('a container that was killed says why, and keeps what it printed', async ({ demo, page, request }) => {
  const { items } = await getJson(request, demo, 'pods?namespace=serving');
  const details: { pod: { name: string }; containers: { restarts: number }[] }[] = await Promise.all(
    items.map(({ name }: { name: string }) => getJson(request, demo, `pods/serving/${name}`)),
  );
  const name = details.find(({ containers }) => containers.some(({ restarts }) => restarts > 0))?.pod.name;
  expect(name).toBeDefined();
  await page.goto(pageUrl(demo, `pods/serving/${name}`));
  await expect(card(page, 'Containers')).toContainText('OOMKilled, exit code 137');
  await page.getByLabel('Run', { exact: true }).selectOption('Previous run');
  await expect(page).toHaveURL(/previous=true/);
  await expect(card(page, 'Logs')).toContainText('end of the log');
  const previous = (await kubectl(demo.kubeconfig, 'logs', '-p', '-n', 'serving', name ?? '')).trimEnd();
  const lines = previous.split('\n');
  await expect(view(page)).toContainText(lines.at(-1) ?? '');
  expect(await lineCount(page)).toBe(lines.length);
  await page.reload();
  await expect(page.getByLabel('Run', { exact: true })).toHaveValue('true');
});
