import { describe, expect, it } from 'vitest';
import { toCsv } from './csv.ts';

describe('toCsv', () => {
  it('quotes what needs quotes and leaves absent values empty', () => {
    expect(toCsv([['a,b', 'say "hi"', 'two\nlines', null, 1.5]])).toBe(
      '"a,b","say ""hi""","two\nlines",,1.5\r\n',
    );
  });

  it('disarms texts that a spreadsheet would run, but not numbers', () => {
    expect(toCsv([['=1+1', '+1', '@x', '-1', '\t=1', -1]])).toBe("'=1+1,'+1,'@x,'-1,'\t=1,-1\r\n");
  });
});
