import { drawnKindOf } from '@gpu-console/panels/kinds';
import type { Layout } from '@gpu-console/panels/shapes';
import { drawnValues, statisticOf } from '@gpu-console/panels/values';
import { useLayoutEffect, useMemo, useRef } from 'react';
import { classNames } from '../../components/classNames.ts';
import { useSize } from '../../components/useSize.ts';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { useChartTokens } from '../chartTokens.ts';
import { PanelValue } from '../PanelValue.tsx';
import { shapesPicture } from '../picture.ts';
import { Shapes } from '../shapes/Shapes.tsx';
import { panelTexts } from '../texts.ts';
import type { KindProps } from './KindProps.ts';

const NOTHING: Layout = { shapes: [], width: 0, height: 0 };

/** One value per series, as its kind draws it. */
export function ValuesPanel({ panel, series, tall, pictureRef }: KindProps) {
  const locale = useLocale();
  const texts = useTexts(panelTexts);
  const tokens = useChartTokens();
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const drawn = useMemo(() => drawnValues(panel, series), [panel, series]);
  const layout = useMemo(
    () => drawnKindOf(panel).shapes?.({ panel, ...drawn, width, height, tokens, locale }) ?? NOTHING,
    [panel, drawn, width, height, tokens, locale],
  );
  useLayoutEffect(() => {
    pictureRef.current = () => shapesPicture(layout.shapes, layout.width, layout.height, tokens.font);
  }, [layout, tokens, pictureRef]);
  const title = panel.title;
  // Half a pixel that does not fit must bring no scroll bar, which would take the room of many.
  const isLarger = layout.height > height + 1 || layout.width > width + 1;
  return (
    <div className={tall ? 'flex h-full flex-col' : 'flex h-50 flex-col'}>
      {/* biome-ignore lint/a11y/useSemanticElements: no set of fields; nor a landmark, which the card around it is */}
      <div
        ref={box}
        role="group"
        aria-label={title}
        tabIndex={isLarger ? 0 : undefined}
        className={classNames('relative min-h-0 flex-1', isLarger ? 'overflow-auto' : 'overflow-hidden')}
      >
        {width > 0 && <Shapes {...layout} />}
        <div className="sr-only">
          <table>
            <caption>{title}</caption>
            <tbody>
              {drawn.values.map(({ series: { key, name }, value }) => (
                <tr key={key}>
                  <th scope="row">{name}</th>
                  <td>
                    <PanelValue panel={panel} value={value} statistic={statisticOf(panel)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
      {drawn.others.length > 0 && (
        <p className="shrink-0 pt-1 text-sm text-muted">{texts.more(drawn.others.length)}</p>
      )}
    </div>
  );
}
