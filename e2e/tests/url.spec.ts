import { pageUrl } from '../harness/api.ts';
import { expect, test } from '../harness/fixtures.ts';
import { card, plot } from '../harness/pages.ts';

test('range and refresh stand in the address, go along from page to page, and survive a reload', async ({
  demo,
  page,
}) => {
  await page.goto(pageUrl(demo, 'overview'));
  await page.getByRole('button', { name: /^Time range/ }).click();
  await page.getByRole('button', { name: 'Last hour' }).click();
  await page.getByRole('button', { name: /^Auto-refresh/ }).click();
  await page.getByRole('menuitemradio', { name: '1 min' }).click();
  await expect(page).toHaveURL(/range=1h/);
  await expect(page).toHaveURL(/refresh=1m/);

  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Nodes' }).click();
  await expect(page).toHaveURL(/\/nodes\?/);
  // The page before stays until this one is there; it has rows of the same node.
  await expect(page.getByRole('heading', { level: 1, name: 'Nodes' })).toBeVisible();
  await page
    .getByRole('row', { name: /gpu-h100-01/ })
    .getByRole('link')
    .first()
    .click();
  await expect(page).toHaveURL(/\/nodes\/gpu-h100-01\?(?=.*range=1h)(?=.*refresh=1m)/);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Time range: Last hour' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Auto-refresh: 1 min' })).toBeVisible();
});

test('an absolute range is entered by hand; one that ends before it starts is not taken', async ({
  demo,
  page,
}) => {
  await page.goto(pageUrl(demo, 'nodes/gpu-h100-01'));
  await page.getByRole('button', { name: /^Time range/ }).click();
  const picker = page.getByRole('dialog', { name: 'Time range' });
  const at = (secondsAgo: number) => new Date(Date.now() - secondsAgo * 1000).toISOString().slice(0, 16);
  await picker.getByLabel('From').fill(at(600));
  await picker.getByLabel('To').fill(at(3600));
  await expect(picker.getByText('The end has to be after the start.')).toBeVisible();
  await expect(picker.getByRole('button', { name: 'Apply' })).toBeDisabled();
  await picker.getByLabel('From').fill(at(7200));
  await picker.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/from=\d+&to=\d+/);
  await expect(plot(card(page, 'Power'))).toBeVisible();
});

test('what makes no sense in the address is put right, and a line says so until it is closed', async ({
  demo,
  page,
}) => {
  const refused: string[] = [];
  page.on('response', (response) => response.status() >= 400 && refused.push(response.url()));
  await page.goto(pageUrl(demo, 'nodes/gpu-h100-01?range=5x&refresh=10&theme=pink'));
  const note = page.getByText(/^Not usable in the address/);
  await expect(note).toHaveText(
    'Not usable in the address: range “5x” (shown instead: Last 6 hours); refresh “10” (shown instead: Auto-refresh: 30 s); theme “pink” (shown instead: what was chosen here before)',
  );
  await expect(page.getByRole('button', { name: 'Auto-refresh: 30 s' })).toBeVisible();
  await expect(plot(card(page, 'Power'))).toBeVisible();
  await expect(page).toHaveURL(/gpu-h100-01$/);
  expect(refused).toEqual([]);
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(note).toBeHidden();

  for (const search of ['from=abc', 'to=', 'from=1e300&to=2e300']) {
    await page.goto(pageUrl(demo, `overview?${search}`));
    await expect(page.getByRole('button', { name: 'Time range: Last 6 hours' })).toBeVisible();
    await expect(note).toBeVisible();
  }
  await page.goto(pageUrl(demo, 'workloads?view=usage&idle=many'));
  await expect(note).toContainText('idle “many”');
  await expect(page.getByRole('treegrid')).toBeVisible();
  expect(refused).toEqual([]);
});

test('a range may be typed into the address', async ({ demo, page }) => {
  for (const [search, range] of [
    ['range=5m', 'Last 5 minutes'],
    ['range=now-3d', 'Last 3 days'],
    ['from=now-90m&to=now', 'Last 90 minutes'],
  ] as const) {
    await page.goto(pageUrl(demo, `nodes/gpu-h100-01?${search}`));
    await expect(page.getByRole('button', { name: `Time range: ${range}` })).toBeVisible();
    await expect(page.getByText(/^Not usable in the address/)).toBeHidden();
    await expect(plot(card(page, 'Power'))).toBeVisible();
  }
});

test('one time zone is chosen for all that is written, goes along, and is said beside the times', async ({
  demo,
  page,
}) => {
  await page.goto(pageUrl(demo, 'nodes/gpu-h100-01?from=2024-03-01T12:00:00Z&to=2024-03-01T13:00:00Z'));
  const range = page.getByRole('button', { name: /^Time range/ });
  await expect(range).toHaveAccessibleName(/^Time range: Mar 1, 12:00 – 1:00\sPM UTC$/);
  await range.click();
  await page.getByLabel('Time zone').selectOption('Asia/Tokyo');
  await expect(page.getByLabel('From', { exact: true })).toHaveValue('2024-03-01T21:00');
  await page.keyboard.press('Escape');
  await expect(range).toHaveAccessibleName(/^Time range: Mar 1, 9:00 – 10:00\sPM UTC\+9$/);
  await expect(page).toHaveURL(/tz=Asia%2FTokyo/);

  await page.goto(pageUrl(demo, 'workloads'));
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  await expect(
    page
      .getByTitle(/ UTC\+9$/)
      .and(page.locator('time'))
      .first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Timestamps', exact: true }).click();
  await expect(
    page
      .getByRole('log')
      .getByText(/T\d\d:\d\d:\d\d\.\d{3}\+09:00/)
      .first(),
  ).toBeVisible();

  await page.goto(pageUrl(demo, 'overview?tz=Mars/Base'));
  await expect(page.getByText(/^Not usable in the address: tz “Mars\/Base”/)).toBeVisible();
});

test('Back and Forward go through the pages seen', async ({ demo, page }) => {
  await page.goto(pageUrl(demo, 'overview'));
  const nav = page.getByRole('navigation', { name: 'Pages' });
  const heading = page.getByRole('heading', { level: 1 });
  await nav.getByRole('link', { name: 'GPUs' }).click();
  await expect(heading).toHaveText('GPUs');
  await nav.getByRole('link', { name: 'Workloads' }).click();
  await expect(heading).toHaveText('Workloads');
  await page.goBack();
  await expect(heading).toHaveText('GPUs');
  await page.goForward();
  await expect(heading).toHaveText('Workloads');
});

test.describe('what is not there', () => {
  test.use({ expectedComplaints: /status of 404/ });

  test('an unknown page says so and leads back', async ({ demo, page }) => {
    await page.goto(pageUrl(demo, 'no-such-page'));
    await expect(page.getByText('There is no such page')).toBeVisible();
    await page.getByRole('link', { name: 'To the overview' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
  });

  for (const [what, path, says] of [
    ['node', 'nodes/no-such-node', 'There is no GPU node "no-such-node"'],
    ['GPU', 'gpus/GPU-00000000', 'GPU-00000000'],
    ['pod', 'pods/default/no-such-pod', 'There is no pod "no-such-pod" in namespace "default"'],
  ] as const) {
    test(`an unknown ${what} is named`, async ({ demo, page }) => {
      await page.goto(pageUrl(demo, path));
      await expect(page.getByRole('main').getByText(says).last()).toBeVisible();
    });
  }

  test.describe('in Chinese', () => {
    test.use({ locale: 'zh-CN' });

    test('an unknown node is said to be unknown in Chinese alone', async ({ demo, page }) => {
      await page.goto(pageUrl(demo, 'nodes/no-such-node'));
      await expect(page.getByRole('main').getByText('没有这个 GPU 节点')).toBeVisible();
      await expect(page.getByRole('main')).not.toContainText('There is');
    });
  });

  test('an unknown cluster is named', async ({ demo, page }) => {
    await page.goto(`${demo.console}/c/nowhere/overview`);
    await expect(page.getByText('There is no cluster "nowhere"')).toBeVisible();
  });
});
