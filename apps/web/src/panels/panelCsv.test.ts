import type { DrawnSeries } from '@gpu-console/panels';
import { panelOf, seriesOf } from '@gpu-console/panels/fixtures';
import { timeSeries } from '@gpu-console/panels/kinds/timeSeries';
import { en } from '@gpu-console/panels/texts.en';
import { describe, expect, it } from 'vitest';
import { toCsv } from '../components/csv.ts';

const frameCsv = (series: readonly DrawnSeries[], time: string) =>
  toCsv(timeSeries.csv({ panel: panelOf(), series, texts: { ...en, time }, locale: 'en' }));

describe('the CSV of series over time', () => {
  it('has a row per time and a column per series, in base units, gaps empty', () => {
    expect(frameCsv([seriesOf('GPU 0', [1.5, null]), seriesOf('GPU 1', [0, -2])], 'time')).toBe(
      'time,GPU 0,GPU 1\r\n1970-01-01T00:16:40.000Z,1.5,0\r\n1970-01-01T00:16:50.000Z,,-2\r\n',
    );
  });

  it('disarms names that a spreadsheet would run', () => {
    const [heading] = frameCsv([seriesOf("=cmd|'/c calc'!A1", [1]), seriesOf('@x,y', [2])], 'time').split(
      '\r\n',
    );
    expect(heading).toBe(`time,'=cmd|'/c calc'!A1,"'@x,y"`);
  });

  it('lines up series that do not share their times', () => {
    const late = { ...seriesOf('b', [7]), start: 1010 };
    expect(
      frameCsv([seriesOf('a', [1]), late], 'time')
        .split('\r\n')
        .slice(1, 3),
    ).toEqual(['1970-01-01T00:16:40.000Z,1,', '1970-01-01T00:16:50.000Z,,7']);
  });
});
