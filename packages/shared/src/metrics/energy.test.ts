import { expect, it } from 'vitest';
import { catalogueFields } from './catalogue.ts';
import { energyExpression } from './energy.ts';

it('counts the energy of each GPU once, in joules', () => {
  const dialect = { uuid: ['UUID'], host: ['Hostname'], workload: [] };
  const expr = energyExpression({ dialect, exported: new Set(catalogueFields) }, 6 * 3600, [
    [{ label: 'Hostname', in: ['n1'] }],
  ]);
  expect(expr).toBe(
    'sum(increase((max by (UUID) (DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{Hostname="n1"} < 9223372036854775000))[21600s:60s])) / 1000',
  );
});
