import { describe, expect, it } from 'vitest';
import { narrowedScope, satisfies } from './scope.ts';

const WHOLE = { namespaces: null, nodes: true };
const SOME = { namespaces: ['ml', 'nlp'], nodes: true };
const FEW = { namespaces: ['ml'], nodes: false };

describe('a scope narrowed to namespaces', () => {
  it('is itself where none are named', () => {
    expect(narrowedScope(WHOLE, [])).toEqual(WHOLE);
  });

  it('has those named alone, and no nodes', () => {
    expect(narrowedScope(WHOLE, ['nlp'])).toEqual({ namespaces: ['nlp'], nodes: false });
  });

  it('never has more than before', () => {
    expect(narrowedScope(SOME, ['nlp', 'vision'])).toEqual({ namespaces: ['nlp'], nodes: false });
  });
});

describe('what a page needs', () => {
  it.each([
    { scope: WHOLE, shown: [true, true, true] },
    { scope: SOME, shown: [true, true, false] },
    { scope: { namespaces: null, nodes: false }, shown: [true, false, false] },
    { scope: FEW, shown: [true, false, false] },
    { scope: null, shown: [true, true, true] },
  ])('is there or not: $scope', ({ scope, shown }) => {
    expect([null, 'nodes' as const, 'whole' as const].map((need) => satisfies(scope, need))).toEqual(shown);
  });
});
