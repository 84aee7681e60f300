import type { Interval } from '@gpu-console/panels';
import type { Dashboard } from '@gpu-console/shared/dashboards';
import type { LintFacts, LintFinding } from '@gpu-console/shared/dashboards/lint';
import { askVariables, resolveVariables } from '@gpu-console/shared/dashboards/variables';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { send } from '../../api/client.ts';
import { madeKey } from '../../api/keys.ts';
import { askWorker } from '../../dashboards/work/askWorker.ts';
import { useCluster } from '../../state/cluster.ts';
import { useTimeRange } from '../../state/timeRange.ts';
import { type ClusterView, useView } from '../../state/view.ts';
import type { Draft } from './draft.ts';
import { emptyQueries } from './emptyQueries.ts';
import { lintFacts } from './lintFacts.ts';

interface Checked {
  readonly facts: LintFacts;
  readonly findings: readonly LintFinding[];
}

/** What is wrong in a draft, or can't be shown of this cluster. */
export function useFindings({ dashboard, revision }: Draft) {
  const cluster = useCluster();
  const view = useView();
  const window = useTimeRange().resolve();
  return useQuery({
    queryKey: madeKey.findings(view, dashboard.id, revision),
    queryFn: async ({ signal }): Promise<Checked> => {
      const used = await askWorker('metrics', dashboard);
      const known = await lintFacts(cluster, used, (queries) =>
        send('values', view, { ...window, queries }, signal),
      );
      const facts = { ...known, empty: await emptyIn(view, dashboard, window, signal) };
      return { facts, findings: await askWorker('lint', dashboard, facts) };
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** Enough to see a value that was there for a short while only. */
const POINTS = 1000;

/** Which of a dashboard's queries have no answer over `window`, with its variables as they are when it is opened. */
async function emptyIn(
  view: ClusterView,
  dashboard: Dashboard,
  window: Interval,
  signal: AbortSignal,
): Promise<NonNullable<LintFacts['empty']>> {
  const { variables } = dashboard;
  const seconds = window.to - window.from;
  const input = { variables, chosen: {}, range: seconds };
  const { answers } = await askVariables(input, (queries) =>
    send('values', view, { ...window, queries }, signal),
  );
  const { resolved } = resolveVariables({ ...input, answers });
  const places = await emptyQueries(dashboard, resolved, (queries) =>
    send('query', view, { ...window, maxDataPoints: POINTS, queries }, signal),
  );
  return { places, seconds };
}
