import { formatValue, type Unit } from '@gpu-console/shared/units';
import type { ReactNode } from 'react';
import { useLocale } from '../i18n/useLocale.ts';
import { exactText } from './exactText.ts';

interface TileProps {
  readonly label: string;
  readonly value: number | null;
  readonly unit: Unit;
  /** What the number is out of, or what belongs to it, in small print. */
  readonly note?: ReactNode;
  /** Beside the label: where the number comes from. */
  readonly info?: ReactNode;
  readonly children?: ReactNode;
}

/** One number to read from across the room; its exact value on hover. */
export function Tile({ label, value, unit, note, info, children }: TileProps) {
  const locale = useLocale();
  const reading = formatValue(value, unit, locale);
  return (
    <div className="flex min-w-0 flex-col rounded-card border bg-surface px-4 py-3">
      <div className="flex items-center justify-between">
        <span className="truncate text-sm text-muted">{label}</span>
        {info !== undefined && <span className="-my-1 -mr-2">{info}</span>}
      </div>
      <div
        className="mt-0.5 flex items-baseline text-tile font-semibold tracking-tight"
        title={exactText(value, unit, locale)}
      >
        {reading.digits}
        {reading.unit !== '' && (
          <span className="ml-1 text-lg font-normal tracking-normal text-muted">{reading.unit}</span>
        )}
      </div>
      <div className="mt-0.5 mb-1 min-h-4.5 text-sm text-muted">{note}</div>
      {children}
    </div>
  );
}
