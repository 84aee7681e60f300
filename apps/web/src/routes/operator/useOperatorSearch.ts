import { useSearch } from '@tanstack/react-router';
import { useSearchChange } from '../../state/searchChange.ts';

/** The page's part of the URL beside its table's: what it is narrowed to, and which cell is open (`node/component`). */
interface OperatorSearch {
  readonly component?: string | undefined;
  readonly cell?: string | undefined;
  readonly check?: string | undefined;
  readonly verdict?: string | undefined;
  readonly find?: string | undefined;
}

export function useOperatorSearch(): [OperatorSearch, (change: OperatorSearch) => void] {
  const search = useSearch({ from: '/c/$cluster/operator' });
  return [search, useSearchChange<OperatorSearch>()];
}
