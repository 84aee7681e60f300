import type { LintFacts, LintFinding } from '@gpu-console/shared/dashboards/lint';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { askValues } from '../../dashboards/requests.ts';
import { askWorker } from '../../dashboards/work/askWorker.ts';
import { useCluster } from '../../state/cluster.ts';
import { useTimeRange } from '../../state/timeRange.ts';
import type { Draft } from './draft.ts';
import { lintFacts } from './lintFacts.ts';

interface Checked {
  readonly facts: LintFacts;
  readonly findings: readonly LintFinding[];
}

/** What is wrong in a draft, or can't be shown of this cluster. */
export function useFindings({ dashboard, revision }: Draft) {
  const cluster = useCluster();
  const window = useTimeRange().resolve();
  return useQuery({
    queryKey: ['findings', cluster.id, dashboard.id, revision],
    queryFn: async ({ signal }): Promise<Checked> => {
      const used = await askWorker('metrics', dashboard);
      const facts = await lintFacts(cluster, used, (queries) =>
        askValues(cluster.id, { ...window, queries }, signal),
      );
      return { facts, findings: await askWorker('lint', dashboard, facts) };
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}
