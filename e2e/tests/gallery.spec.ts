import type { Locator, Page } from '@playwright/test';
import { pageUrl } from '../harness/api.ts';
import type { DemoName, Endpoints } from '../harness/endpoints.ts';
import { expect, test } from '../harness/fixtures.ts';
import { GALLERY } from '../harness/galleryFiles.ts';

/** A panel's chart, or its number and the table beside it for those who do not see it. */
function drawing(panel: Locator): Locator {
  return panel.getByRole('img').or(panel.getByRole('table')).first();
}

/** Imports a file and follows every advice on it. */
async function importFixed(page: Page, demo: Endpoints, text: string): Promise<void> {
  await page.goto(pageUrl(demo, 'dashboards/-/import'));
  await page.getByRole('textbox', { name: 'File' }).fill(text);
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  const findings = page.getByRole('region', { name: 'Checked against this cluster' });
  await findings.getByRole('button', { name: /^Fix all/ }).click();
  await expect(findings.getByText('Nothing is wrong with its queries, units and titles.')).toBeVisible();
}

for (const demoName of ['fleet', 'walkthrough'] satisfies readonly DemoName[])
  for (const { name, text, titles } of GALLERY)
    test(`${name}: in the demo ${demoName} every panel shows data, once what is found is fixed`, async ({
      demo,
      walkthrough,
      page,
    }) => {
      await importFixed(page, demoName === 'fleet' ? demo : walkthrough, text);
      const preview = page.getByRole('region', { name: 'Preview' });
      for (const title of titles) {
        const heading = page.getByRole('heading', { level: 2, name: title, exact: true });
        await expect(
          drawing(preview.getByRole('region', { name: title, exact: true }).filter({ has: heading })),
        ).toBeVisible();
      }
    });
