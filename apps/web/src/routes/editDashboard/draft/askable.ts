import { asksQueries, type Dashboard, type DashboardPanel } from '@gpu-console/shared/dashboards';
import { parseQuery } from '@gpu-console/shared/promql';

/** The dashboard, but for panels whose PromQL is half typed: they are as they were before. */
export function askable(dashboard: Dashboard, before: Dashboard): Dashboard {
  const panels = dashboard.panels.map((panel) =>
    isWhole(panel) ? panel : (before.panels.find(({ id }) => id === panel.id) ?? panel),
  );
  return { ...dashboard, panels };
}

function isWhole(panel: DashboardPanel): boolean {
  return !asksQueries(panel) || panel.queries.every(({ expr }) => parseQuery(expr).error === undefined);
}
