import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';

/** A card, chart or table by the heading it has on the page. */
export function card(page: Page, title: string): Locator {
  const heading = page.getByRole('heading', { level: 2, name: title, exact: true });
  return page.getByRole('region', { name: title, exact: true }).filter({ has: heading });
}

/** A panel's plot, which is there once the chart is drawn. */
export function plot(panel: Locator): Locator {
  return panel.getByRole('img');
}

/** Chooses an entry of a panel's menu. */
export async function choose(page: Page, panel: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: `${panel}: Panel menu`, exact: true }).click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
}

/** What the browser saves when `act` is done. */
export async function downloaded(page: Page, act: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return download;
}

/** The rows of a downloaded CSV file, the heading first, as a CSV parser reads them. */
export async function csvRows(download: Download): Promise<string[][]> {
  return parse(await readFile(await download.path()), { bom: true });
}
