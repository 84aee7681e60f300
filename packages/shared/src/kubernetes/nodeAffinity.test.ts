import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabelRequirement } from './labels.ts';
import { unmetAffinity } from './nodeAffinity.ts';

const labels: Readonly<Record<string, string>> = { zone: 'a', memory: '80' };
const node = { name: 'gpu-1', labels };
const expression = (key: string, operator: string, ...values: string[]) => ({ key, operator, values });
const term = (...matchExpressions: LabelRequirement[]) => ({ matchExpressions, matchFields: [] });

describe('a node’s affinity', () => {
  it.each([
    ['In', expression('zone', 'In', 'a', 'b'), true],
    ['In, another value', expression('zone', 'In', 'b'), false],
    ['In, no label', expression('rack', 'In', ''), false],
    ['NotIn', expression('zone', 'NotIn', 'b'), true],
    ['NotIn, no label', expression('rack', 'NotIn', 'b'), true],
    ['NotIn, its value', expression('zone', 'NotIn', 'a'), false],
    ['Exists', expression('zone', 'Exists'), true],
    ['Exists, no label', expression('rack', 'Exists'), false],
    ['DoesNotExist', expression('rack', 'DoesNotExist'), true],
    ['DoesNotExist, a label', expression('zone', 'DoesNotExist'), false],
    ['Gt', expression('memory', 'Gt', '40'), true],
    ['Gt, equal', expression('memory', 'Gt', '80'), false],
    ['Lt', expression('memory', 'Lt', '100'), true],
    ['Lt, not a number', expression('zone', 'Lt', '100'), false],
    ['Gt, beyond 64 bits', expression('memory', 'Gt', '-9223372036854775809'), false],
    ['an operator of the future', expression('zone', 'Near', 'a'), false],
  ])('by %s', (_, requirement, matches) => {
    const has = labels[requirement.key] ?? null;
    expect(unmetAffinity([term(requirement)], node)).toEqual(matches ? null : [{ ...requirement, has }]);
  });

  it.each([
    ['its name', expression('metadata.name', 'In', 'gpu-1'), null],
    ['another name', expression('metadata.name', 'In', 'gpu-2'), 'gpu-1'],
    ['all names but its own', expression('metadata.name', 'NotIn', 'gpu-1'), 'gpu-1'],
    ['two names, which fields cannot', expression('metadata.name', 'In', 'gpu-1', 'gpu-2'), 'gpu-1'],
  ])('by the field: %s', (_, requirement, has) => {
    const unmet = unmetAffinity([{ matchExpressions: [], matchFields: [requirement] }], node);
    expect(unmet).toEqual(has === null ? null : [{ ...requirement, has }]);
  });

  it('matches by any term, and none without requirements', () => {
    const other = term(expression('zone', 'In', 'b'));
    expect(unmetAffinity([other, term(expression('zone', 'Exists'))], node)).toBeNull();
    expect(unmetAffinity([term()], node)).toEqual([]);
    expect(unmetAffinity([], node)).toEqual([]);
    expect(unmetAffinity(null, node)).toBeNull();
  });
});

describe('affinity in a small world', () => {
  const VALUES = ['1', '2', '10', 'x'];
  const POSSIBLE = [undefined, ...VALUES];
  const NUMBERS: readonly (readonly [string, number])[] = [
    ['1', 1],
    ['2', 2],
    ['10', 10],
  ];
  const byNumber = (isWanted: (value: number) => boolean) =>
    NUMBERS.filter(([, number]) => isWanted(number)).map(([text]) => text);

  /** The label's values, undefined for no label, that a requirement allows: as a set, not as a test. */
  function allowed({ operator, values }: LabelRequirement): readonly (string | undefined)[] {
    const bound = values.length === 1 ? NUMBERS.find(([text]) => text === values[0])?.[1] : undefined;
    const tables: Readonly<Record<string, readonly (string | undefined)[]>> = {
      In: values,
      NotIn: values.length === 0 ? [] : POSSIBLE.filter((one) => one === undefined || !values.includes(one)),
      Exists: values.length === 0 ? VALUES : [],
      DoesNotExist: values.length === 0 ? [undefined] : [],
      Gt: bound === undefined ? [] : byNumber((value) => value > bound),
      Lt: bound === undefined ? [] : byNumber((value) => value < bound),
    };
    return tables[operator] ?? [];
  }

  const requirement = fc.record({
    key: fc.constantFrom('a', 'b'),
    operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'),
    values: fc.subarray(VALUES, { maxLength: 2 }),
  });
  const terms = fc.array(fc.array(requirement, { maxLength: 3 }), { maxLength: 3 });
  const label = fc.constantFrom(...POSSIBLE);

  it('matches where all of one term’s requirements allow the node’s labels, else lacks the least', () => {
    fc.assert(
      fc.property(terms, label, label, (lists, a, b) => {
        const labels = { ...(a !== undefined && { a }), ...(b !== undefined && { b }) };
        const refused = lists
          .filter((list) => list.length > 0)
          .map((list) => list.filter((one) => !allowed(one).includes(one.key === 'a' ? a : b)).length);
        const unmet = unmetAffinity(
          lists.map((list) => term(...list)),
          { name: 'n', labels },
        );
        const least = Math.min(...refused);
        expect(unmet?.length ?? null).toBe(least === 0 ? null : Number.isFinite(least) ? least : 0);
      }),
      { numRuns: 500 },
    );
  });
});
