import { describe, expect, it } from 'vitest';
import { catalogue, catalogueFields, columnMetrics, metric } from './catalogue.ts';
import { detailedCatalogue, nvlinkErrorCatalogue, throttlingCatalogue } from './detailed.ts';
import type { Metric } from './metric.ts';

const everyMetric: readonly Metric[] = [
  ...catalogue,
  ...detailedCatalogue,
  ...throttlingCatalogue,
  ...nvlinkErrorCatalogue,
];

describe('the metric catalogue', () => {
  it('declares each metric once', () => {
    const ids = everyMetric.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('finds each metric by its id', () => {
    expect(catalogue.map(({ id }) => metric(id))).toEqual(catalogue);
  });

  it('reads each DCGM field for one metric only, so that the list of fields has no doubles', () => {
    const fieldsOf = (metrics: readonly Metric[]) =>
      metrics.flatMap((entry) => entry.fields.map(({ field }) => field));
    expect(catalogueFields).toEqual(fieldsOf(catalogue));
    const fields = fieldsOf(everyMetric);
    expect(new Set(fields).size).toBe(fields.length);
  });

  describe.each(everyMetric.map((entry) => [entry.id, entry] as const))('%s', (_id, entry) => {
    it('is named and explained in both languages', () => {
      for (const text of [entry.name, entry.help]) {
        expect(text.en.trim()).not.toBe('');
        expect(text['zh-CN']).toMatch(/\p{Script=Han}|SM|XID/u);
      }
    });

    it('comes from DCGM fields, each with a scale to the base unit', () => {
      expect(entry.fields.length).toBeGreaterThan(0);
      for (const { field, scale } of entry.fields) {
        expect(field).toMatch(/^DCGM_FI_(DEV|PROF)_[A-Z0-9_]+$/);
        expect(scale).toBeGreaterThan(0);
      }
    });

    it('bounds a ratio at 1 and warns before it alarms', () => {
      expect(entry.max).toBe(entry.unit === 'ratio' ? 1 : undefined);
      const { warning, critical } = entry.thresholds ?? { warning: 0, critical: 1 };
      expect(warning).toBeLessThan(critical);
    });
  });

  it('reads percentages of DCGM as ratios, mebibytes as bytes and megahertz as hertz', () => {
    const scaleOf = (name: string) =>
      everyMetric.flatMap(({ fields }) => fields).find(({ field }) => field === name)?.scale;
    expect(scaleOf('DCGM_FI_DEV_GPU_UTIL')).toBe(0.01);
    expect(scaleOf('DCGM_FI_PROF_GR_ENGINE_ACTIVE')).toBe(1);
    expect(scaleOf('DCGM_FI_DEV_FB_USED')).toBe(1_048_576);
    expect(scaleOf('DCGM_FI_DEV_SM_CLOCK')).toBe(1_000_000);
    expect(scaleOf('DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION')).toBe(0.001);
    expect(scaleOf('DCGM_FI_DEV_PCIE_RX_THROUGHPUT')).toBe(1000);
    expect(scaleOf('DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL')).toBe(1_000_000);
    expect(scaleOf('DCGM_FI_DEV_POWER_VIOLATION')).toBe(1e-9);
  });

  it('has columns of what is a value now, not of what takes a range', () => {
    expect(columnMetrics.length).toBeGreaterThan(0);
    for (const { kind } of columnMetrics) expect(kind).not.toBe('counter');
  });

  it('never averages or adds up codes', () => {
    for (const entry of catalogue.filter(({ kind }) => kind === 'code')) expect(entry.across).toBe('max');
  });
});
