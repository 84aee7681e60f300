import type { SetupStepId } from '@gpu-console/shared/contract';
import type { GivenChoices } from '@gpu-console/shared/setup';
import { useSearch } from '@tanstack/react-router';
import { useSearchChange } from '../../state/searchChange.ts';

/** The page's part of the URL: which steps are open, and what was chosen for the installation. */
interface SetupSearch extends GivenChoices {
  /** Names of steps, with commas between; absent for the next one. */
  readonly open?: string | undefined;
}

export function useSetupSearch(): [SetupSearch, (change: SetupSearch) => void] {
  const search = useSearch({ from: '/c/$cluster/setup' });
  return [search, useSearchChange<SetupSearch>()];
}

/** Which steps are open, and how to open or close one. @param next open unless the URL says otherwise */
export function useOpenSteps(
  next: SetupStepId | null,
): [ReadonlySet<string>, (step: SetupStepId, isOpen: boolean) => void] {
  const [{ open }, change] = useSetupSearch();
  const names = open?.split(',') ?? (next === null ? [] : [next]);
  const steps = new Set(names);
  return [
    steps,
    (step, isOpen) => {
      if (steps.has(step) === isOpen) return;
      const others = names.filter((name) => name !== step && name !== 'none');
      const wanted = isOpen ? [...others, step] : others;
      change({ open: wanted.length === 0 ? 'none' : wanted.join(',') });
    },
  ];
}
