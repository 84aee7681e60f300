import { formatValue, type Unit } from '@gpu-console/shared/units';
import { useLocale } from '../i18n/useLocale.ts';

interface ValueProps {
  readonly value: number | null;
  readonly unit: Unit;
}

/** A number with its unit small and muted beside it. */
export function Value({ value, unit }: ValueProps) {
  const reading = formatValue(value, unit, useLocale());
  return (
    <span className="whitespace-nowrap">
      {reading.digits}
      {reading.unit !== '' && <span className="ml-0.5 text-[0.85em] text-muted">{reading.unit}</span>}
    </span>
  );
}
