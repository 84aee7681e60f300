import { describe, expect, it } from 'vitest';
import type { Dialect } from '../metrics/dialect.ts';
import { catalogueFields, ofGpus } from '../metrics/index.ts';
import { gpuSections, occupancyPanel } from './gpuSections.ts';

const dialect: Dialect = {
  uuid: ['UUID'],
  host: ['Hostname'],
  workload: [{ pod: 'exported_pod', namespace: 'exported_namespace', container: 'exported_container' }],
};
const contextOf = (...fields: readonly string[]) => ({ dialect, exported: new Set(fields) });
const gpu = ofGpus(['GPU-1'], dialect);

function sectionOf(group: string, ...fields: readonly string[]) {
  const section = gpuSections(gpu, contextOf(...fields)).find((one) => one.group === group);
  const panels = section?.panels.map(({ id, queries }) => ({
    id,
    queries: queries.map((query) => query.id),
  }));
  return { panels, missing: section?.missing.map(({ id }) => id), section };
}

describe('the sections of a GPU’s page', () => {
  it('come in the order of the page, each metric charted or named as missing', () => {
    const sections = gpuSections(gpu, contextOf(...catalogueFields));
    expect(sections.map(({ group }) => group)).toEqual([
      'use',
      'memory',
      'thermals',
      'power',
      'clocks',
      'interconnect',
      'errors',
    ]);
    const ids = sections.flatMap(({ panels, missing }) => [...panels, ...missing].map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(
      expect.arrayContaining(['utilization', 'smOccupancy', 'eccDoubleBit', 'nvlinkReceive']),
    );
  });

  it('draw the power limit with the power, where there is one', () => {
    expect(sectionOf('power', 'DCGM_FI_DEV_POWER_USAGE').panels).toEqual([{ id: 'power', queries: ['a'] }]);
    expect(sectionOf('power', 'DCGM_FI_DEV_POWER_USAGE', 'DCGM_FI_DEV_POWER_MGMT_LIMIT').panels).toEqual([
      { id: 'power', queries: ['a', 'limit'] },
    ]);
  });

  it('chart what holds clocks down in one panel, as a share of time', () => {
    const { panels, missing, section } = sectionOf(
      'clocks',
      'DCGM_FI_DEV_POWER_VIOLATION',
      'DCGM_FI_DEV_THERMAL_VIOLATION',
    );
    expect(panels).toEqual([{ id: 'heldBack', queries: ['powerViolation', 'thermalViolation'] }]);
    expect(missing).toContain('reliabilityViolation');
    expect(section?.panels[0]).toMatchObject({ unit: 'ratio', max: 1 });
    expect(section?.panels[0]?.queries[0]?.expr).toMatch(
      /^max by .*rate\(.*\[\$__rate_interval\]\).* \* 1e-9$/,
    );
  });

  it('show clock events under the name of either era', () => {
    for (const field of ['DCGM_FI_DEV_CLOCK_THROTTLE_REASONS', 'DCGM_FI_DEV_CLOCKS_EVENT_REASONS']) {
      const [panel] = sectionOf('clocks', field).section?.panels ?? [];
      expect(panel?.kind).toBe('state-timeline');
      expect(panel?.queries[0]?.expr).toContain(field);
      expect(panel?.bits?.map(({ bit }) => bit)).toEqual([2, 4, 8, 16, 32, 64, 128, 256]);
    }
  });

  it('read NVLink’s total as a rate, whatever its type says', () => {
    const { section } = sectionOf('interconnect', 'DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL');
    expect(section?.panels[0]?.queries[0]?.expr).not.toContain('rate(');
  });
});

describe('the occupancy', () => {
  it('is per GPU and pod, and only where a pod is named', () => {
    const panel = occupancyPanel(gpu, contextOf('DCGM_FI_DEV_GPU_UTIL'));
    const [devices, held, ...others] = panel?.queries ?? [];
    expect(others).toEqual([]);
    expect(devices).not.toHaveProperty('state');
    expect(devices?.expr).not.toContain('exported_pod');
    expect(held).toMatchObject({
      state: '{{exported_namespace}}/{{exported_pod}}',
      pod: { namespace: 'exported_namespace', name: 'exported_pod' },
    });
    expect(held?.expr).toContain('by (UUID, GPU_I_ID, GPU_I_PROFILE, gpu, exported_namespace, exported_pod)');
    expect(held?.expr).toContain('exported_pod=~".+"');
  });

  it('is unknown where the exporter names no workloads', () => {
    const context = { ...contextOf('DCGM_FI_DEV_GPU_UTIL'), dialect: { ...dialect, workload: [] } };
    expect(occupancyPanel(gpu, context)).toBeUndefined();
  });
});
