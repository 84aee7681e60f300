import type { DashboardSummary, StoredDashboard } from '@gpu-console/shared/contract';
import { libraryDashboards } from '@gpu-console/shared/dashboards/library';
import type { MetricsContext } from '@gpu-console/shared/metrics';
import { memo } from '../memo.ts';
import type { FleetSnapshot } from '../prometheus/fleetSnapshot.ts';
import type { DashboardStore, Listing, StoredSummary } from './dashboardStore.ts';
import { summaryOf } from './summaries.ts';

interface Sources {
  readonly fleet: FleetSnapshot;
  readonly dashboards: DashboardStore;
}

type Library = ReadonlyMap<string, StoredDashboard>;

const NOTHING: Library = new Map();

/** What comes with the console, made for what a cluster's exporters have. */
const libraryFor = memo(
  (context: MetricsContext): Library =>
    new Map(
      libraryDashboards(context).map((dashboard) => [
        dashboard.id,
        { dashboard, builtin: true, version: 'builtin', updatedAt: null, object: null },
      ]),
    ),
);

/** The dashboards that come with the console, by id; none until the cluster's series were seen. */
export async function builtinDashboards({ fleet }: Pick<Sources, 'fleet'>): Promise<Library> {
  await fleet.get();
  return fleet.vocabulary === null ? NOTHING : libraryFor(fleet.vocabulary);
}

/** Those that come with the console, then people's own, which cannot take the name of one of these. @throws what the store throws */
export async function listDashboards(
  sources: Sources,
): Promise<{ readonly items: DashboardSummary[]; readonly unreadable: Listing['unreadable'] }> {
  const builtin = await builtinDashboards(sources);
  const { stored, unreadable } = await sources.dashboards.list();
  const own = stored.filter(({ dashboard }) => !builtin.has(dashboard.id));
  const ours = [...builtin.values()].map((one) => listed(summaryOf(one), true));
  return { items: [...ours, ...own.map((one) => listed(one, false))], unreadable };
}

function listed({ dashboard, panels, updatedAt, object }: StoredSummary, builtin: boolean): DashboardSummary {
  const { id, title, description = null, tags = [] } = dashboard;
  return { id, title, description, tags: [...tags], panels, builtin, object, updatedAt };
}

/** The dashboard of this id, whoever made it; undefined where there is none. @throws what the store throws */
export async function findDashboard(sources: Sources, id: string): Promise<StoredDashboard | undefined> {
  const builtin = (await builtinDashboards(sources)).get(id);
  if (builtin !== undefined) return builtin;
  const stored = await sources.dashboards.get(id);
  return stored && { ...stored, builtin: false };
}
