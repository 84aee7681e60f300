import type { Page } from '@playwright/test';
import { pageUrl } from '../harness/api.ts';
import { expect, test } from '../harness/fixtures.ts';

const PAGES = [
  'overview',
  'nodes',
  'nodes/gpu-h100-01',
  'gpus',
  'workloads',
  'workloads?view=usage',
  'operator',
  'setup',
  'pods/nlp/warm-spare',
  'pods/nlp/giant-pretrain',
  'dashboards',
  'dashboards/gpu-fleet',
  'dashboards/gpu-node',
  'dashboards/gpu-pod',
  'dashboards/gpu-reliability',
] as const;

/** What web.dev calls good is 0.1. */
const MAX_SHIFT = 0.05;

interface Shift {
  readonly value: number;
  readonly what: string;
}

/** Begins to note what moves without anybody's doing (Layout Instability API). */
async function watchShifts(page: Page): Promise<() => Promise<readonly Shift[]>> {
  await page.addInitScript(() => {
    const shifts: Shift[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput, sources } = entry as PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
          sources: readonly { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
        };
        if (hadRecentInput) continue;
        const what = sources.map(({ node, previousRect, currentRect }) => {
          const name = node instanceof Element ? `${node.tagName}.${node.className}` : node?.textContent;
          return `${name?.slice(0, 60)}: ${previousRect.top}+${previousRect.height} → ${currentRect.top}+${currentRect.height}`;
        });
        shifts.push({ value, what: what.join('; ') });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return () => page.evaluate(() => (window as unknown as { shifts: readonly Shift[] }).shifts);
}

for (const width of [360, 1440]) {
  test.describe(`at ${width} pixels`, () => {
    test.use({ viewport: { width, height: width === 360 ? 740 : 900 } });

    for (const path of PAGES) {
      test(`${path} stands still while it loads`, async ({ demo, page }) => {
        const shifts = await watchShifts(page);
        await page.goto(pageUrl(demo, path));
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('[aria-busy=true], .skeleton')).toHaveCount(0);
        const found = await shifts();
        const sum = found.reduce((total, { value }) => total + value, 0);
        expect(sum, found.map(({ value, what }) => `${value.toFixed(3)} ${what}`).join('\n')).toBeLessThan(
          MAX_SHIFT,
        );
      });
    }
  });
}
