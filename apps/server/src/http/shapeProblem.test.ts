import { describe, expect, it } from 'vitest';
import { SHAPE_LIMITS, shapeProblem } from './shapeProblem.ts';

const { values, depth } = SHAPE_LIMITS;
const nested = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);

describe('the shape of a body', () => {
  it.each([null, 'text', 1, { a: [1, { b: null }] }, nested(depth), { constructor: 1 }])(
    'is no trouble: %j',
    (body) => {
      expect(shapeProblem(body)).toBeNull();
    },
  );

  it.each<[string, () => unknown, RegExp]>([
    ['a level more than there may be', () => nested(depth + 2), /levels deep/],
    ['far too many levels', () => nested(100_000), /levels deep/],
    ['too many values', () => Array.from({ length: values }, () => 0), /more than \d+ values/],
    ['too many, in lists of lists', () => Array(600).fill(Array(600).fill(0)), /more than \d+ values/],
    ['a key that reaches for prototypes', () => JSON.parse('{"a": [{"__proto__": {}}]}'), /__proto__/],
  ])('is trouble: %s', (_, body, trouble) => {
    expect(shapeProblem(body())).toMatch(trouble);
  });
});
