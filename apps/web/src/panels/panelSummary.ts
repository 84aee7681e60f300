import type { Panel } from '@gpu-console/shared/dashboards';
import { formatText, type Locale } from '@gpu-console/shared/units';
import { type LegendStatistics, legendStatistics } from './legendStatistics.ts';
import type { ChartSeries } from './panelSeries.ts';
import type { PanelTexts } from './texts.en.ts';

/** The chart in a sentence, for those who do not see it. */
export function panelSummary(
  { title, unit }: Panel,
  series: readonly ChartSeries[],
  marks: number,
  texts: PanelTexts,
  locale: Locale,
): string {
  const statistics = series.map(({ values }) => legendStatistics(values));
  const all = (of: keyof LegendStatistics) =>
    statistics.map((one) => one[of]).filter((value) => value !== null);
  const text = (values: readonly number[], pick: (...values: number[]) => number) =>
    formatText(values.length === 0 ? null : pick(...values), unit, locale);
  const sentence = texts.summary(
    title[locale],
    series.length,
    text(all('last'), Math.max),
    text(all('min'), Math.min),
    text(all('max'), Math.max),
  );
  return marks === 0 ? sentence : sentence + texts.summaryMarks(marks);
}
