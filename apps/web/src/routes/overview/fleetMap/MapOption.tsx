import { formatText } from '@gpu-console/shared/units';
import { gpuName } from '../../../fleet/gpuName.ts';
import { fleetTexts } from '../../../fleet/texts.ts';
import { useLocale } from '../../../i18n/useLocale.ts';
import { useTexts } from '../../../i18n/useTexts.ts';
import { overviewTexts } from '../texts.ts';
import type { MapCell } from './mapLayout.ts';
import type { MapScale } from './mapScale.ts';

interface MapOptionProps {
  readonly id: string;
  readonly cell: MapCell;
  readonly scale: MapScale;
  /** Of `count` cells, from 1. */
  readonly position: number;
  readonly count: number;
}

/** What a screen reader says of the cell that the keyboard is at. */
export function MapOption({ id, cell: { gpu }, scale, position, count }: MapOptionProps) {
  const texts = useTexts(overviewTexts);
  const fleet = useTexts(fleetTexts);
  const locale = useLocale();
  const value = scale.read(gpu);
  const parts = [
    gpu.node,
    gpuName(gpu, fleet),
    value === null ? texts.map.noData : formatText(value, scale.unit, locale),
    ...gpu.pods.map(({ namespace, name }) => `${namespace}/${name}`),
  ];
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected
      aria-posinset={position}
      aria-setsize={count}
      className="sr-only"
    >
      {parts.filter(Boolean).join(' · ')}
    </div>
  );
}
