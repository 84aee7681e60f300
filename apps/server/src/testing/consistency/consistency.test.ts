import { expect, it } from 'vitest';
import { contradictionsOf } from './contradictionsOf.ts';

/** GPUs split and shared, exporters and operands that fail; `npm run conformance` walks every scenario. */
it.each(['fleet', 'sharing'])(
  'all places that show a quantity of %s show one number',
  async (scenario) => {
    expect(await contradictionsOf(scenario)).toEqual([]);
  },
  60_000,
);
