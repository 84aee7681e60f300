import { expect, it } from 'vitest';
import { catalogueFields } from './catalogue.ts';
import { energyExpression } from './energy.ts';

it('counts the energy of each GPU once, in joules', () => {
  const dialect = { uuid: ['UUID'], host: ['Hostname'], workload: [] };
  const expr = energyExpression({ dialect, exported: new Set(catalogueFields) }, [
    [{ label: 'Hostname', in: ['n1'] }],
  ]);
  expect(expr).toBe(
    'sum(max by (UUID) (increase(DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{Hostname="n1"}[$__range]) and DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{Hostname="n1"} < 9223372036854775000)) / 1000',
  );
});
