import type { Cell } from '@gpu-console/shared/dashboards/arrangePanels';
import type { VariableValues } from '@gpu-console/shared/dashboards/variables';
import { createContext, use } from 'react';
import { urlTo } from '../api/client.ts';
import type { ImageAddress } from '../panels/panelLink.ts';
import { type ClusterView, useView } from '../state/view.ts';

/** A dashboard that the server has under this id, and what its variables are here. */
interface DrawnDashboard {
  readonly id: string;
  readonly chosen: Readonly<Record<string, readonly string[]>>;
  readonly values: VariableValues;
}

/** Given where the server can draw the dashboard's panels; null e.g. in a preview. */
export const DrawnDashboardContext = createContext<DrawnDashboard | null>(null);

/** Where the server draws this cell; undefined where it cannot. */
export function useImageAddress(cell: Cell): ImageAddress | undefined {
  const view = useView();
  const dashboard = use(DrawnDashboardContext);
  return dashboard === null ? undefined : imageAddress(view, dashboard, cell);
}

/** A copy of a panel or row that repeats is asked for by its own value: the server draws the first copy. */
export function imageAddress(
  view: ClusterView,
  { id, chosen, values }: DrawnDashboard,
  cell: Pick<Cell, 'panel' | 'values'>,
): ImageAddress {
  const own = [...cell.values].filter(([name, value]) => value !== values.get(name));
  const repeated = Object.fromEntries(own.map(([name, value]) => [name, value.values]));
  return {
    path: urlTo('panelPicture', { ...view, dashboard: id, panel: cell.panel.id }),
    variables: { ...chosen, ...repeated },
  };
}
