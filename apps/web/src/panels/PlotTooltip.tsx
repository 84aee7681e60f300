import { type DrawnSeries, momentText, type PanelMark, panelText } from '@gpu-console/panels';
import type { ResolvedPanel } from '@gpu-console/shared/dashboards';
import { Flag } from 'lucide-react';
import { classNames } from '../components/classNames.ts';
import { FLOATING } from '../components/floating.ts';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { ColourSwatch } from './ColourSwatch.tsx';
import { panelTexts } from './texts.ts';
import { marksNear, nearestRow, rowsAround, tooltipRows } from './tooltipRows.ts';

interface PlotTooltipProps {
  readonly panel: ResolvedPanel;
  readonly series: readonly DrawnSeries[];
  readonly marks: readonly PanelMark[];
  /** Unix seconds. */
  readonly time: number;
  /** Marks within this many seconds belong to `time`. */
  readonly reach: number;
  /** The value at the pointer's height; the series nearest to it is set in bold. */
  readonly value: number;
  /** Where `time` is, in pixels from the left edge of a chart `width` pixels wide. */
  readonly x: number;
  readonly width: number;
}

const ROWS = 12;
const GAP = 12;
const TONE = { info: 'text-info', warning: 'text-warning', critical: 'text-critical' };

/** The values at one moment, the largest first, beside the crosshair. */
export function PlotTooltip({ panel, series, marks, time, reach, value, x, width }: PlotTooltipProps) {
  const locale = useLocale();
  const texts = useTexts(panelTexts);
  const rows = tooltipRows(series, time);
  const nearest = nearestRow(rows, value)?.key;
  const shown = rowsAround(rows, nearest, ROWS);
  const side = x > width / 2 ? { right: width - x + GAP } : { left: x + GAP };
  return (
    <div
      className={classNames(
        FLOATING,
        'pointer-events-none absolute top-2 w-max max-w-72 px-2.5 py-2 text-sm',
      )}
      style={side}
    >
      <div className="mb-1 font-medium">{momentText(time, locale)}</div>
      {marksNear(marks, time, reach).map((mark) => (
        <div
          key={`${mark.time} ${mark.label}`}
          className={classNames('flex items-start gap-1.5', TONE[mark.severity])}
        >
          <Flag aria-hidden size={12} className="mt-1 shrink-0" />
          <span className="break-words">{mark.label}</span>
        </div>
      ))}
      {rows.length === 0 && <div className="text-muted">{texts.noValues}</div>}
      {shown.map((row) => (
        <div
          key={row.key}
          className={classNames('flex items-center gap-2', row.key === nearest && 'font-semibold')}
        >
          <ColourSwatch colour={row.colour} />
          <span className="min-w-0 flex-1 truncate">{row.name}</span>
          <span className="pl-3">{panelText(panel, row.value, locale)}</span>
        </div>
      ))}
      {rows.length > shown.length && (
        <div className="text-muted">{texts.more(rows.length - shown.length)}</div>
      )}
    </div>
  );
}
