import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useCluster } from '../../state/cluster.ts';
import { useSearchChange } from '../../state/searchChange.ts';
import { addToHistory } from './queryHistory.ts';

interface Drafts {
  /** The queries that were run, as the URL has them. */
  readonly run: readonly string[];
  /** The queries as they are written; at least one. */
  readonly drafts: readonly string[];
  readonly setDrafts: (drafts: readonly string[]) => void;
  /** Puts what is written into the URL; false where it is there already. */
  readonly submit: () => boolean;
}

const NONE: readonly string[] = [];

/** The queries on the page, those run and those that are still being written. */
export function useDrafts(): Drafts {
  const { q: run = NONE } = useSearch({ from: '/c/$cluster/explore' });
  const { id: cluster } = useCluster();
  const change = useSearchChange();
  const key = JSON.stringify(run);
  const [state, setState] = useState({ key, drafts: rowsOf(run) });
  // Other queries in the URL came by a link, by Back, or because these were run.
  const known = state.key === key ? state : { key, drafts: rowsOf(run) };
  if (known !== state) setState(known);
  return {
    run,
    drafts: known.drafts,
    setDrafts: (drafts) => setState({ key, drafts: rowsOf(drafts) }),
    submit: () => {
      const written = known.drafts.map((one) => one.trim()).filter(Boolean);
      addToHistory(cluster, written);
      if (JSON.stringify(written) === key) return false;
      change({ q: written.length === 0 ? undefined : written });
      return true;
    },
  };
}

const rowsOf = (queries: readonly string[]): readonly string[] => (queries.length === 0 ? [''] : queries);
