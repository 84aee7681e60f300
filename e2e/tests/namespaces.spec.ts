import { violationsOf } from '../harness/accessibility.ts';
import { getJson, pageUrl } from '../harness/api.ts';
import { expect, test } from '../harness/fixtures.ts';
import { card } from '../harness/pages.ts';

const NLP = /[?&]namespaces=nlp(&|$)/;

test('namespaces chosen in the top bar narrow every page, stand in the address and survive a reload', async ({
  demo,
  page,
}) => {
  await page.goto(pageUrl(demo, 'workloads'));
  await expect(page.getByRole('row', { name: /vision/ }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Namespaces: All namespaces' }).click();
  const picker = page.getByRole('dialog', { name: 'Namespaces' });
  await picker.getByRole('searchbox', { name: 'Find a namespace' }).fill('nl');
  await expect(picker.getByRole('checkbox')).toHaveCount(1);
  await picker.getByRole('checkbox', { name: /^nlp/ }).check();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Namespaces: Seen as: nlp' })).toBeFocused();
  await expect(page.getByRole('row', { name: /warm-spare/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /vision/ })).toHaveCount(0);

  const nav = page.getByRole('navigation', { name: 'Pages' });
  await expect(nav.getByRole('link')).toHaveText(['Overview', 'GPUs', 'Workloads', 'Dashboards', 'Explore']);
  await nav.getByRole('link', { name: 'GPUs' }).click();
  await expect(page).toHaveURL(/\/gpus\?ns=nlp$/);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Namespaces: Seen as: nlp' })).toBeVisible();
  await expect(page.getByRole('row', { name: /nlp\// }).first()).toBeVisible();
  await expect(page.getByRole('row', { name: /vision\// })).toHaveCount(0);
});

test('every question that pages ask of a cluster names the namespaces', async ({ demo, page }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith('/api/v1/clusters/')) asked.push(pathname + search);
  });
  const paths = [
    'overview',
    'gpus',
    'workloads',
    'workloads?view=usage',
    'pods/nlp/warm-spare',
    'dashboards',
  ];
  for (const path of paths) {
    asked.length = 0;
    await page.goto(pageUrl(demo, `${path}${path.includes('?') ? '&' : '?'}ns=nlp`));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    await expect.poll(() => asked.length, { message: `${path} asks` }).toBeGreaterThan(0);
    expect(asked.filter((url) => !NLP.test(url))).toEqual([]);
  }
});

test('the overview of some namespaces says so, and tells nothing of nodes', async ({
  demo,
  page,
  request,
}) => {
  await page.goto(pageUrl(demo, 'overview?ns=nlp'));
  await expect(page.getByText('Of the namespaces you chose: nlp')).toBeVisible();
  const labels = page.locator('dl').first().getByRole('term');
  await expect(labels).toHaveText(['Allocated']);
  const rows = card(page, 'Namespaces').getByRole('row');
  await expect(rows.filter({ hasText: 'nlp' })).toHaveCount(1);
  const { namespaces } = await getJson(request, demo, 'overview');
  for (const { namespace } of namespaces.filter((one: { namespace: string }) => one.namespace !== 'nlp'))
    await expect(rows.filter({ hasText: namespace })).toHaveCount(0);
  expect(await violationsOf(page)).toEqual([]);
});

test.describe('a page that the filter leaves nothing of', () => {
  test.use({ expectedComplaints: /status of 403/ });

  test('says whose fault it is, and is there once the filter is cleared', async ({ demo, page }) => {
    await page.goto(pageUrl(demo, 'nodes?ns=nlp'));
    const content = page.getByRole('main');
    await expect(content.getByText('Not yours to see', { exact: true })).toBeVisible();
    expect(await violationsOf(page)).toEqual([]);
    await content.getByRole('button', { name: 'Clear the filter' }).click();
    await expect(page).toHaveURL(/\/nodes$/);
    await expect(page.getByRole('row', { name: /gpu-h100-01/ })).toBeVisible();
  });
});

test('what was chosen is remembered for the cluster until it is cleared', async ({ demo, page }) => {
  await page.goto(pageUrl(demo, 'gpus'));
  await page.getByRole('button', { name: 'Namespaces: All namespaces' }).click();
  const picker = page.getByRole('dialog', { name: 'Namespaces' });
  await picker.getByRole('checkbox', { name: /^vision/ }).check();
  await picker.getByRole('checkbox', { name: /^nlp/ }).check();
  await expect(page).toHaveURL(/\?ns=nlp%2Cvision$/);

  await page.goto(demo.console);
  await expect(page).toHaveURL(/\/overview\?ns=nlp%2Cvision$/);
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(page.getByRole('button', { name: 'Namespaces: All namespaces' })).toBeVisible();
  await page.goto(demo.console);
  await expect(page).toHaveURL(/\/overview$/);
});
