import { describe, expect, it } from 'vitest';
import type { Dialect } from '../metrics/dialect.ts';
import { catalogueFields, EVERYTHING, ofGpus } from '../metrics/index.ts';
import { energyExpression, gpuPanels, overviewPanels } from './builtin.ts';
import { interpolate } from './interpolate.ts';

const named: Dialect = {
  uuid: ['UUID'],
  host: ['Hostname'],
  workload: [{ pod: 'exported_pod', namespace: 'exported_namespace', container: 'exported_container' }],
};
const unnamed: Dialect = { ...named, workload: [] };
const everything = { dialect: named, exported: new Set(catalogueFields) };

describe('the panels of a node, GPU or pod', () => {
  it('show a chart per metric, each with its unit and name', () => {
    const panels = gpuPanels(ofGpus(['GPU-1'], named), everything);
    expect(panels.map(({ id }) => id)).toContain('utilization');
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const panel of panels) {
      expect(panel.title.en).not.toBe('');
      expect(panel.title['zh-CN']).not.toBe('');
      expect(panel.queries.map(({ expr }) => expr).join()).toContain('UUID="GPU-1"');
    }
  });

  it('leave out the metrics that nobody exports', () => {
    const exported = new Set([
      'DCGM_FI_DEV_GPU_UTIL',
      'DCGM_FI_DEV_POWER_USAGE',
      'DCGM_FI_DEV_SOMETHING_NEW',
    ]);
    const panels = gpuPanels(EVERYTHING, { dialect: named, exported });
    expect(panels.map(({ id }) => id)).toEqual(['utilization', 'power']);
  });

  it('are none where nothing is exported', () => {
    expect(gpuPanels(EVERYTHING, { dialect: named, exported: new Set() })).toEqual([]);
  });

  it('bound a ratio’s axis and mark where a temperature matters', () => {
    const panels = new Map(gpuPanels(EVERYTHING, everything).map((panel) => [panel.id, panel]));
    expect(panels.get('utilization')?.max).toBe(1);
    expect(panels.get('power')).not.toHaveProperty('max');
    expect(panels.get('temperature')?.thresholds).toEqual({ warning: 83, critical: 90 });
  });
});

describe('the Overview’s panels', () => {
  it('show allocation and the use of what is held', () => {
    const [use] = overviewPanels(everything);
    expect(use?.queries.map(({ id }) => id)).toEqual(['allocated', 'utilization']);
    expect(use?.queries[1]?.expr).toContain('DCGM_FI_DEV_FB_USED{exported_pod=~".+"}');
  });

  it('show the use of all GPUs where nobody knows which are held', () => {
    const [use] = overviewPanels({ ...everything, dialect: unnamed });
    expect(use?.queries.map(({ id }) => id)).toEqual(['utilization']);
    expect(use?.queries[0]?.expr).not.toContain('FB_USED');
  });

  it('count the energy of each GPU once, in joules', () => {
    const expr = energyExpression(everything, [[{ label: 'Hostname', in: ['n1'] }]]);
    expect(interpolate(expr, { from: 0, to: 3600, step: 60, scrapeInterval: 15 })).toBe(
      'sum(max by (UUID) (increase(DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{Hostname="n1"}[3600s]) and DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{Hostname="n1"} < 9223372036854775000)) / 1000',
    );
  });
});
