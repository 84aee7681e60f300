import { cellText, cellValue, panelTable } from '@gpu-console/panels/kinds/panelTable';
import { panelValues, statisticOf } from '@gpu-console/panels/kinds/panelValues';
import { panelText } from '@gpu-console/panels/panelReading';
import type { DrawnSeries } from '@gpu-console/panels/panelSeries';
import type { PanelTexts } from '@gpu-console/panels/texts.en';
import type { Panel } from '@gpu-console/shared/dashboards';
import type { Locale } from '@gpu-console/shared/units';
import { toCsv } from '../../components/csv.ts';
import { markdownTable } from '../markdownTable.ts';

/** The table's rows, in base units. */
export function panelTableCsv(
  panel: Panel,
  series: readonly DrawnSeries[],
  texts: PanelTexts,
  locale: Locale,
): string {
  const { columns, rows } = panelTable(panel, series, texts, locale);
  return toCsv([
    columns.map(({ name }) => name),
    ...rows.map((row) => columns.map((column) => cellValue(row, column))),
  ]);
}

/** The panel's values as people read them. */
export function panelMarkdown(
  panel: Panel,
  series: readonly DrawnSeries[],
  texts: PanelTexts,
  locale: Locale,
): string {
  if (panel.kind !== 'table') {
    const statistic = statisticOf(panel);
    const columns = [
      { header: texts.series, isNumeric: false },
      { header: texts.statistics[statistic], isNumeric: true },
    ];
    const rows = panelValues(panel, series).map((one) => [
      one.series.name,
      panelText(panel, one.value, locale, statistic),
    ]);
    return markdownTable(columns, rows);
  }
  const { columns, rows } = panelTable(panel, series, texts, locale);
  const shown = columns.filter(({ isQuiet }) => !isQuiet);
  return markdownTable(
    shown.map(({ name, of }) => ({ header: name, isNumeric: of === 'query' })),
    rows.map((row) => shown.map((column) => cellText(panel, row, column, locale))),
  );
}
