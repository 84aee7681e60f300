import { EyeOff } from 'lucide-react';
import { use } from 'react';
import type { ApiError } from '../api/client.ts';
import { EmptyState } from '../components/EmptyState.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { ClusterContext } from '../state/cluster.ts';
import { type ScopeNeed, satisfies } from '../state/scope.ts';
import { ClearFilter } from './ClearFilter.tsx';
import { pageTexts } from './texts.ts';

/** What each refusal says is missing. */
const NEEDS: Readonly<Record<string, ScopeNeed | null>> = {
  needs_whole_cluster: 'whole',
  needs_nodes: 'nodes',
  namespace_not_yours: null,
};

/** In place of what the reader may not see: no fault, and nothing that trying again would change. */
export function NotYours({ error: { code, detail } }: { error: ApiError }) {
  const texts = useTexts(pageTexts);
  const scope = use(ClusterContext)?.scope ?? null;
  const need = NEEDS[code];
  // The filter is to blame where the reader's rights would do without it.
  const isFilterWhy = need !== undefined && scope !== null && satisfies(scope, need);
  return (
    <EmptyState icon={EyeOff} title={texts.notYours}>
      <p>{detail}</p>
      {isFilterWhy && <ClearFilter />}
    </EmptyState>
  );
}
