import { seriesOf } from '@gpu-console/panels/fixtures';
import { describe, expect, it } from 'vitest';
import { longCsv } from './longCsv.ts';

const HEADINGS = { time: 'time', series: 'series', value: 'value' };

describe('longCsv', () => {
  it('has a line per value with the series’ labels, and none for gaps', () => {
    const other = { ...seriesOf('b', [3]), labels: { node: 'n1' } };
    expect(longCsv([seriesOf('a', [0.5, null, 2]), other], HEADINGS).split('\r\n')).toEqual([
      'time,series,gpu,node,value',
      '1970-01-01T00:16:40.000Z,a,a,,0.5',
      '1970-01-01T00:17:00.000Z,a,a,,2',
      '1970-01-01T00:16:40.000Z,b,,n1,3',
      '',
    ]);
  });

  it('lets no label run as a formula', () => {
    const evil = { ...seriesOf('=1+1', [1]), labels: { gpu: '@SUM(A1)' } };
    expect(longCsv([evil], HEADINGS)).toContain(",'=1+1,'@SUM(A1),1");
  });
});
