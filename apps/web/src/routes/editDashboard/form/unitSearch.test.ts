import { describe, expect, it } from 'vitest';
import { findUnits, UNIT_CHOICES, unitChoice } from './unitSearch.ts';

describe('units by their names', () => {
  it.each([
    ['percent (0.0-1.0)', 'ratio', 1],
    ['percentunit', 'ratio', 1],
    ['Percent (0-100)', 'ratio', 0.01],
    ['Byte', 'bytes', 1],
    ['bytes(IEC)', 'bytes', 1],
    ['decbytes', 'bytes', 1],
    ['MB', 'bytes', 1024 ** 2],
    ['mebibytes', 'bytes', 1024 ** 2],
    ['Gbps', 'bytesPerSecond', 1024 ** 3 / 8],
    ['watt', 'watts', 1],
    ['°C', 'celsius', 1],
    ['ms', 'seconds', 1e-3],
    ['none', 'count', 1],
    ['code', 'code', 1],
    ['hertz', 'hertz', 1],
  ])('%s is %s × %s', (name, unit, scale) => {
    expect(findUnits(name)[0]).toMatchObject({ unit, scale });
  });

  it('finds nothing that is not there', () => {
    expect(findUnits('furlong')).toEqual([]);
    expect(findUnits(' ')).toBe(UNIT_CHOICES);
  });

  it('has every unit and scale once', () => {
    const keys = UNIT_CHOICES.map(({ unit, scale }) => `${unit} ${scale}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('names what a panel has, and what no program has a name for', () => {
    expect(unitChoice('ratio', 0.01).name).toBe('Percent (0-100)');
    expect(unitChoice('watts').name).toBe('Watt (W)');
    expect(unitChoice('watts', 7)).toMatchObject({ name: 'watts × 7', unit: 'watts', scale: 7 });
  });
});
