import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metric } from './catalogue.ts';
import type { Dialect } from './dialect.ts';
import { exportedFields, metricExpression, perDevice, promqlString, selector } from './expression.ts';
import { EVERYTHING, ofAnyPod, ofGpus, ofPod } from './selection.ts';

const dialect: Dialect = {
  uuid: ['UUID'],
  host: ['Hostname'],
  workload: [{ pod: 'exported_pod', namespace: 'exported_namespace', container: 'exported_container' }],
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
  const one = ofGpus(['GPU-1'], dialect);
  const context = (...exported: string[]) => ({ dialect, exported: all(...exported) });

  it('gives one series per GPU or MIG instance, in the base unit, without DCGM’s blanks', () => {
    expect(metricExpression(metric('memoryUsed'), one, context('DCGM_FI_DEV_FB_USED'))).toBe(
      'max by (UUID, GPU_I_ID, GPU_I_PROFILE, gpu) (DCGM_FI_DEV_FB_USED{UUID="GPU-1"} < 2147483632) * 1048576',
    );
  });

  it('lets bytes per second be larger than an int32', () => {
    expect(metricExpression(metric('pcieReceive'), one, context('DCGM_FI_PROF_PCIE_RX_BYTES'))).toContain(
      'DCGM_FI_PROF_PCIE_RX_BYTES{UUID="GPU-1"} < 140737488355328',
    );
  });

  it('reads a counter as the rate of what all its series together counted, and a blank one not at all', () => {
    const joined =
      'max by (UUID, gpu) (DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{UUID="GPU-1"} < 9223372036854775000)';
    expect(metricExpression(metric('energy'), one, context())).toBe(
      `(rate((${joined})[$__rate_interval:15s]) and ${joined}) * 0.001`,
    );
  });

  it('takes, GPU by GPU, the first field that is not 0', () => {
    const exported = context('DCGM_FI_DEV_GPU_UTIL', 'DCGM_FI_PROF_GR_ENGINE_ACTIVE');
    expect(metricExpression(metric('utilization'), EVERYTHING, exported)).toBe(
      '(max by (UUID, GPU_I_ID, GPU_I_PROFILE, gpu) (DCGM_FI_PROF_GR_ENGINE_ACTIVE < 2147483632)) > 0 or ' +
        '(max by (UUID, GPU_I_ID, GPU_I_PROFILE, gpu) (DCGM_FI_DEV_GPU_UTIL < 2147483632) * 0.01) > 0 or ' +
        '(max by (UUID, GPU_I_ID, GPU_I_PROFILE, gpu) (DCGM_FI_PROF_GR_ENGINE_ACTIVE < 2147483632)) or ' +
        '(max by (UUID, GPU_I_ID, GPU_I_PROFILE, gpu) (DCGM_FI_DEV_GPU_UTIL < 2147483632) * 0.01)',
    );
  });

  it('asks for a field under every name that exporters of the fleet give it', () => {
    expect(
      metricExpression(metric('temperature'), EVERYTHING, context('DCGM_FI_DEV_GPU_TEMP', 'dcgm_gpu_temp')),
    ).toBe('max by (UUID, gpu) (DCGM_FI_DEV_GPU_TEMP < 2147483632 > 0 or dcgm_gpu_temp < 2147483632 > 0)');
  });
});

describe('a fleet of several eras', () => {
  const mixed: Dialect = {
    uuid: ['UUID', 'uuid'],
    host: ['Hostname'],
    workload: [
      { pod: 'exported_pod', namespace: 'exported_namespace', container: 'exported_container' },
      { pod: 'pod', namespace: 'namespace', container: 'container' },
    ],
  };

  it('has each GPU once, under the first name of its UUID', () => {
    expect(perDevice('up', mixed, ['UUID', 'GPU_I_ID'])).toBe(
      'max by (UUID, GPU_I_ID) (label_replace(max by (UUID, GPU_I_ID, uuid) (up), "UUID", "$1", "uuid", "(.+)"))',
    );
  });

  it('selects a GPU by any of them', () => {
    expect(ofGpus(['GPU-1'], mixed).map(selector)).toEqual(['{UUID="GPU-1"}', '{uuid="GPU-1"}']);
  });

  it('selects a pod by any of the workload’s labels', () => {
    expect(ofPod('ml', 'train-0', mixed).map(selector)).toEqual([
      '{exported_namespace="ml",exported_pod="train-0"}',
      '{namespace="ml",pod="train-0"}',
    ]);
    expect(ofPod('ml', 'train-0', { ...mixed, workload: [] })).toEqual([]);
  });

  it('takes no exporter for a workload', () => {
    expect(ofAnyPod(mixed).map(selector)).toEqual([
      '{exported_pod=~".+"}',
      '{pod=~".+",pod!~".*dcgm-exporter.*"}',
    ]);
  });
});
