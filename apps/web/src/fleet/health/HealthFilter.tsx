import type { FleetProblem } from '@gpu-console/shared/contract';
import { useNavigate } from '@tanstack/react-router';
import { Select } from '../../components/Select.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { fleetTexts } from '../texts.ts';
import { kindLabel } from './health.ts';

interface HealthFilterProps {
  /** Those that the list has: their kinds are what can be chosen. */
  readonly problems: readonly Pick<FleetProblem, 'kind'>[];
  readonly wanted: string | undefined;
}

/** Narrows the table to what has problems, of any kind or of one, in the URL. */
export function HealthFilter({ problems, wanted }: HealthFilterProps) {
  const { health } = useTexts(fleetTexts);
  const navigate = useNavigate();
  const general = [
    { value: '', label: health.all },
    { value: 'problems', label: health.problems },
    { value: 'critical', label: health.critical },
    { value: 'warning', label: health.warning },
    { value: 'ok', label: health.healthy },
  ];
  // The one chosen stays in the list when its last problem goes.
  const found = new Set([...problems.map(({ kind }) => kind), ...(wanted === undefined ? [] : [wanted])]);
  const kinds = [...found].sort().flatMap((value) => {
    const label = kindLabel(value, health);
    return label === undefined ? [] : [{ value, label }];
  });
  return (
    <Select
      label={health.title}
      value={wanted ?? ''}
      onChoose={(value) =>
        void navigate({
          to: '.',
          search: (search) => ({ ...search, health: value === '' ? undefined : value }),
          replace: true,
        })
      }
      choices={[...general, ...kinds]}
    />
  );
}
