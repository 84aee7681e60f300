import type { Page } from '@playwright/test';
import { violationsOf } from '../harness/accessibility.ts';
import { getJson, pageUrl } from '../harness/api.ts';
import { expect, test } from '../harness/fixtures.ts';
import { applyText, kubectl } from '../harness/kubectl.ts';
import { ownDemo } from '../harness/ownDemo.ts';

const demo = ownDemo('bare');

interface Report {
  readonly next: string | null;
  readonly steps: readonly {
    readonly step: string;
    readonly state: string;
    readonly blockedBy: string | null;
    readonly items: readonly { readonly id: string; readonly verdict: string }[];
    readonly commands: readonly { readonly caption: string; readonly text: string }[];
  }[];
}

const step = (page: Page, name: string) => page.locator(`details[data-step="${name}"]`);

/** What stands between the shell's marks of a manifest. */
function manifestIn(report: Report, name: string, caption: string): string {
  const commands = report.steps.find((one) => one.step === name)?.commands ?? [];
  const text = commands.find((command) => command.caption === caption)?.text ?? '';
  return /<<'EOF'\n([\s\S]*)EOF$/.exec(text)?.[1] ?? '';
}

test('setup begins at the beginning, and its commands follow the choices and stay in the link', async ({
  page,
}) => {
  await page.goto(pageUrl(demo(), 'setup'));
  await expect(step(page, 'prerequisites')).toHaveAttribute('data-state', 'done');
  const next = step(page, 'helm');
  await expect(next).toHaveAttribute('data-state', 'next');
  await expect(next.getByText('There is no namespace gpu-operator yet')).toBeVisible();
  await expect(next.getByText('helm repo add nvidia')).toBeVisible();
  await expect(page.locator('details[data-state="next"]')).toHaveCount(1);
  await expect(step(page, 'curve')).toHaveAttribute('data-state', 'blocked');

  await step(page, 'prerequisites').locator('summary').click();
  await expect(step(page, 'prerequisites').getByText('Container runtime containerd://1.7.24')).toBeVisible();

  const install = step(page, 'install');
  await install.locator('summary').click();
  await expect(install.getByLabel('Container runtime')).toHaveValue('containerd');
  await expect(install.locator('pre')).toContainText('--set nfd.enabled=false');
  await install.getByLabel('Kubernetes distribution').selectOption('k3s');
  await install.getByLabel('Driver version').fill('570.86.15');
  await install.getByLabel('Private registry (offline)').fill('registry.example.com:5000');
  const command = install.locator('pre').last();
  await expect(command).toContainText('/run/k3s/containerd/containerd.sock');
  await expect(command).toContainText('driver.version=570.86.15');
  await expect(command).toContainText('driver.repository=registry.example.com:5000/nvidia');
  await page.reload();
  await expect(install.locator('pre').last()).toContainText('driver.version=570.86.15');
  await install.getByLabel('Private registry (offline)').fill('not a registry');
  await expect(install.getByText('Host, port and path')).toBeVisible();
  await expect(command).not.toContainText('driver.repository');
});

test.describe('in Chinese, on a phone, in the dark', () => {
  test.use({ locale: 'zh-CN', colorScheme: 'dark', viewport: { width: 390, height: 844 } });

  test('nothing is cut off, and everything is accessible', async ({ page }) => {
    await page.goto(pageUrl(demo(), 'setup?open=helm,install,monitor'));
    await expect(page.getByRole('heading', { level: 1, name: '安装向导' })).toBeVisible();
    await expect(step(page, 'helm').getByText('命名空间 gpu-operator 尚不存在')).toBeVisible();
    await expect(step(page, 'monitor').locator('pre').first()).toContainText('kind: ServiceMonitor');
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
  });
});

test('kubectl takes the printed ServiceMonitor; a namespace leads on to the installation', async ({
  request,
}) => {
  const { kubeconfig } = demo();
  const read = (): Promise<Report> => getJson(request, demo(), 'setup');
  expect((await read()).next).toBe('helm');

  await kubectl(kubeconfig, 'create', 'namespace', 'gpu-operator');
  await expect.poll(async () => (await read()).next, { timeout: 60_000 }).toBe('install');

  const manifest = manifestIn(await read(), 'monitor', 'monitor');
  await applyText(kubeconfig, manifest, '--dry-run=server');
  await applyText(kubeconfig, manifest);
  const applied = await kubectl(
    kubeconfig,
    ...['-n', 'gpu-operator', 'get', 'servicemonitor', '-l', 'release=kube-prometheus-stack', '-o', 'name'],
  );
  expect(applied.trim()).toBe('servicemonitor.monitoring.coreos.com/nvidia-dcgm-exporter');
  expect(await read()).toMatchObject({ next: 'install' });
});
