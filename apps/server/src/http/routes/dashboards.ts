import type { DashboardSummary } from '@gpu-console/shared/contract';
import {
  type DashboardStore,
  StoreConflict,
  type Stored,
  StoreRefusal,
} from '../../dashboards/dashboardStore.ts';
import { variableValues } from '../../prometheus/variableValues.ts';
import { ProblemError } from '../problem.ts';
import { type Routes, route } from '../route.ts';
import type { Clusters } from '../sources.ts';

/** People's own dashboards, the same for every cluster of this console. */
export function dashboardRoutes(routes: Routes, clusters: Clusters, store: DashboardStore): void {
  route(routes, 'values', async ({ params, body }) => ({
    results: await variableValues(clusters.get(params.cluster).prometheus, body),
  }));

  route(routes, 'dashboards', async ({ params }) => {
    clusters.get(params.cluster);
    const { stored, unreadable } = await told(() => store.list());
    const { kind, readOnly } = store;
    return { store: kind, readOnly, items: stored.map(summaryOf), unreadable: [...unreadable] };
  });

  route(routes, 'dashboard', async ({ params }) => {
    clusters.get(params.cluster);
    const stored = await told(() => store.get(params.dashboard));
    if (stored !== undefined) return stored;
    throw new ProblemError(404, 'dashboard_not_found', `There is no dashboard "${params.dashboard}"`);
  });

  route(routes, 'saveDashboard', async ({ params, body: { dashboard, version } }) => {
    clusters.get(params.cluster);
    if (dashboard.id !== params.dashboard) {
      throw new ProblemError(
        400,
        'invalid_request',
        `The dashboard says that it is "${dashboard.id}", the path "${params.dashboard}"`,
      );
    }
    return told(() => store.put(dashboard, version));
  });

  route(routes, 'deleteDashboard', async ({ params: { cluster, dashboard }, body }) => {
    clusters.get(cluster);
    await told(() => store.remove(dashboard, body.version));
    return { id: dashboard };
  });
}

function summaryOf({ dashboard, updatedAt }: Stored): DashboardSummary {
  const { id, title, description = null, tags = [], panels } = dashboard;
  return { id, title, description, tags: [...tags], panels: panels.length, updatedAt };
}

/** What the store does not do, as an answer: 409 for what somebody else did, 403 for what it does not take. */
async function told<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof StoreConflict) {
      throw new ProblemError(409, 'dashboard_changed', `${error.message}. Nothing was saved.`);
    }
    if (error instanceof StoreRefusal) throw new ProblemError(403, 'store_refuses', error.message);
    throw error;
  }
}
