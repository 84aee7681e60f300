import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Endpoints } from '../harness/endpoints.ts';
import { expect, test } from '../harness/fixtures.ts';

/** The gallery of apps/web, built by itself: nothing serves it, so its files are given to the browser as they are. */
const BUILT = fileURLToPath(new URL('../../.cache/gallery', import.meta.url));
const CONSOLE = fileURLToPath(new URL('../../apps/web/dist', import.meta.url));
const ORIGIN = 'http://localhost:1';

const GROUPS = ['components', 'tables', 'page', 'fleet', 'checks', 'dashboards', 'panels'] as const;

const LOOKS = [
  { theme: 'light', locale: 'en', width: 1440, height: 900 },
  { theme: 'dark', locale: 'zh-CN', width: 1440, height: 900 },
  { theme: 'dark', locale: 'en', width: 390, height: 844 },
  { theme: 'light', locale: 'zh-CN', width: 390, height: 844 },
] as const;

/** What opens over the page, and what opens it. */
const FLOATING = [
  { group: 'components', state: 'components/Dialog.tsx: medium', role: 'dialog' },
  { group: 'components', state: 'components/Dialog.tsx: full, long name', role: 'dialog' },
  { group: 'components', state: 'components/Dialog.tsx: drawer', role: 'dialog' },
  { group: 'components', state: 'components/Dialog.tsx: side, Chinese', role: 'dialog' },
  { group: 'components', state: 'components/Menu.tsx: long names', role: 'menu' },
  { group: 'components', state: 'components/Popover.tsx: long name', role: 'dialog' },
  { group: 'fleet', state: 'fleet/sources/Sources.tsx: closed', role: 'dialog' },
  { group: 'fleet', state: 'usage/UsageInfo.tsx: closed', role: 'dialog' },
  { group: 'dashboards', state: 'dashboards/VariableBar.tsx: long names, Chinese', role: 'dialog' },
] as const;

/** The gallery, under the policy of the console's own pages. */
async function open(page: Page, { console }: Endpoints, group: string): Promise<void> {
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (!pathname.endsWith('.html')) return route.fulfill({ path: `${BUILT}${pathname}` });
    const policy = (await page.request.get(console)).headers()['content-security-policy'] ?? '';
    const [, nonce] = /'nonce-([^']+)'/.exec(policy) ?? [];
    const body = readFileSync(`${BUILT}${pathname}`, 'utf8').replace('nonce=""', `nonce="${nonce}"`);
    await route.fulfill({ body, contentType: 'text/html', headers: { 'content-security-policy': policy } });
  });
  await page.goto(`${ORIGIN}/gallery.html?group=${group}`);
  await expect(page.getByRole('heading', { name: 'Gallery' })).toBeVisible();
}

/** Of the states that are not to load for good none does any more. */
async function settled(page: Page): Promise<void> {
  const ready = page.locator('[data-specimen]:not([data-specimen*=": loading"])');
  await expect(ready.locator('[aria-busy=true]')).toHaveCount(0);
  await expect(ready.getByRole('status', { name: /loading|加载/i })).toHaveCount(0);
}

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze();
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

for (const { theme, locale, width, height } of LOOKS)
  test.describe(`${theme}, ${locale}, ${width}×${height}`, () => {
    test.use({ colorScheme: theme, locale, viewport: { width, height } });

    for (const group of GROUPS)
      test(`${group}: every state shows, fits, and is accessible`, async ({ demo, page }, info) => {
        await open(page, demo, group);
        await settled(page);
        await info.attach(group, {
          body: await page.screenshot({ fullPage: true }),
          contentType: 'image/png',
        });
        const states = await page.locator('[data-specimen]').evaluateAll((all) =>
          all.map((element) => ({
            state: element.getAttribute('data-specimen'),
            height: element.getBoundingClientRect().height,
            overflow: element.scrollWidth - element.clientWidth,
          })),
        );
        expect(states.length).toBeGreaterThan(5);
        expect(states.filter((state) => state.height === 0 || state.overflow > 0)).toEqual([]);
        expect(
          await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          ),
        ).toBe(0);
        expect(await violations(page)).toEqual([]);
      });

    test('what opens over the page fits the window and is accessible', async ({ demo, page }, info) => {
      for (const { group, state, role } of FLOATING) {
        await open(page, demo, group);
        await settled(page);
        await page.locator(`[data-specimen="${state}"]`).getByRole('button').first().click();
        const floating = page.getByRole(role);
        await expect(floating).toBeInViewport({ ratio: 1 });
        await info.attach(state, { body: await page.screenshot(), contentType: 'image/png' });
        expect(await violations(page), state).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(floating).toHaveCount(0);
      }
    });
  });

/** Which files of a build hold what every specimen is marked by. */
function holders(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter(
    (file) =>
      /\.(js|html)$/.test(file) && readFileSync(`${folder}/${file}`, 'utf8').includes('data-specimen'),
  );
}

test('the console that people get has nothing of the gallery', () => {
  expect(holders(BUILT)).toHaveLength(1);
  expect(holders(CONSOLE)).toEqual([]);
});
