import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';
import { counterLine } from './counterLine.ts';
import { detailedCatalogue } from './detailed.ts';

describe('a line of a counters list', () => {
  const fields = [...catalogue, ...detailedCatalogue].flatMap((metric) =>
    metric.fields.map(({ field }) => field),
  );

  it.each([...fields, 'DCGM_FI_DEV_CLOCKS_EVENT_REASONS', 'DCGM_FI_DEV_SOMETHING_NEW'])(
    'of %s has three parts',
    (field) => {
      const [name, type, help, ...more] = counterLine(field).split(',');
      expect(name).toBe(field);
      expect(type).toMatch(/^ (gauge|counter)$/);
      expect(help).toMatch(/\S/);
      expect(more).toEqual([]);
    },
  );

  it.each([
    ['DCGM_FI_DEV_GPU_UTIL', 'gauge'],
    ['DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION', 'counter'],
    ['DCGM_FI_DEV_ECC_DBE_VOL_TOTAL', 'counter'],
    ['DCGM_FI_DEV_RETIRED_PENDING', 'counter'],
    ['DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS', 'counter'],
    ['DCGM_FI_DEV_ROW_REMAP_FAILURE', 'gauge'],
  ])('of %s says %s, as dcgm-exporter’s lists do', (field, type) => {
    expect(counterLine(field).split(', ')[1]).toBe(type);
  });
});
