import { describe, expect, it } from 'vitest';
import { markdownTable } from './markdownTable.ts';

describe('markdownTable', () => {
  it('has a head, and numbers to the right', () => {
    const columns = [
      { header: 'GPU', isNumeric: false },
      { header: 'Power', isNumeric: true },
    ];
    expect(markdownTable({ columns, rows: [['GPU 0', '302 W']] })).toBe(
      '| GPU | Power |\n| --- | ---: |\n| GPU 0 | 302 W |\n',
    );
  });

  it('keeps texts from being markup or cells', () => {
    const [, , row] = markdownTable({
      columns: [{ header: 'a', isNumeric: false }],
      rows: [['x|y\n<b>*z*']],
    }).split('\n');
    expect(row).toBe('| x\\|y \\<b\\>\\*z\\* |');
  });
});
