import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { chosenIn } from '../state/variableSearch.ts';

type Chosen = Readonly<Record<string, readonly string[]>>;

/** What is chosen for the variables, kept in the URL; and how to choose otherwise. */
export function useChosen(): readonly [Chosen, (name: string, values: readonly string[]) => void] {
  const navigate = useNavigate();
  const search = JSON.stringify(chosenIn(useSearch({ strict: false })));
  const chosen: Chosen = useMemo(() => JSON.parse(search), [search]);
  const choose = (name: string, values: readonly string[]) =>
    void navigate({
      to: '.',
      search: (now) => ({ ...now, [`var-${name}`]: values.length === 0 ? undefined : values }),
      replace: true,
    });
  return [chosen, choose];
}
