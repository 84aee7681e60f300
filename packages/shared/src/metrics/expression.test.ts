import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dialect } from '../contract/clusters.ts';
import { metric } from './catalogue.ts';
import { exportedFields, metricExpression, promqlString, selector } from './expression.ts';

const dialect: Dialect = {
  node: 'Hostname',
  uuid: 'UUID',
  pod: 'exported_pod',
  namespace: 'exported_namespace',
  container: 'exported_container',
};
const all = (...fields: string[]): ReadonlySet<string> => new Set(fields);

describe('a PromQL string', () => {
  it.each([
    ['plain', '"plain"'],
    ['', '""'],
    ['say "hi"', '"say \\"hi\\""'],
    ['back\\slash', '"back\\\\slash"'],
    ['two\nlines', '"two\\nlines"'],
    ['显存', '"显存"'],
  ])('of %j is %s', (value, literal) => {
    expect(promqlString(value)).toBe(literal);
  });

  it('has no quote and no line end of its own inside', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const inside = promqlString(value).slice(1, -1);
        expect(inside.replace(/\\./g, '')).not.toMatch(/["\\\n\r]/);
      }),
    );
  });
});

describe('a selector', () => {
  it('is nothing for no matchers', () => {
    expect(selector([])).toBe('');
  });

  it('compares with a single value', () => {
    expect(selector([{ label: 'UUID', in: ['GPU-1'] }])).toBe('{UUID="GPU-1"}');
  });

  it('matches any of several values, each literally', () => {
    expect(selector([{ label: 'node', in: ['gpu.1', 'gpu-2'] }])).toBe('{node=~"gpu\\\\.1|gpu-2"}');
  });

  it('joins matchers: all of them must hold', () => {
    const matchers = [
      { label: 'namespace', in: ['ml'] },
      { label: 'pod', in: ['train'] },
    ];
    expect(selector(matchers)).toBe('{namespace="ml",pod="train"}');
  });
});

describe('the fields that answer for a metric', () => {
  it('are those the cluster exports, the preferred first', () => {
    const exported = all('DCGM_FI_DEV_GPU_UTIL', 'DCGM_FI_PROF_GR_ENGINE_ACTIVE');
    expect(exportedFields(metric('utilization'), exported).map(({ field }) => field)).toEqual([
      'DCGM_FI_PROF_GR_ENGINE_ACTIVE',
      'DCGM_FI_DEV_GPU_UTIL',
    ]);
  });

  it('leave out what the cluster does not export', () => {
    const fields = exportedFields(metric('utilization'), all('DCGM_FI_DEV_GPU_UTIL'));
    expect(fields.map(({ field }) => field)).toEqual(['DCGM_FI_DEV_GPU_UTIL']);
  });

  it('are all of them where nothing is known', () => {
    expect(exportedFields(metric('utilization'), all())).toHaveLength(2);
  });
});

describe('a metric’s expression', () => {
  const one = [{ label: 'UUID', in: ['GPU-1'] }];

  it('gives one series per GPU or MIG instance, in the base unit', () => {
    expect(metricExpression(metric('memoryUsed'), one, dialect, all('DCGM_FI_DEV_FB_USED'))).toBe(
      'max by (UUID, GPU_I_ID, GPU_I_PROFILE, gpu) (DCGM_FI_DEV_FB_USED{UUID="GPU-1"}) * 1048576',
    );
  });

  it('reads a counter as its rate', () => {
    expect(metricExpression(metric('energy'), one, dialect, all())).toBe(
      'max by (UUID, GPU_I_ID, GPU_I_PROFILE, gpu) (rate(DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{UUID="GPU-1"}[$__rate_interval])) * 0.001',
    );
  });

  it('falls back, GPU by GPU, to the next field', () => {
    const exported = all('DCGM_FI_DEV_GPU_UTIL', 'DCGM_FI_PROF_GR_ENGINE_ACTIVE');
    expect(metricExpression(metric('utilization'), [], dialect, exported)).toBe(
      '(max by (UUID, GPU_I_ID, GPU_I_PROFILE, gpu) (DCGM_FI_PROF_GR_ENGINE_ACTIVE)) or ' +
        '(max by (UUID, GPU_I_ID, GPU_I_PROFILE, gpu) (DCGM_FI_DEV_GPU_UTIL) * 0.01)',
    );
  });

  it('speaks the cluster’s dialect', () => {
    const old: Dialect = { ...dialect, uuid: 'uuid' };
    expect(metricExpression(metric('temperature'), [], old, all())).toBe(
      'max by (uuid, GPU_I_ID, GPU_I_PROFILE, gpu) (DCGM_FI_DEV_GPU_TEMP)',
    );
  });
});
