import { barGaugeShapes } from '@gpu-console/panels/kinds/barGaugeShapes';
import { panelValues, statisticOf } from '@gpu-console/panels/kinds/panelValues';
import { statShapes } from '@gpu-console/panels/kinds/statShapes';
import { useLayoutEffect, useMemo, useRef } from 'react';
import { classNames } from '../../components/classNames.ts';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { useChartTokens } from '../chartTokens.ts';
import { PanelValue } from '../PanelValue.tsx';
import { shapesPicture } from '../picture.ts';
import { Shapes } from '../shapes/Shapes.tsx';
import { panelTexts } from '../texts.ts';
import { useSize } from '../useSize.ts';
import type { KindProps } from './KindProps.ts';

/** More than these nobody reads; the table of the same query has them all. */
const MAX_VALUES = 100;

/** One value per series: as numbers, on dials, or as bars. */
export function ValuesPanel({ panel, series, tall, pictureRef }: KindProps) {
  const locale = useLocale();
  const texts = useTexts(panelTexts);
  const tokens = useChartTokens();
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const values = useMemo(() => panelValues(panel, series.slice(0, MAX_VALUES)), [panel, series]);
  const drawn = useMemo(() => {
    const draw = panel.kind === 'stat' ? statShapes : barGaugeShapes;
    return draw({ panel, values, width, height, tokens, locale });
  }, [panel, values, width, height, tokens, locale]);
  useLayoutEffect(() => {
    pictureRef.current = () => shapesPicture(drawn.shapes, drawn.width, drawn.height, tokens.font);
  }, [drawn, tokens, pictureRef]);
  const title = panel.title[locale];
  // Half a pixel that does not fit must bring no scroll bar, which would take the room of many.
  const isLarger = drawn.height > height + 1 || drawn.width > width + 1;
  return (
    <div className={tall ? 'flex h-full flex-col' : 'flex h-50 flex-col'}>
      <section
        ref={box}
        aria-label={title}
        tabIndex={isLarger ? 0 : undefined}
        className={classNames('relative min-h-0 flex-1', isLarger ? 'overflow-auto' : 'overflow-hidden')}
      >
        {width > 0 && <Shapes {...drawn} />}
        <table className="sr-only">
          <caption>{title}</caption>
          <tbody>
            {values.map(({ series: { key, name }, value }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                <td>
                  <PanelValue panel={panel} value={value} statistic={statisticOf(panel)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {series.length > MAX_VALUES && (
        <p className="shrink-0 pt-1 text-sm text-muted">{texts.more(series.length - MAX_VALUES)}</p>
      )}
    </div>
  );
}
