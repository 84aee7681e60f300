import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { APIRequestContext } from '@playwright/test';
import { getJson, pageUrl } from '../harness/api.ts';
import { CLUSTER, type Endpoints } from '../harness/endpoints.ts';
import { expect, test } from '../harness/fixtures.ts';
import { applyText, kubectl } from '../harness/kubectl.ts';
import { card, downloaded, plot } from '../harness/pages.ts';

/** KubeSphere's own, which is no part of the project; it lies beside it where it is there. */
const GALLERY = fileURLToPath(
  new URL(
    '../../../shared/data/kubesphere/nvidia-gpu-dcgm-exporter-dashboard-v1alpha2.yaml',
    import.meta.url,
  ),
);

const applied = (name: string, title: string) => `apiVersion: monitoring.kubesphere.io/v1alpha2
kind: Dashboard
metadata:
  name: ${name}
  namespace: default
  labels: {team: ml}
spec:
  title: ${title}
  time: {from: now-15m, to: now}
  panels:
    - id: 1
      type: graph
      title: Temperature
      folder: unknown to the console
      yaxes: [{format: celsius}]
      targets: [{refId: 1, expr: DCGM_FI_DEV_GPU_TEMP, legendFormat: "GPU {{gpu}}"}]
`;

async function save(
  request: APIRequestContext,
  demo: Endpoints,
  dashboard: { readonly id: string; readonly [field: string]: unknown },
  version: string | null,
) {
  const path = `${demo.console}/api/v1/clusters/${CLUSTER}/dashboards/${dashboard.id}`;
  const reply = await request.put(path, { data: { dashboard, version } });
  return { status: reply.status(), body: await reply.json() };
}

test('a dashboard that somebody applies shows by itself, and opens', async ({ walkthrough, page }) => {
  const { kubeconfig } = walkthrough;
  await page.goto(pageUrl(walkthrough, 'dashboards?refresh=10s'));
  await expect(page.getByRole('link', { name: 'GPU fleet', exact: true })).toBeVisible();
  await applyText(kubeconfig, applied('applied', 'Applied with kubectl'));
  const row = page.getByRole('row', { name: /Applied with kubectl/ });
  await expect(row).toContainText('default..applied');
  await expect(row).toContainText('Dashboard · default');
  if (existsSync(GALLERY)) {
    await kubectl(kubeconfig, 'apply', '-f', GALLERY);
    await expect(page.getByRole('row', { name: /NVIDIA DCGM Exporter Dashboard/ })).toBeVisible();
  }
  await row.getByRole('link', { name: 'Applied with kubectl' }).click();
  await expect(page).toHaveURL(/\/dashboards\/default\.\.applied(\?|$)/);
  await expect(plot(card(page, 'Temperature'))).toBeVisible();
});

test('a dashboard that is saved is an object of the cluster, whose export kubectl takes', async ({
  walkthrough,
  page,
  request,
}) => {
  const { kubeconfig } = walkthrough;
  await kubectl(kubeconfig, 'delete', 'clusterdashboard', 'saved', '--ignore-not-found');
  const panels = [{ id: 'note', kind: 'text', title: '', format: 'markdown', content: '**Kept**' }];
  const dashboard = { id: 'saved', title: { en: 'Saved', 'zh-CN': '已保存' }, variables: [], panels };
  expect(await save(request, walkthrough, dashboard, null)).toMatchObject({ status: 200 });
  const yaml = await kubectl(kubeconfig, 'get', 'clusterdashboard', 'saved', '-o', 'yaml');
  expect(yaml).toContain('title: Saved');
  expect(yaml).toContain('已保存');

  await page.goto(pageUrl(walkthrough, 'dashboards'));
  const row = page.getByRole('row', { name: /^Saved/ });
  await expect(row).toContainText('ClusterDashboard');
  await row.getByRole('button', { name: 'Actions for Saved' }).click();
  await page.getByRole('menuitem', { name: 'Export for KubeSphere (v1alpha2)', exact: true }).click();
  const file = await downloaded(page, () =>
    page.getByRole('button', { name: 'Download', exact: true }).click(),
  );
  expect(await readFile(await file.path(), 'utf8')).not.toContain('resourceVersion');
  const said = await kubectl(
    kubeconfig,
    'apply',
    '--server-side',
    '--force-conflicts',
    '-f',
    await file.path(),
  );
  expect(said).toContain('clusterdashboard.monitoring.kubesphere.io/saved serverside-applied');
  const after = await getJson(request, walkthrough, 'dashboards/saved');
  expect(after.dashboard).toMatchObject({ title: { en: 'Saved', 'zh-CN': '已保存' }, panels });
});

test('a dashboard that comes with the console is exported for kubectl', async ({ walkthrough, page }) => {
  await page.goto(pageUrl(walkthrough, 'dashboards'));
  await page.getByRole('button', { name: 'Actions for GPU fleet' }).click();
  await page.getByRole('menuitem', { name: 'Export for KubeSphere (v1alpha2)', exact: true }).click();
  const file = await downloaded(page, () =>
    page.getByRole('button', { name: 'Download', exact: true }).click(),
  );
  const { kubeconfig } = walkthrough;
  expect(await kubectl(kubeconfig, 'apply', '--dry-run=server', '-f', await file.path())).toContain(
    'created (server dry run)',
  );
});

test('what somebody else changed meanwhile is kept, and both versions are told', async ({
  walkthrough,
  request,
}) => {
  const { kubeconfig } = walkthrough;
  await applyText(kubeconfig, applied('contested', 'First'));
  const id = 'default..contested';
  await expect
    .poll(async () =>
      (await request.get(`${walkthrough.console}/api/v1/clusters/${CLUSTER}/dashboards/${id}`)).status(),
    )
    .toBe(200);
  const first = await getJson(request, walkthrough, `dashboards/${id}`);
  await kubectl(
    kubeconfig,
    ...['patch', 'dashboard', 'contested', '--type=merge', '-p', '{"spec":{"title":"Theirs"}}'],
  );
  const mine = { ...first.dashboard, title: 'Mine' };
  const refused = await save(request, walkthrough, mine, first.version);
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'dashboard_changed', current: { dashboard: { id, title: 'Theirs' } } },
  });

  const { current } = refused.body;
  expect(
    await save(request, walkthrough, { ...current.dashboard, title: 'Mine' }, current.version),
  ).toMatchObject({
    status: 200,
  });
  const object = JSON.parse(await kubectl(kubeconfig, 'get', 'dashboard', 'contested', '-o', 'json'));
  expect(object).toMatchObject({
    metadata: { labels: { team: 'ml' } },
    spec: { title: 'Mine', panels: [{ folder: 'unknown to the console' }] },
  });
});
