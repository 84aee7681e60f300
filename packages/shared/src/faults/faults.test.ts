import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockEventsOf } from './clockEvents.ts';
import { XID_ADVICE, xidOf } from './xids.ts';

describe('an XID', () => {
  it.each([
    [13, 'application'],
    [31, 'application'],
    [43, 'application'],
    [45, 'application'],
    [48, 'reset'],
    [63, 'observe'],
    [74, 'reset'],
    [79, 'reboot'],
    [94, 'contained'],
    [95, 'reset'],
    [119, 'reset'],
    [121, 'observe'],
    [143, 'reset'],
    [149, 'reset'],
    [157, 'hardware'],
    [250, 'driver'],
  ] as const)('%d asks for: %s', (code, remedy) => {
    expect(xidOf(code)).toMatchObject({ code, remedy });
  });

  it('has words in both languages, whatever its code', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (code) => {
        const { meaning, remedy } = xidOf(code);
        for (const text of [meaning, XID_ADVICE[remedy]]) {
          expect(text.en).not.toBe('');
          expect(text['zh-CN']).toMatch(/\p{Script=Han}/u);
        }
      }),
    );
  });
});

describe('clock events', () => {
  it.each([
    [0, []],
    [0x1, ['Idle']],
    [0x4, ['Power cap']],
    [0x48, ['Hardware slowdown', 'Hardware thermal slowdown']],
    [
      0x1ff,
      [
        'Idle',
        'Application clocks',
        'Power cap',
        'Hardware slowdown',
        'Sync boost',
        'Software thermal slowdown',
        'Hardware thermal slowdown',
        'Power brake',
        'Display clocks',
      ],
    ],
    [0x8000, []],
  ])('of %d', (mask, names) => {
    expect(clockEventsOf(mask).map(({ name }) => name.en)).toEqual(names);
  });
});
