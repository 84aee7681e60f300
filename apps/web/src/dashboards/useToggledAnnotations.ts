import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useSearchChange } from '../state/searchChange.ts';
import { parseVariables } from '../state/variableSearch.ts';
import { toggled } from './toggled.ts';

/** The annotations whose switches the reader turned, by name, kept in the URL; and how to turn another. */
export function useToggledAnnotations(): readonly [ReadonlySet<string>, (name: string) => void] {
  const change = useSearchChange();
  const names = JSON.stringify(parseVariables(useSearch({ strict: false })).turned ?? []);
  const turned: ReadonlySet<string> = useMemo(() => new Set(JSON.parse(names)), [names]);
  const turn = (name: string) => {
    const next = [...toggled(turned, name)];
    change({ turned: next.length === 0 ? undefined : next });
  };
  return [turned, turn];
}
