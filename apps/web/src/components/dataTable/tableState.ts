import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { Sort } from './column.ts';

/** What the reader asked of a table. */
export interface TableState {
  readonly filter: string;
  readonly sort: Sort | null;
  readonly setFilter: (filter: string) => void;
  readonly setSort: (sort: Sort) => void;
}

/** The table's part of the URL: `q` filters; `sort` names a column, with a minus in front to descend. */
export interface TableSearch {
  readonly q?: string | undefined;
  readonly sort?: string | undefined;
}

export function parseTableSearch(search: Readonly<Record<string, unknown>>): TableSearch {
  const { q, sort } = search;
  return {
    ...(q === undefined || q === '' ? {} : { q: String(q) }),
    ...(typeof sort === 'string' && sort !== '' ? { sort } : {}),
  };
}

function parseSort(text: string): Sort {
  return text.startsWith('-')
    ? { column: text.slice(1), descending: true }
    : { column: text, descending: false };
}

/** For the one table that a page is about: kept in the URL. */
export function useUrlTableState(initial: Sort | null): TableState {
  const { q = '', sort } = useSearch({ strict: false });
  const navigate = useNavigate();
  return useMemo(() => {
    const change = (next: TableSearch) =>
      void navigate({ to: '.', search: (search) => ({ ...search, ...next }), replace: true });
    return {
      filter: typeof q === 'string' ? q : '',
      sort: sort === undefined ? initial : parseSort(sort),
      setFilter: (filter) => change({ q: filter === '' ? undefined : filter }),
      setSort: ({ column, descending }) => change({ sort: `${descending ? '-' : ''}${column}` }),
    };
  }, [q, sort, initial, navigate]);
}

/** For a table beside others on a page: forgotten when the page closes. */
export function useLocalTableState(initial: Sort | null = null): TableState {
  const [filter, setFilter] = useState('');
  const [sort, setSort] = useState(initial);
  return { filter, sort, setFilter, setSort };
}
