import { type ChartSeries, panelText } from '@gpu-console/panels';
import type { PanelTexts } from '@gpu-console/panels/texts.en';
import { type ResolvedPanel, reduced } from '@gpu-console/shared/dashboards';
import type { Locale } from '@gpu-console/shared/units';

/** The chart in a sentence, for those who do not see it. */
export function panelSummary(
  panel: ResolvedPanel,
  series: readonly ChartSeries[],
  marks: number,
  texts: PanelTexts,
  locale: Locale,
): string {
  const all = (statistic: 'last' | 'min' | 'max') =>
    series.map(({ values }) => reduced(values, statistic)).filter((value) => value !== null);
  const text = (values: readonly number[], pick: 'min' | 'max') =>
    panelText(panel, reduced(values, pick), locale);
  const sentence = texts.summary(
    panel.title,
    series.length,
    text(all('last'), 'max'),
    text(all('min'), 'min'),
    text(all('max'), 'max'),
  );
  return marks === 0 ? sentence : sentence + texts.summaryMarks(marks);
}
