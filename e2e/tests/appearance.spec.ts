import { violationsOf } from '../harness/accessibility.ts';
import { pageUrl } from '../harness/api.ts';
import { expect, test } from '../harness/fixtures.ts';

const PAGES = [
  'overview',
  'overview?ns=nlp',
  'nodes',
  'nodes/gpu-h100-01',
  'gpus',
  'workloads',
  'operator',
  'pods/nlp/warm-spare',
  'pods/nlp/giant-pretrain',
  'dashboards',
  'dashboards/-/import',
  'explore?q=DCGM_FI_DEV_GPU_TEMP&q=sum(DCGM_FI_DEV_POWER_USAGE)',
] as const;

/** Every theme, language and size once; accessibility where both themes and both sizes are met. */
const LOOKS = [
  { theme: 'light', locale: 'en', width: 1440, height: 900, audited: true },
  { theme: 'dark', locale: 'zh-CN', width: 1440, height: 900, audited: false },
  { theme: 'dark', locale: 'en', width: 390, height: 844, audited: true },
  { theme: 'light', locale: 'zh-CN', width: 390, height: 844, audited: false },
] as const;

for (const { theme, locale, width, height, audited } of LOOKS) {
  test.describe(`${theme}, ${locale}, ${width}×${height}`, () => {
    test.use({ colorScheme: theme, locale, viewport: { width, height } });

    for (const path of PAGES) {
      const claims = ['fits the window', 'follows theme and language', ...(audited ? ['is accessible'] : [])];
      test(`${path} ${claims.join(', ')}`, async ({ demo, page }, info) => {
        await page.goto(pageUrl(demo, path));
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
        await expect(page.getByRole('status', { name: /loading|加载/ })).toHaveCount(0);
        await info.attach(path, { body: await page.screenshot(), contentType: 'image/png' });

        const look = await page.evaluate(() => ({
          overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          lang: document.documentElement.lang,
          scheme: getComputedStyle(document.documentElement).colorScheme,
        }));
        expect(look).toEqual({ overflow: 0, lang: locale, scheme: theme });
        if (!audited) return;
        expect(await violationsOf(page)).toEqual([]);
      });
    }
  });
}

test('theme and language chosen by hand survive a reload', async ({ demo, page }) => {
  await page.goto(pageUrl(demo, 'nodes'));
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitemradio', { name: '简体中文' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('节点');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('节点');
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark');
});

test('the keyboard reaches the content past the navigation', async ({ demo, page }) => {
  await page.goto(pageUrl(demo, 'nodes'));
  await expect(page.getByRole('table')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});
