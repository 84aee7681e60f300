import type { Page } from '@playwright/test';
import { violationsOf } from '../harness/accessibility.ts';
import { pageUrl } from '../harness/api.ts';
import { expect, test } from '../harness/fixtures.ts';
import { kubectl } from '../harness/kubectl.ts';
import { ownDemo } from '../harness/ownDemo.ts';
import { card } from '../harness/pages.ts';

const demo = ownDemo('troubled');

const cells = (page: Page) => card(page, 'Components by node').getByRole('cell').getByRole('button');
const cell = (page: Page, component: string, node: string) =>
  cells(page).and(page.getByLabel(`${component} on ${node}: `));

const labels = (page: Page) =>
  cells(page).evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label')));

/** What `kubectl get pods` prints of a DaemonSet's pods: node, whether all its containers are ready, STATUS. */
async function printedPods(app: string) {
  const table = await kubectl(
    demo().kubeconfig,
    ...['get', 'pods', '-n', 'gpu-operator', '-l', `app=${app}`, '-o', 'wide', '--no-headers'],
  );
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [, ready = '', status = ''] = line.split(/\s+/);
      const [up, all] = ready.split('/');
      return { node: line.match(/(\S+)\s+<none>\s+<none>\s*$/)?.[1] ?? '', isReady: up === all, status };
    });
}

test('the pipeline and the matrix tell of each pod what kubectl tells', async ({ page }) => {
  const components = await Promise.all(
    [
      { component: 'Driver', app: 'nvidia-driver-daemonset' },
      { component: 'Exporter', app: 'nvidia-dcgm-exporter' },
    ].map(async ({ component, app }) => ({ component, pods: await printedPods(app) })),
  );
  await page.goto(pageUrl(demo(), 'operator'));
  for (const { component, pods } of components) {
    // A node that is away says of its pods what was last known.
    const told = pods.filter(({ node }) => node !== 'silent');
    const words = told.map(({ node, isReady, status }) => {
      const word = isReady ? 'Ready' : status.startsWith('Init:') ? 'waits for Toolkit' : status;
      return `${component} on ${node}: ${word}`;
    });
    expect(words.length).toBeGreaterThan(40);
    await expect.poll(() => labels(page)).toEqual(expect.arrayContaining(words));
    const stage = card(page, 'Pipeline').getByRole('button', { name: new RegExp(`^${component}`) });
    await expect(stage).toContainText(`${told.filter(({ isReady }) => isReady).length} of `);
  }
});

test('the culprit comes before its victims, which lead to it: its log, and commands to copy', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(pageUrl(demo(), 'operator?find=driver-crashes'));
  const found = card(page, 'Checks').getByRole('listitem').filter({ hasText: 'driver-crashes' });
  await expect(found.first()).toContainText(
    'CriticalThe driver’s module could not be loaded on driver-crashes',
  );
  await expect(
    found.filter({ hasText: /^BlockedThe container toolkit on driver-crashes waits for driver/ }),
  ).toHaveCount(1);
  await expect(found.filter({ hasText: /^Critical/ })).toHaveCount(1);

  await cell(page, 'Validator', 'driver-crashes').click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText('Blocked: continues once Driver is ready.');
  await drawer.getByRole('button', { name: 'Driver on driver-crashes' }).click();
  await expect(page).toHaveURL(/cell=driver-crashes%2Fdriver/);
  await expect(drawer).toContainText('nvidia-driver-ctr: Error, exit code 1');
  const describe = drawer.getByRole('listitem').filter({ hasText: 'describe pod' }).last();
  await describe.getByRole('button', { name: 'Copy the command' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const [, namespace = '', pod = ''] = copied.match(/^kubectl -n (\S+) describe pod (\S+)$/) ?? [];
  expect(await kubectl(demo().kubeconfig, '-n', namespace, 'describe', 'pod', pod)).toMatch(
    /Node:\s+driver-crashes/,
  );
  await drawer.getByRole('button', { name: 'Show the log' }).click();
  await expect(drawer.getByRole('log')).toContainText("could not insert 'nvidia': No such device");
  expect(await violationsOf(page)).toEqual([]);
});

test('a stage narrows the page; the keyboard goes from node to cell and into it', async ({ page }) => {
  await page.goto(pageUrl(demo(), 'operator'));
  await card(page, 'Pipeline').getByRole('button', { name: 'Toolkit' }).click();
  await expect(page).toHaveURL(/component=toolkit/);
  const matrix = card(page, 'Components by node');
  await expect(matrix.getByRole('columnheader')).toHaveText(['Node', 'Toolkit']);
  await expect(card(page, 'Checks').getByRole('heading', { level: 3 })).toHaveText(['Container toolkit']);
  await matrix.getByRole('link').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(cells(page).nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('Blocking container');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(cells(page).nth(1)).toBeFocused();
});
