import type { Page } from '@playwright/test';
import { violationsOf } from '../harness/accessibility.ts';
import { pageUrl } from '../harness/api.ts';
import { expect, test } from '../harness/fixtures.ts';
import { ownDemo } from '../harness/ownDemo.ts';

/** A provider of its own, at which `admin`, `nlp-team` and `vision-team` sign in by a button. */
const demo = ownDemo('fleet', '--auth');

// What nobody is told, and what is not theirs to see.
test.use({ expectedComplaints: /status of 40[13]/ });

type Account = 'admin' | 'nlp-team' | 'vision-team';

/** Goes to a page of the console, over the sign-in and the provider. */
async function openAs(page: Page, account: Account, path: string): Promise<void> {
  await page.goto(pageUrl(demo(), path));
  await page.getByRole('link', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: account, exact: true }).click();
  await expect(userButton(page, account)).toBeVisible();
}

const userButton = (page: Page, account: Account) =>
  page.getByRole('button', { name: `Signed in as: ${account}` });
const isAtSignIn = (page: Page) =>
  expect(page.getByRole('heading', { level: 1, name: 'Sign in', exact: true })).toBeVisible();

/** Signs out here and at the provider. */
async function signOut(page: Page, account: Account): Promise<void> {
  await userButton(page, account).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(/\/session\/end/);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await isAtSignIn(page);
}

test('a team signs in at the provider, comes back to the page it wanted, and sees its own namespace', async ({
  page,
}) => {
  await openAs(page, 'nlp-team', 'workloads?range=1h');
  await expect(page).toHaveURL(/\/workloads\?range=1h$/);
  await expect(page.getByRole('row', { name: /warm-spare/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /vision/ })).toHaveCount(0);
  const nav = page.getByRole('navigation', { name: 'Pages' });
  await expect(nav.getByRole('link')).toHaveText(['Overview', 'GPUs', 'Workloads', 'Dashboards', 'Explore']);

  await userButton(page, 'nlp-team').click();
  const user = page.getByRole('dialog', { name: 'Signed in as' });
  await expect(user).toContainText('nlp-team');
  await expect(user.getByRole('definition').first()).toHaveText(/^nlp\b/);
  await page.keyboard.press('Escape');

  await nav.getByRole('link', { name: 'Overview' }).click();
  await expect(page.getByText('Of your namespaces: nlp')).toBeVisible();
});

test('what is not theirs to see is said calmly; an administrator is shown it', async ({ page, browser }) => {
  await openAs(page, 'vision-team', 'nodes');
  const content = page.getByRole('main');
  await expect(content.getByText('Not yours to see', { exact: true })).toBeVisible();
  await expect(content.getByRole('alert')).toHaveCount(0);
  await expect(content.getByRole('button')).toHaveCount(0);
  await page.goto(pageUrl(demo(), 'pods/nlp/warm-spare'));
  await expect(content.getByText('Not yours to see', { exact: true })).toBeVisible();

  const other = await browser.newContext();
  const admins = await other.newPage();
  await openAs(admins, 'admin', 'nodes');
  await expect(admins.getByRole('row', { name: /gpu-h100-01/ })).toBeVisible();
  await other.close();
});

test('a session that ends under a page leaves it on screen, and the way back in leads to it', async ({
  page,
  context,
}) => {
  await openAs(page, 'nlp-team', 'gpus');
  await expect(page.getByRole('row', { name: /nlp\// }).first()).toBeVisible();
  await context.clearCookies({ domain: new URL(demo().console).hostname });
  await page.getByRole('button', { name: 'Refresh now' }).click();
  const ended = page.getByRole('alert').filter({ hasText: 'Your session has ended' });
  await expect(ended).toBeVisible();
  await expect(page.getByRole('row', { name: /nlp\// }).first()).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
  await ended.getByRole('link', { name: 'Sign in again' }).click();
  await page.getByRole('link', { name: 'Sign in', exact: true }).click();
  const account = page.getByRole('button', { name: 'nlp-team', exact: true });
  await expect(account.or(userButton(page, 'nlp-team'))).toBeVisible();
  if (await account.isVisible()) await account.click();
  await expect(page).toHaveURL(/\/gpus$/);
  await expect(page.getByRole('row', { name: /nlp\// }).first()).toBeVisible();
});

test('who signs out in one tab is out in all, and their cookie opens nothing any more', async ({
  page,
  context,
}) => {
  await openAs(page, 'nlp-team', 'gpus');
  const tab = await context.newPage();
  await tab.goto(pageUrl(demo(), 'gpus'));
  await tab.getByRole('link', { name: 'Workloads', exact: true }).click();
  await expect(tab.getByRole('heading', { level: 1, name: 'Workloads' })).toBeVisible();
  await expect(tab.getByRole('row', { name: /warm-spare/ })).toBeVisible();
  const kept = await context.cookies(demo().console);
  await signOut(page, 'nlp-team');
  await isAtSignIn(tab);
  await expect(tab.getByText('warm-spare')).toHaveCount(0);
  await tab.goBack();
  await isAtSignIn(tab);

  await context.addCookies(kept);
  const reply = await context.request.get(`${demo().console}/api/v1/clusters`);
  expect(reply.status()).toBe(401);
});

test('the next user of a browser is shown nothing of the one before', async ({ page }) => {
  await openAs(page, 'nlp-team', 'workloads');
  await expect(page.getByRole('row', { name: /warm-spare/ })).toBeVisible();
  await signOut(page, 'nlp-team');
  await openAs(page, 'vision-team', 'workloads');
  await expect(page.getByRole('row', { name: /vision/ }).first()).toBeVisible();
  await expect(page.getByText('warm-spare')).toHaveCount(0);
});

const LOOKS = [
  { theme: 'light', locale: 'en', width: 1440, height: 900 },
  { theme: 'dark', locale: 'zh-CN', width: 390, height: 844 },
] as const;

for (const { theme, locale, width, height } of LOOKS)
  test.describe(`${theme}, ${locale}, ${width}×${height}`, () => {
    test.use({ colorScheme: theme, locale, viewport: { width, height } });

    test('the sign-in says what went wrong, fits the window and is accessible', async ({ page }) => {
      await page.goto(`${demo().console}/signin?error=provider_unavailable`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByRole('alert')).toBeVisible();
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
      expect(await violationsOf(page)).toEqual([]);
    });
  });
