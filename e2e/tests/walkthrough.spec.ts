import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { pageUrl } from '../harness/api.ts';
import { expect, test } from '../harness/fixtures.ts';
import { kubectl } from '../harness/kubectl.ts';
import { card, plot } from '../harness/pages.ts';

const manifest = (name: string) =>
  fileURLToPath(new URL(`../../packages/demo-cluster/manifests/${name}.yaml`, import.meta.url));

/** What a pod's `kubectl get` prints under STATUS. */
async function statusOf(kubeconfig: string, pod: string): Promise<string> {
  const row = await kubectl(kubeconfig, 'get', 'pod', pod, '--no-headers');
  return row.trim().split(/\s+/)[2] ?? '';
}

test('the walk-through: a load takes the one GPU, a notebook waits in the queue and gets it afterwards', async ({
  walkthrough,
  page,
}) => {
  test.setTimeout(420_000);
  const { kubeconfig } = walkthrough;
  const watch = spawn('kubectl', ['--kubeconfig', kubeconfig, 'get', 'pods', '-w', '--no-headers']);
  const watched: string[] = [];
  watch.stdout.on('data', (chunk: Buffer) => watched.push(chunk.toString()));

  await test.step('the load runs on the GPU', async () => {
    await kubectl(kubeconfig, 'apply', '-f', manifest('dcgmproftester'));
    await expect.poll(() => statusOf(kubeconfig, 'dcgmproftester'), { timeout: 60_000 }).toBe('Running');
  });

  await test.step("the notebook waits, in the scheduler's own words", async () => {
    await kubectl(kubeconfig, 'apply', '-f', manifest('tf-notebook'));
    await expect
      .poll(() => kubectl(kubeconfig, 'describe', 'pod', 'tf-notebook'), { timeout: 30_000 })
      .toContain('0/1 nodes are available: 1 Insufficient nvidia.com/gpu.');
    expect(await statusOf(kubeconfig, 'tf-notebook')).toBe('Pending');
    await page.goto(pageUrl(walkthrough, 'pods/default/tf-notebook?range=15m&refresh=10s'));
    await expect(card(page, 'Why it is pending')).toContainText(
      '0/1 nodes are available: 1 Insufficient nvidia.com/gpu.',
    );
  });

  await test.step('the curve of the load climbs', async () => {
    await page.goto(pageUrl(walkthrough, 'pods/default/dcgmproftester?range=15m&refresh=10s'));
    await expect(plot(card(page, 'Utilization'))).toBeVisible({ timeout: 60_000 });
    const last = card(page, 'Utilization').getByRole('row').nth(1).getByRole('cell').first();
    await expect(last).toHaveText(/^(9\d(\.\d)?|100)\s?%$/, { timeout: 90_000 });
  });

  await test.step('when the load has ended, the notebook runs and its log holds the address to open', async () => {
    await expect.poll(() => statusOf(kubeconfig, 'dcgmproftester'), { timeout: 180_000 }).toBe('Completed');
    await expect.poll(() => statusOf(kubeconfig, 'tf-notebook'), { timeout: 60_000 }).toBe('Running');
    await expect
      .poll(() => kubectl(kubeconfig, 'logs', 'tf-notebook'), { timeout: 60_000 })
      .toMatch(/http:\/\/\S+:8888\/\?token=[0-9a-f]{48}/);
    await page.goto(pageUrl(walkthrough, 'pods/default/tf-notebook?range=15m&refresh=10s'));
    await expect(card(page, 'Why it is pending')).toBeHidden();
    await expect(card(page, 'Assigned GPUs').getByRole('link', { name: 'GPU 0' })).toBeVisible({
      timeout: 60_000,
    });
  });

  await test.step('the page leads to the notebook, at its node and its node port', async () => {
    const open = card(page, 'Notebook').getByRole('link', { name: 'Open notebook' });
    await expect(open).toHaveAttribute('href', /^http:\/\/\d+\.\d+\.\d+\.\d+:30001\/\?token=[0-9a-f]{48}$/, {
      timeout: 30_000,
    });
    await expect(card(page, 'Logs').getByRole('log')).toContainText('Jupyter Notebook');
  });

  await test.step('kubectl get -w told each change as it came', async () => {
    const gone = once(watch, 'exit');
    watch.kill();
    await gone;
    const lines = watched.join('').split('\n');
    const states = (pod: string) =>
      lines.filter((line) => line.startsWith(`${pod} `)).map((line) => line.split(/\s+/)[2]);
    expect(states('dcgmproftester')).toEqual(expect.arrayContaining(['Running', 'Completed']));
    expect(states('tf-notebook')).toEqual(expect.arrayContaining(['Pending', 'Running']));
  });

  await test.step('both go away again', async () => {
    // The page of a pod that is gone says so, and the browser's console tells of the 404.
    await page.goto('about:blank');
    await kubectl(kubeconfig, 'delete', '-f', manifest('dcgmproftester'), '-f', manifest('tf-notebook'));
    expect(await kubectl(kubeconfig, 'get', 'pods', '-o', 'name')).not.toContain('pod/tf-notebook\n');
  });
});
