import type { Locale } from '../units/index.ts';
import type { Cell } from './arrangePanels.ts';
import { asksQueries } from './model.ts';
import { type PanelResolution, resolvePanel } from './resolvePanel.ts';

/**
 * The cells' panels with their variables filled in, by key, which is each one's id on the page; those that ask nothing are
 * not among them.
 */
export function resolveCells(cells: readonly Cell[], locale: Locale): ReadonlyMap<string, PanelResolution> {
  const resolved = new Map<string, PanelResolution>();
  for (const { key, panel, values } of cells)
    if (asksQueries(panel)) resolved.set(key, resolvePanel({ ...panel, id: key }, values, locale));
  return resolved;
}

export { type PanelResolution, resolvePanel } from './resolvePanel.ts';
