import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Taint, type Toleration, untolerated } from './tolerations.ts';

const KEYS = ['dedicated', 'nvidia.com/gpu'];
const VALUES = ['', '1', '2', 'ml'];
const EFFECTS = ['NoSchedule', 'NoExecute', 'PreferNoSchedule'];

/** Every taint there is in a small world. */
const TAINTS: readonly Taint[] = KEYS.flatMap((key) =>
  VALUES.flatMap((value) => EFFECTS.map((effect) => ({ key, value, effect }))),
);

/** The taint values that an operator and its value cover, written out. */
const COVERED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  Exists: { '': VALUES, '1': VALUES, '2': VALUES, ml: VALUES },
  Equal: { '': [''], '1': ['1'], '2': ['2'], ml: ['ml'] },
  Lt: { '': [], '1': [], '2': ['1'], ml: [] },
  Gt: { '': [], '1': ['2'], '2': [], ml: [] },
  Like: { '': [], '1': [], '2': [], ml: [] },
};

/** The taints of the small world that a toleration covers, as a set. */
function coveredBy({ key, operator, value, effect }: Toleration): ReadonlySet<Taint> {
  const keys = key === '' ? KEYS : [key];
  const effects = effect === '' ? EFFECTS : [effect];
  const values = COVERED[operator]?.[value] ?? [];
  return new Set(
    TAINTS.filter(
      (taint) => keys.includes(taint.key) && effects.includes(taint.effect) && values.includes(taint.value),
    ),
  );
}

const toleration = fc.record({
  key: fc.constantFrom('', ...KEYS),
  operator: fc.constantFrom(...Object.keys(COVERED)),
  value: fc.constantFrom(...VALUES),
  effect: fc.constantFrom('', ...EFFECTS),
});

describe('the taints that keep a pod away', () => {
  it('are those that no toleration covers and that do more than ask', () => {
    fc.assert(
      fc.property(fc.subarray([...TAINTS]), fc.array(toleration, { maxLength: 4 }), (taints, tolerations) => {
        const covered = tolerations.map(coveredBy);
        const inTheWay = taints.filter(
          (taint) => taint.effect !== 'PreferNoSchedule' && !covered.some((set) => set.has(taint)),
        );
        expect(untolerated(taints, tolerations)).toEqual(inTheWay);
      }),
    );
  });
});
