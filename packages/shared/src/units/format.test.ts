import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber, formatText, formatValue, scaleFor, type Unit } from './format.ts';

const GIB = 2 ** 30;

/** Every unit, as both languages read it. */
const READINGS: readonly [value: number, unit: Unit, en: string, zh: string][] = [
  [0, 'ratio', '0%', '0%'],
  [1, 'ratio', '100%', '100%'],
  [0.123456, 'ratio', '12.3%', '12.3%'],
  [0.07, 'ratio', '7%', '7%'],
  [0.0042, 'ratio', '0.42%', '0.42%'],
  [0, 'bytes', '0 B', '0 B'],
  [1023, 'bytes', '1,023 B', '1,023 B'],
  [1024, 'bytes', '1 KiB', '1 KiB'],
  [24 * GIB, 'bytes', '24 GiB', '24 GiB'],
  [1.5 * GIB, 'bytes', '1.5 GiB', '1.5 GiB'],
  [80 * 1024 * GIB, 'bytes', '80 TiB', '80 TiB'],
  [2 * 2 ** 50, 'bytes', '2 PiB', '2 PiB'],
  [3 * 2 ** 20, 'bytesPerSecond', '3 MiB/s', '3 MiB/s'],
  [302.206, 'watts', '302 W', '302 W'],
  [12_345, 'watts', '12.3 kW', '12.3 kW'],
  [2_500_000, 'watts', '2.5 MW', '2.5 MW'],
  [1800, 'joules', '0.5 Wh', '0.5 Wh'],
  [3_600_000, 'joules', '1 kWh', '1 kWh'],
  [7.2e9, 'joules', '2 MWh', '2 MWh'],
  [41, 'celsius', '41 °C', '41 °C'],
  [-5.25, 'celsius', '-5.25 °C', '-5.25 °C'],
  [1.41e9, 'hertz', '1,410 MHz', '1,410 MHz'],
  [0, 'hertz', '0 MHz', '0 MHz'],
  [45, 'seconds', '45 s', '45 s'],
  [90, 'seconds', '1.5 min', '1.5 min'],
  [7200, 'seconds', '2 h', '2 h'],
  [172_800, 'seconds', '2 d', '2 d'],
  [12_345, 'count', '12,345', '12,345'],
  [2.5, 'perSecond', '2.5 /s', '2.5 /s'],
  [79, 'code', '79', '79'],
];

describe('a value for a person', () => {
  it.each(READINGS)('%d in %s reads %s', (value, unit, en, zh) => {
    expect(formatText(value, unit, 'en')).toBe(en);
    expect(formatText(value, unit, 'zh-CN')).toBe(zh);
  });

  it('reads as a dash where it is absent', () => {
    expect(formatValue(null, 'bytes', 'en')).toEqual({ digits: '–', unit: '' });
    expect(formatText(null, 'celsius', 'zh-CN')).toBe('–');
  });

  it('keeps digits and unit apart, so that the unit can be set smaller', () => {
    expect(formatValue(24 * GIB, 'bytes', 'en')).toEqual({ digits: '24', unit: 'GiB' });
    expect(formatValue(0.5, 'ratio', 'zh-CN')).toEqual({ digits: '50', unit: '%' });
  });

  it('has the digits after the point that were asked for', () => {
    expect(formatValue(0.5, 'ratio', 'en', 2)).toEqual({ digits: '50.00', unit: '%' });
    expect(formatValue(1234.5678, 'count', 'en', 0)).toEqual({ digits: '1,235', unit: '' });
  });

  it('has at most three significant figures and never cuts a whole number short', () => {
    expect(formatNumber(123_456, 'en')).toBe('123,456');
    expect(formatNumber(1.2345, 'en')).toBe('1.23');
    expect(formatNumber(12.345, 'en')).toBe('12.3');
    expect(formatNumber(123.45, 'en')).toBe('123');
  });
});

describe('the scale of an axis', () => {
  const unit = fc.constantFrom<Unit>('bytes', 'bytesPerSecond', 'watts', 'joules', 'seconds');

  it('is the largest that leaves the largest value at one or more', () => {
    fc.assert(
      fc.property(unit, fc.double({ min: 3600, max: 1e17, noNaN: true }), (of, magnitude) => {
        expect(magnitude / scaleFor(of, magnitude).factor).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it('is the same below zero', () => {
    fc.assert(
      fc.property(unit, fc.double({ min: 0, max: 1e17, noNaN: true }), (of, magnitude) => {
        expect(scaleFor(of, -magnitude)).toEqual(scaleFor(of, magnitude));
      }),
    );
  });
});
