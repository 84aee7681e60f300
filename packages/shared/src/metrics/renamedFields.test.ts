import { describe, expect, it } from 'vitest';
import { exportedAs, formerNames } from './fieldNames.ts';
import { otherNamesOf } from './renamedFields.ts';

const FIELDS = [
  'DCGM_FI_DEV_FB_USED',
  'DCGM_FI_DEV_XID_ERRORS',
  'DCGM_FI_PROF_SM_ACTIVE',
  'DCGM_FI_DEV_SM_CLOCK',
];

describe('the names of a DCGM field', () => {
  it.each(FIELDS)('%s are one another’s, with factors that undo each other', (field) => {
    const [renamed] = otherNamesOf(field);
    expect(renamed).toBeDefined();
    const back = otherNamesOf(renamed?.name ?? '').find(({ name }) => name === field);
    expect((back?.factor ?? 0) * (renamed?.factor ?? 0)).toBeCloseTo(1, 12);
  });

  it.each(FIELDS)('%s are those that exporters are read by', (field) => {
    const names = otherNamesOf(field);
    expect(exportedAs(field, new Set(names.map(({ name }) => name)))).toEqual(names);
  });

  it('are in the unit that DCGM has them in', () => {
    expect(
      exportedAs('DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION', new Set(['DCGM_FI_DEV_GPU_ENERGY_JOULES_TOTAL'])),
    ).toEqual([{ name: 'DCGM_FI_DEV_GPU_ENERGY_JOULES_TOTAL', factor: 1000 }]);
  });

  it('of the past count only for what is exported now', () => {
    const past = ['DCGM_FI_DEV_FB_USED', 'DCGM_FI_DEV_GPU_TEMP', 'up'];
    expect(formerNames(past, new Set(['DCGM_FI_DEV_FB_USED_BYTES']))).toEqual(['DCGM_FI_DEV_FB_USED']);
  });
});
