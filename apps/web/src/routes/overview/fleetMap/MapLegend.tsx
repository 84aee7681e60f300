import { formatText } from '@gpu-console/shared/units';
import { useLocale } from '../../../i18n/useLocale.ts';
import { useTexts } from '../../../i18n/useTexts.ts';
import { overviewTexts } from '../texts.ts';
import type { MapScale } from './mapScale.ts';

const STEPS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
const HATCHING =
  'repeating-linear-gradient(135deg, var(--color-line-strong) 0 1px, var(--color-sunken) 1px 4px)';

/** Which colour stands for what. */
export function MapLegend({ scale: { unit, low, high } }: { scale: MapScale }) {
  const texts = useTexts(overviewTexts);
  const locale = useLocale();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted">
      <span className="flex items-center gap-1.5">
        {formatText(low, unit, locale)}
        <span aria-hidden className="flex overflow-hidden rounded-xs">
          {STEPS.map((step) => (
            <span key={step} className="h-2.5 w-4" style={{ background: `var(--heat-${step})` }} />
          ))}
        </span>
        {formatText(high, unit, locale)}
      </span>
      <span className="flex items-center gap-1.5">
        <span aria-hidden className="size-2.5 rounded-xs" style={{ background: HATCHING }} />
        {texts.map.noData}
      </span>
    </div>
  );
}
