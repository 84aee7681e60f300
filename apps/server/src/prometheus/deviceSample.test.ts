import { describe, expect, it } from 'vitest';
import { isBlank } from './deviceSample.ts';

describe('DCGM’s blank values', () => {
  const reasons = [0, 1, 2, 3];

  it.each(reasons)('are blank in each width (reason %d of dcgm_structs.h)', (reason) => {
    expect(isBlank(2_147_483_632 + reason)).toBe(true);
    expect(isBlank(140_737_488_355_328 + reason)).toBe(true);
    expect(isBlank(Number(9_223_372_036_854_775_792n + BigInt(reason)))).toBe(true);
  });

  it('are blank as an unsigned minus one', () => {
    expect(isBlank(Number('18446744073709551615'))).toBe(true);
  });

  it.each([0, 1, 79, 100, 1_530, 81_920, 4_335_301_032, 2_147_483_631, 1e12, 0.995_63, -1])(
    'are not %d',
    (value) => {
      expect(isBlank(value)).toBe(false);
    },
  );
});
