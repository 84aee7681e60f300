import { panelOfKind, seriesOf } from '@gpu-console/panels/fixtures';
import { drawnKindOf } from '@gpu-console/panels/kinds';
import { cellText, cellValue, table as kind, panelTable } from '@gpu-console/panels/kinds/table';
import { en } from '@gpu-console/panels/texts.en';
import type { ResolvedPanel } from '@gpu-console/shared/dashboards';
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../components/csv.ts';
import { markdownTable } from '../markdownTable.ts';

type Values = Parameters<NonNullable<typeof kind.readable>>[0];
const panelTableCsv = (
  panel: Values['panel'],
  series: Values['series'],
  texts: Values['texts'],
  locale: 'en' | 'zh-CN',
) => toCsv(kind.csv({ panel, series, texts, locale }));
function panelMarkdown(
  panel: ResolvedPanel,
  series: Values['series'],
  texts: Values['texts'],
  locale: 'en' | 'zh-CN',
) {
  const readable = drawnKindOf(panel).readable?.({ panel, series, texts, locale });
  return readable === undefined ? '' : markdownTable(readable);
}

const query = (id: string, legend: string) => ({ id, expr: id, legend, instant: true });
const panel = panelOfKind('table', { queries: [query('a', 'Power'), query('b', '{{gpu}}')], decimals: 0 });
const one = (queryId: string, labels: Record<string, string>, value: number) => ({
  ...seriesOf(`${queryId} ${JSON.stringify(labels)}`, [value]),
  queryId,
  labels,
});
const series = [
  one('a', { gpu: '1' }, 90),
  one('a', { __name__: 'power', gpu: '0' }, 302),
  one('b', { gpu: '0', __name__: 'temperature' }, 41),
];
const whole = panelTable(panel, series, en, 'en');

describe('panelTable', () => {
  it('has a row per set of labels, with what each query says of it', () => {
    expect(whole.rows.map(({ labels }) => labels)).toEqual([{ gpu: '0' }, { gpu: '1' }]);
    expect(whole.rows.map((row) => whole.columns.map((column) => cellValue(row, column)))).toEqual([
      ['0', 302, 41],
      ['1', 90, null],
    ]);
  });

  it('names a query’s column by its legend, where that is one name for all', () => {
    expect(whole.columns.map(({ name }) => name)).toEqual(['gpu', 'Power', 'value #b']);
    const alone = panelTable(panelOfKind('table'), series, en, 'en');
    expect(alone.columns.map(({ name }) => name)).toEqual(['gpu', 'value']);
    const twice = panelOfKind('table', { queries: [query('a', 'Power'), query('b', 'Power')] });
    expect(panelTable(twice, series, en, 'en').columns.map(({ name }) => name)).toEqual([
      'gpu',
      'value #a',
      'value #b',
    ]);
  });

  it('has the last value of a range', () => {
    const row = panelTable(panel, [{ ...seriesOf('x', [1, 2, null]), queryId: 'a' }], en, 'en').rows[0];
    expect(row?.values.get('a')).toBe(2);
  });

  it('leaves labels aside that say the same in every row, where there are many', () => {
    const labels = (gpu: string) => ({ gpu, job: 'dcgm', a: '1', b: '2', c: '3', d: '4' });
    const wide = panelTable(panel, [one('a', labels('0'), 1), one('a', labels('1'), 2)], en, 'en');
    const quiet = wide.columns.filter(({ isQuiet }) => isQuiet).map(({ name }) => name);
    expect(quiet).toEqual(['job', 'a', 'b', 'c', 'd']);
    const lone = panelTable(panel, [one('a', labels('0'), 1)], en, 'en');
    expect(lone.columns.some(({ isQuiet }) => isQuiet)).toBe(false);
  });

  it('reads as its panel says', () => {
    const [row] = whole.rows;
    expect(row && whole.columns.map((column) => cellText(panel, row, column, 'en'))).toEqual([
      '0',
      '302 W',
      '41 W',
    ]);
  });
});

describe('a table as text', () => {
  it('has numbers in base units as CSV', () => {
    expect(panelTableCsv(panel, series, en, 'en').split('\r\n')).toEqual([
      'gpu,Power,value #b',
      '0,302,41',
      '1,90,',
      '',
    ]);
  });

  it('reads like the table as Markdown', () => {
    expect(panelMarkdown(panel, series, en, 'en')).toContain('| 0 | 302 W | 41 W |');
  });

  it('is a line per series of panels that show single values', () => {
    const stat = panelOfKind('stat', { reduce: 'max' });
    expect(panelMarkdown(stat, [seriesOf('GPU 0', [1, 300, 2])], en, 'en')).toBe(
      '| Series | Max |\n| --- | ---: |\n| GPU 0 | 300 W |\n',
    );
  });
});
