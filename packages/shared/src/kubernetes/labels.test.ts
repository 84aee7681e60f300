import { describe, expect, it } from 'vitest';
import { hasLabels, meetsRequirement, requirementsOf, selectsLabels, serviceSelects } from './labels.ts';

const labels = { app: 'trainer', tier: 'gpu', empty: '' };

describe('a label selector', () => {
  it.each([
    [{}, true],
    [{ matchLabels: { app: 'trainer' } }, true],
    [{ matchLabels: { app: 'trainer', tier: 'cpu' } }, false],
    [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['trainer', 'x'] }] }, true],
    [{ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['trainer'] }] }, false],
    [{ matchExpressions: [{ key: 'missing', operator: 'NotIn', values: ['trainer'] }] }, true],
    [{ matchExpressions: [{ key: 'empty', operator: 'Exists' }] }, true],
    [{ matchExpressions: [{ key: 'missing', operator: 'DoesNotExist' }] }, true],
    [
      { matchLabels: { app: 'trainer' }, matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] },
      false,
    ],
  ])('%j', (selector, selects) => {
    expect(selectsLabels(selector, labels)).toBe(selects);
  });

  it('that is absent selects nothing', () => {
    expect([selectsLabels(null, labels), selectsLabels(undefined, labels)]).toEqual([false, false]);
  });

  it('is its requirements, one by one', () => {
    const selector = { matchLabels: { a: 'b' }, matchExpressions: [{ key: 'c', operator: 'Exists' }] };
    expect(requirementsOf(selector)).toEqual([
      { key: 'a', operator: 'In', values: ['b'] },
      { key: 'c', operator: 'Exists', values: [] },
    ]);
  });

  it.each([
    ['NotIn', []],
    ['Exists', ['trainer']],
    ['DoesNotExist', ['x']],
    ['Gt', ['1', '2']],
    ['In', []],
    ['Like', ['trainer']],
  ])('matches nothing where it is malformed: %s %j', (operator, values) => {
    expect(meetsRequirement({ key: 'app', operator, values }, labels)).toBe(false);
    expect(meetsRequirement({ key: 'missing', operator, values }, labels)).toBe(false);
  });
});

it('a node selector without labels takes every node, a Service’s no pod', () => {
  expect([hasLabels(labels, {}), serviceSelects({}, labels), serviceSelects(null, labels)]).toEqual([
    true,
    false,
    false,
  ]);
  const wanted = { app: 'trainer' };
  expect([hasLabels(labels, wanted), serviceSelects(wanted, labels)]).toEqual([true, true]);
  expect([hasLabels({}, wanted), serviceSelects(wanted, {})]).toEqual([false, false]);
});
