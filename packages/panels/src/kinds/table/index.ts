import type { TablePanel } from '@gpu-console/shared/dashboards';
import { layoutPicture } from '../../shapes/layoutPicture.ts';
import type { DrawnKind } from '../drawnKind.ts';
import { cellText, cellValue, panelTable, sortedRows } from './panelTable.ts';
import { tableShapes } from './tableShapes.ts';

export {
  cellText,
  cellValue,
  type PanelTable,
  type PanelTableColumn,
  type PanelTableRow,
  panelTable,
} from './panelTable.ts';
export { tableShapes } from './tableShapes.ts';

export const table: DrawnKind<TablePanel> = {
  draw: ({ panel, series, tokens, texts, locale }) => {
    const whole = panelTable(panel, series, texts, locale);
    const rows = sortedRows(whole, panel.sort);
    const columns = whole.columns.filter(({ isQuiet }) => !isQuiet);
    return layoutPicture(tableShapes({ panel, columns, rows, tokens, texts, locale }));
  },
  csv: ({ panel, series, texts, locale }) => {
    const { columns, rows } = panelTable(panel, series, texts, locale);
    return [
      columns.map(({ name }) => name),
      ...rows.map((row) => columns.map((column) => cellValue(row, column))),
    ];
  },
  readable: ({ panel, series, texts, locale }) => {
    const { columns, rows } = panelTable(panel, series, texts, locale);
    const shown = columns.filter(({ isQuiet }) => !isQuiet);
    return {
      columns: shown.map(({ name, of }) => ({ header: name, isNumeric: of === 'query' })),
      rows: rows.map((row) => shown.map((column) => cellText(panel, row, column, locale))),
    };
  },
  isOverTime: false,
  hasLegend: false,
};
