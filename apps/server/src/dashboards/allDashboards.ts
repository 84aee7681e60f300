import type { DashboardSummary, StoredDashboard } from '@gpu-console/shared/contract';
import { libraryDashboards } from '@gpu-console/shared/dashboards/library';
import type { MetricsContext } from '@gpu-console/shared/metrics';
import { type Fact, isKnown, known, unavailable } from '../fact.ts';
import { memo } from '../memo.ts';
import type { FleetSnapshot } from '../prometheus/fleetSnapshot.ts';
import type { PrometheusClient } from '../prometheus/prometheusClient.ts';
import { NO_SERIES, whyNoMetrics } from '../prometheus/whyNoMetrics.ts';
import type { DashboardStore, Listing, StoredSummary } from './dashboardStore.ts';
import { summaryOf } from './summaries.ts';

interface Sources {
  readonly fleet: FleetSnapshot;
  readonly prometheus: PrometheusClient;
  readonly dashboards: DashboardStore;
}

type Library = ReadonlyMap<string, StoredDashboard>;

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

/** The dashboards that come with the console, by id; not known until the cluster's series were seen. */
export async function builtinDashboards(
  sources: Pick<Sources, 'fleet' | 'prometheus'>,
): Promise<Fact<Library>> {
  const { fleet } = sources;
  await fleet.get();
  if (fleet.vocabulary !== null) return known(libraryFor(fleet.vocabulary));
  return unavailable(whyNoMetrics(sources) ?? NO_SERIES);
}

/** Those that come with the console, then people's own, which cannot take the name of one of these. @throws what the store throws */
export async function listDashboards(
  sources: Sources,
): Promise<{ readonly items: DashboardSummary[]; readonly unreadable: Listing['unreadable'] }> {
  const builtin = await builtinDashboards(sources);
  const { stored, unreadable } = await sources.dashboards.list();
  const library: Library = isKnown(builtin) ? builtin.value : new Map();
  const own = stored.filter(({ dashboard }) => !library.has(dashboard.id));
  const ours = [...library.values()].map((one) => listed(summaryOf(one), true));
  const unmade = isKnown(builtin) ? [] : [{ name: 'built-in dashboards', reason: builtin.unknown }];
  return {
    items: [...ours, ...own.map((one) => listed(one, false))],
    unreadable: [...unmade, ...unreadable],
  };
}

function listed({ dashboard, panels, updatedAt, object }: StoredSummary, builtin: boolean): DashboardSummary {
  const { id, title, description = null, tags = [] } = dashboard;
  return { id, title, description, tags: [...tags], panels, builtin, object, updatedAt };
}

/**
 * The dashboard of this id, whoever made it; undefined where there is none, unknown where it may be one of those that come
 * with the console and these are not known.
 * @throws what the store throws
 */
export async function findDashboard(
  sources: Sources,
  id: string,
): Promise<Fact<StoredDashboard | undefined>> {
  const library = await builtinDashboards(sources);
  const builtin = isKnown(library) ? library.value.get(id) : undefined;
  if (builtin !== undefined) return known(builtin);
  const stored = await sources.dashboards.get(id);
  if (stored !== undefined) return known({ ...stored, builtin: false });
  return isKnown(library) ? known(undefined) : library;
}
