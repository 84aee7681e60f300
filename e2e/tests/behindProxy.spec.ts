import { mkdir } from 'node:fs/promises';
import { getJson, pageUrl } from '../harness/api.ts';
import { startConsole } from '../harness/console.ts';
import { CLUSTER } from '../harness/endpoints.ts';
import { test as base, expect } from '../harness/fixtures.ts';
import { card, choose, downloaded, plot } from '../harness/pages.ts';
import { startTlsProxy } from '../harness/tlsProxy.ts';

interface Served {
  /** The console itself, with its path. */
  readonly direct: string;
  /** Where people find it, with its path. */
  readonly console: string;
}

/** A console at /gpu behind a proxy that ends TLS. */
const test = base.extend<{ served: Served }>({
  served: async ({ demo }, use, info) => {
    const own = await startConsole(demo, { BASE_PATH: '/gpu', TRUST_PROXY: '1' });
    await mkdir(info.outputDir, { recursive: true });
    const proxy = await startTlsProxy(new URL(own.console).origin, '/gpu', info.outputDir);
    await use({ direct: own.console, console: `${proxy.origin}/gpu` });
    await proxy.stop();
    await own.stop();
  },
});

test.use({ ignoreHTTPSErrors: true });

test('pages, links, charts and downloads work below a path, behind TLS', async ({
  served,
  context,
  page,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const strayed: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (/^https?:/.test(url) && !url.startsWith(`${served.console}/`) && url !== served.console)
      strayed.push(url);
  });
  const copied = () => page.evaluate(() => navigator.clipboard.readText());

  await page.goto(served.console);
  await expect(page).toHaveURL(`${served.console}/c/${CLUSTER}/overview`);
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Nodes' }).click();
  await expect(page).toHaveURL(`${served.console}/c/${CLUSTER}/nodes`);
  const node = page.getByRole('row', { name: /gpu-h100-01/ });
  await node.getByRole('link').first().click();
  await expect(page).toHaveURL(new RegExp(`^${served.console}/c/${CLUSTER}/nodes/gpu-h100-01`));
  await expect(plot(card(page, 'Power'))).toBeVisible();
  await page.reload();
  await expect(plot(card(page, 'Power'))).toBeVisible();

  await choose(page, 'Power', 'Copy link to this time range');
  await expect(card(page, 'Power').getByText('Copied')).toBeVisible();
  expect(await copied()).toMatch(new RegExp(`^${served.console}/c/${CLUSTER}/nodes/gpu-h100-01\\?`));
  await page.goto(await copied());
  await expect(plot(card(page, 'Power'))).toBeVisible();

  await page.goto(pageUrl(served, 'dashboards/gpu-fleet'));
  const first = page.getByRole('button', { name: /: Panel menu$/ }).first();
  const title = (await first.getAttribute('aria-label'))?.replace(/: Panel menu$/, '') ?? '';
  await choose(page, title, 'Copy image URL');
  await expect(card(page, title).getByText('Copied')).toBeVisible();
  const picture = await page.request.get(await copied());
  expect(picture.headers()['content-type']).toBe('image/png');
  expect(picture.url()).toContain(`${served.console}/api/`);

  // Its checks run in a worker, whose script is an asset, too.
  await page.goto(pageUrl(served, 'dashboards/-/import'));
  await page.getByRole('textbox', { name: 'File' }).fill('kind: Pod');
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Pod');

  const { items } = await getJson(page.request, served, 'pods?phase=Running');
  await page.goto(pageUrl(served, `pods/${items[0].namespace}/${items[0].name}`));
  const link = page.getByRole('link', { name: 'Download the log' });
  const file = await downloaded(page, () => link.click());
  expect(file.url()).toContain(`${served.console}/api/`);

  await page.goto(pageUrl(served, 'no-such-page'));
  await page.getByRole('link', { name: 'To the overview' }).click();
  await expect(page).toHaveURL(`${served.console}/c/${CLUSTER}/overview`);
  expect(strayed).toEqual([]);
});

test('beside the path there are probes and metrics only', async ({ served, request }) => {
  const { origin } = new URL(served.direct);
  for (const path of ['/', '/index.html', `/c/${CLUSTER}/overview`, '/api/v1/clusters'])
    expect((await request.get(origin + path)).status(), path).toBe(404);
  for (const path of ['/healthz', '/readyz', '/metrics'])
    expect((await request.get(origin + path)).status(), path).toBe(200);
});
