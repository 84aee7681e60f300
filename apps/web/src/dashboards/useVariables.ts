import type { Variable } from '@gpu-console/shared/dashboards';
import {
  askVariables,
  type Resolution,
  type ResolvedVariable,
  resolveVariables,
  type VariableProblem,
} from '@gpu-console/shared/dashboards/variables';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { send } from '../api/client.ts';
import { madeKey } from '../api/keys.ts';
import { useTimeRange } from '../state/timeRange.ts';
import { useView } from '../state/view.ts';

export interface VariablesState {
  readonly resolved: ReadonlyMap<string, ResolvedVariable>;
  /** False until every variable has its value. */
  readonly ready: boolean;
  readonly problems: readonly VariableProblem[];
  /** What Prometheus said of variables' queries. */
  readonly failures: readonly string[];
  /** Why nothing could be asked at all. */
  readonly error: Error | null;
  readonly retry: () => void;
}

/** Seconds after which the values of variables are asked for again, while the page stands. */
const FRESH = 300;
const NO_ANSWERS: ReadonlyMap<string, readonly string[]> = new Map();

/** A dashboard's variables with what can be chosen, and what is. */
export function useVariables(
  variables: readonly Variable[],
  chosen: Readonly<Record<string, readonly string[]>>,
): VariablesState {
  const view = useView();
  const window = useTimeRange().resolve();
  const range = window.to - window.from;
  const query = useQuery({
    queryKey: madeKey.variables(view, { variables, chosen, range }, Math.floor(window.to / FRESH)),
    queryFn: ({ signal }) =>
      askVariables({ variables, chosen, range }, (queries) =>
        send('values', view, { ...window, queries }, signal),
      ),
    placeholderData: (previous, before) => (before?.queryKey[1] === view ? previous : undefined),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const answers = query.data?.answers ?? NO_ANSWERS;
  const { resolved, needed, problems }: Resolution = useMemo(
    () => resolveVariables({ variables, chosen, answers, range }),
    [variables, chosen, answers, range],
  );
  return {
    resolved,
    ready: needed.length === 0 && query.data !== undefined,
    problems,
    failures: [...new Set(query.data?.failures.values() ?? [])],
    error: query.error,
    retry: () => void query.refetch(),
  };
}
