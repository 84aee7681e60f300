import type { Cell } from './arrangePanels.ts';
import { type Drawn, drawnPanel } from './drawn.ts';
import { asksQueries, type Panel } from './index.ts';
import { MAX_QUERY_LENGTH } from './limits.ts';

/** The cells' panels with their variables filled in, by key; those that ask nothing are not among them. */
export function drawCells(cells: readonly Cell[]): ReadonlyMap<string, Drawn> {
  const drawn = new Map<string, Drawn>();
  for (const { key, panel, values } of cells)
    if (asksQueries(panel)) {
      const { panel: whole, problems } = drawnPanel(panel, values);
      drawn.set(key, { panel: asked(whole, key), problems });
    }
  return drawn;
}

/** With queries that can be asked, under ids that are unique on the page and short. */
function asked(panel: Panel, key: string): Panel {
  const queries = panel.queries
    .filter(({ expr }) => expr.trim() !== '' && expr.length <= MAX_QUERY_LENGTH)
    .map((query) => (query.id.length <= 40 ? query : { ...query, id: `q${panel.queries.indexOf(query)}` }));
  return { ...panel, id: key, queries };
}
