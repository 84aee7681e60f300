import { legendRows, legendStatistics } from '@gpu-console/panels';
import { classNames } from '../components/classNames.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { ColourSwatch } from './ColourSwatch.tsx';
import { isolate } from './isolation.ts';
import { type LegendProps, LegendTable } from './LegendTable.tsx';
import { PanelValue } from './PanelValue.tsx';
import { panelTexts } from './texts.ts';

/** The chart's legend as its panel wants it: a table of statistics, or the names one after another. */
export function Legend(props: LegendProps) {
  return props.panel.legend?.as === 'list' ? <LegendList {...props} /> : <LegendTable {...props} />;
}

function LegendList({ panel, series, isolated, onIsolate, onHighlight, tall, isBeside }: LegendProps) {
  const texts = useTexts(panelTexts);
  const statistics = legendStatistics(panel);
  const title = panel.title;
  return (
    <ul
      aria-label={`${texts.legendOf(title)}. ${texts.legendHint}`}
      className={classNames(
        'flex flex-wrap content-start gap-x-3 overflow-x-hidden overflow-y-auto text-sm',
        isBeside ? 'w-2/5 max-w-md' : 'mt-1',
        tall ? (isBeside ? 'max-h-full' : 'max-h-[40%] shrink-0') : isBeside ? 'max-h-50' : 'max-h-28',
      )}
      onPointerLeave={() => onHighlight(null)}
    >
      {legendRows(series, statistics).map(({ series: { key, name, colour }, values }) => (
        <li key={key} className="max-w-full" onPointerEnter={() => onHighlight(key)}>
          <button
            type="button"
            aria-pressed={isolated.has(key)}
            title={`${name}\n${texts.legendHint}`}
            className={classNames(
              'flex min-h-6 max-w-full items-center gap-1.5 rounded px-1 hover:bg-hover',
              isolated.size > 0 && !isolated.has(key) && 'opacity-45',
            )}
            onClick={(event) => onIsolate(isolate(isolated, key, event.ctrlKey || event.metaKey))}
            onFocus={() => onHighlight(key)}
            onBlur={() => onHighlight(null)}
          >
            <ColourSwatch colour={colour} />
            <span className="truncate">{name}</span>
            {statistics.map((statistic, index) => (
              <span key={statistic} className="text-muted">
                {texts.statistics[statistic]}{' '}
                <span className="text-ink">
                  <PanelValue panel={panel} value={values[index] ?? null} statistic={statistic} />
                </span>
              </span>
            ))}
          </button>
        </li>
      ))}
    </ul>
  );
}
