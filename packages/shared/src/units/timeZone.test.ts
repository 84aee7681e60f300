import { afterEach, describe, expect, it } from 'vitest';
import {
  clockText,
  isTimeZone,
  momentAt,
  setTimeLanguages,
  setTimeZone,
  stampText,
  timeFormat,
  zoneOffset,
  zoneText,
} from './timeZone.ts';

const WINTER = Date.UTC(2024, 0, 15, 12) / 1000;
const SUMMER = Date.UTC(2024, 6, 15, 12) / 1000;

afterEach(() => {
  setTimeZone(undefined);
  setTimeLanguages([]);
});

describe('the zone that times are written in', () => {
  it.each([
    ['UTC', 'UTC', 'UTC', '2024-01-15T12:00:00.000Z'],
    ['Europe/Berlin', 'UTC+1', 'UTC+2', '2024-01-15T13:00:00.000+01:00'],
    ['America/St_Johns', 'UTC-3:30', 'UTC-2:30', '2024-01-15T08:30:00.000-03:30'],
    ['Asia/Kathmandu', 'UTC+5:45', 'UTC+5:45', '2024-01-15T17:45:00.000+05:45'],
  ])('%s is named by its offset', (zone, winter, summer, stamp) => {
    setTimeZone(zone);
    expect([zoneText(WINTER), zoneText(SUMMER)]).toEqual([winter, summer]);
    expect(stampText(WINTER)).toBe(stamp);
    expect(Date.parse(stampText(SUMMER))).toBe(SUMMER * 1000);
    for (const time of [WINTER, SUMMER]) expect(momentAt(clockText(time))).toBe(time);
  });

  it('keeps clear of the hour in which clocks are put on', () => {
    setTimeZone('Europe/Berlin');
    const before = Date.UTC(2024, 2, 31, 0, 59) / 1000;
    expect([clockText(before), clockText(before + 60)]).toEqual([
      '2024-03-31T01:59:00.000',
      '2024-03-31T03:00:00.000',
    ]);
    for (const time of [before, before + 60]) expect(momentAt(clockText(time))).toBe(time);
    expect(zoneOffset(before + 60)).toBe(7200);
  });

  it('is one that there is', () => {
    expect(['UTC', 'Asia/Shanghai', '', 'Mars/Base', 'constructor'].map(isTimeZone)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(() => setTimeZone('Mars/Base')).toThrow('There is no time zone "Mars/Base"');
    expect(momentAt('')).toBeUndefined();
  });
});

it('counts hours as the reader’s region does, in the language of the page', () => {
  setTimeZone('UTC');
  const clock = (locale: 'en' | 'zh-CN') =>
    timeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format((WINTER + 7200) * 1000);
  expect([clock('en'), clock('zh-CN')]).toEqual([expect.stringMatching(/^2:00\sPM$/), '14:00']);
  setTimeLanguages(['de-DE', 'en-GB']);
  expect([clock('en'), clock('zh-CN')]).toEqual(['14:00', '14:00']);
});
