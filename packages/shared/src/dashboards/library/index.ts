import type { MetricsContext } from '../../metrics/index.ts';
import type { Dashboard } from '../model.ts';
import { operatorDashboard, powerDashboard, reliabilityDashboard } from './conditionDashboards.ts';
import { gpuDashboard, nodeDashboard, podDashboard } from './deviceDashboards.ts';
import { fleetDashboard } from './fleetDashboard.ts';
import { namespaceDashboard } from './namespaceDashboard.ts';
import { present } from './panels.ts';

export { gpuDashboard, nodeDashboard, podDashboard } from './deviceDashboards.ts';
export { overviewPanels } from './fleetDashboard.ts';
export { type Inapplicable, type ShownDevice, whyInapplicable } from './inapplicable.ts';
export { isExported, metricPanel, missingMetrics } from './metricPanels.ts';
export { occupancyPanel } from './timelines.ts';

/** The dashboards that come with the console, made for what this cluster's exporters have and how they label it. */
export function libraryDashboards(context: MetricsContext): readonly Dashboard[] {
  return present(
    fleetDashboard(context),
    nodeDashboard(context),
    gpuDashboard(context),
    podDashboard(context),
    namespaceDashboard(context),
    powerDashboard(context),
    reliabilityDashboard(context),
    operatorDashboard(),
  );
}
