import { formatText } from '@gpu-console/shared/units';
import { classNames } from '../../../components/classNames.ts';
import { FLOATING } from '../../../components/floating.ts';
import { gpuName } from '../../../fleet/gpuName.ts';
import { fleetTexts } from '../../../fleet/texts.ts';
import { useLocale } from '../../../i18n/useLocale.ts';
import { useTexts } from '../../../i18n/useTexts.ts';
import { overviewTexts } from '../texts.ts';
import type { MapCell } from './mapLayout.ts';
import type { MapScale } from './mapScale.ts';

interface MapTooltipProps {
  readonly cell: MapCell;
  readonly size: number;
  readonly scale: MapScale;
  /** How far the map is scrolled, and how wide it is. */
  readonly top: number;
  readonly width: number;
}

const WIDTH = 260;
const SHOWN_PODS = 3;

/** What stands behind the cell under the pointer. */
export function MapTooltip({ cell: { gpu, x, y }, size, scale, top, width }: MapTooltipProps) {
  const texts = useTexts(overviewTexts);
  const fleet = useTexts(fleetTexts);
  const locale = useLocale();
  const left = Math.max(0, Math.min(x, width - WIDTH));
  const value = scale.read(gpu);
  return (
    <div
      aria-hidden
      className={classNames(FLOATING, 'pointer-events-none absolute px-3 py-2')}
      style={{ left, top: y - top + size + 6, width: WIDTH }}
    >
      <div className="flex justify-between gap-3 font-medium">
        <span className="truncate">{gpuName(gpu, fleet)}</span>
        <span>{value === null ? texts.map.noData : formatText(value, scale.unit, locale)}</span>
      </div>
      <div className="truncate text-sm text-muted">
        {[gpu.node, gpu.instance?.profile ?? gpu.product].filter(Boolean).join(' · ')}
      </div>
      {gpu.pods.slice(0, SHOWN_PODS).map(({ namespace, name }) => (
        <div key={`${namespace}/${name}`} className="truncate text-sm">
          {namespace}/{name}
        </div>
      ))}
      {gpu.pods.length === 0 && (
        <div className="text-sm text-muted">{texts.map[gpu.uuid === null ? 'silent' : 'unassigned']}</div>
      )}
      {gpu.pods.length > SHOWN_PODS && (
        <div className="text-sm text-muted">{fleet.field.more(gpu.pods.length - SHOWN_PODS)}</div>
      )}
    </div>
  );
}
