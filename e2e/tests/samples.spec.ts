import type { Locator, Page } from '@playwright/test';
import { pageUrl } from '../harness/api.ts';
import { startConsole } from '../harness/console.ts';
import { expect, test } from '../harness/fixtures.ts';
import { kubectl } from '../harness/kubectl.ts';
import { ownDemo } from '../harness/ownDemo.ts';
import { card, plot } from '../harness/pages.ts';

/** One whose GPU nothing else takes. */
const walkthrough = ownDemo('walkthrough');

const SETUP = 'setup?open=samples&range=15m&refresh=10s';

/** The part of the page that is about one sample. */
function sampleOf(page: Page, name: 'GPU load' | 'Notebook') {
  const region = page.getByRole('region', { name, exact: true });
  const press = (button: 'Run' | 'Dry run' | 'Clean up') =>
    region.getByRole('button', { name: button, exact: true }).click();
  return { region, press };
}

/** The newest value of a sample's curve, as its legend has it. */
function lastUtilization(region: Locator): Locator {
  const legend = region.getByRole('region', { name: 'Utilization', exact: true }).getByRole('row');
  return legend.nth(1).getByRole('cell').first();
}

test('the samples are tried and run from the page: one takes the GPU, the other waits, and gets it', async ({
  page,
}) => {
  test.setTimeout(360_000);
  const { kubeconfig } = walkthrough();
  await page.goto(pageUrl(walkthrough(), SETUP));
  const load = sampleOf(page, 'GPU load');
  const notebook = sampleOf(page, 'Notebook');

  await test.step('a dry run creates nothing', async () => {
    await load.press('Dry run');
    await expect(load.region.getByRole('status')).toContainText('Nothing was created');
    expect(await kubectl(kubeconfig, 'get', 'pods', '-o', 'name')).not.toContain('gpu-sample');
  });

  await test.step('the load runs, and its curve is up', async () => {
    await load.press('Run');
    await expect(load.region.getByText('Running', { exact: true })).toBeVisible({ timeout: 60_000 });
    await expect(plot(load.region)).toBeVisible({ timeout: 60_000 });
    await expect(lastUtilization(load.region)).toHaveText(/^(9\d(\.\d)?|100)\s?%$/, { timeout: 90_000 });
  });

  await test.step("the notebook waits, in the scheduler's own words", async () => {
    await notebook.press('Run');
    await expect(notebook.region.getByText('Pending', { exact: true })).toBeVisible();
    await expect(notebook.region).toContainText('0/1 nodes are available: 1 Insufficient nvidia.com/gpu.');
  });

  await test.step('once the load is cleaned up the notebook has the GPU, and a curve', async () => {
    await load.press('Clean up');
    await expect(load.region).toContainText('Not started.', { timeout: 60_000 });
    await expect(notebook.region.getByText('Running', { exact: true })).toBeVisible({ timeout: 60_000 });
    await expect(lastUtilization(notebook.region)).toHaveText(/%$/, { timeout: 90_000 });
  });

  await test.step('its page leads to it, at the node port that the API server chose', async () => {
    const nodePort = await kubectl(
      kubeconfig,
      ...['get', 'service', 'gpu-sample-notebook', '-o', 'jsonpath={.spec.ports[0].nodePort}'],
    );
    await expect(notebook.region).toContainText(`node port ${nodePort}`);
    await notebook.region.getByRole('link', { name: 'link and token' }).click();
    const open = card(page, 'Notebook').getByRole('link', { name: 'Open notebook' });
    const address = new RegExp(`^http://[\\d.]+:${nodePort}/\\?token=[0-9a-f]{48}$`);
    await expect(open).toHaveAttribute('href', address, { timeout: 30_000 });
  });

  await test.step('it is cleaned up, its Service too', async () => {
    await page.goto(pageUrl(walkthrough(), SETUP));
    await notebook.press('Clean up');
    await expect(notebook.region).toContainText('Not started.', { timeout: 60_000 });
    const left = await kubectl(kubeconfig, 'get', 'pods,services', '-o', 'name');
    expect(left).not.toContain('gpu-sample');
  });
});

test('where the console only reads, the samples are to copy, and it says how to allow more', async ({
  demo,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const own = await startConsole(demo);
  try {
    await page.goto(pageUrl(own, SETUP));
    const load = sampleOf(page, 'GPU load');
    await expect(load.region.getByRole('button', { name: 'Copy the manifest' })).toBeVisible();
    await expect(load.region.getByRole('button', { name: 'Run', exact: true })).toHaveCount(0);
    await load.region.getByRole('button', { name: 'Copy the manifest' }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('name: gpu-sample-load\n  namespace: default\n');
    expect(copied).toContain('nvidia.com/gpu: 1\n');
    await page.getByText('To run them from here').click();
    await expect(page.getByText('ALLOW_WRITES=true')).toBeVisible();
    await expect(page.getByText(/samples-role\.yaml$/)).toBeVisible();
  } finally {
    await page.goto('about:blank');
    await own.stop();
  }
});
