import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogueFields } from '../../metrics/index.ts';
import { gpuDashboard } from '../library/deviceDashboards.ts';
import type { Dashboard, DashboardFormat } from '../model.ts';
import { DashboardSchema } from '../schema.ts';
import { grafanaDashboard, kubesphereDashboard } from './arbitraryDashboard.ts';
import { canonical } from './document.ts';
import { documentText, exportDashboard, importDashboard, importDocument, Refusal } from './index.ts';

const locale = 'en';

function thereAndBack(dashboard: Dashboard, format: DashboardFormat): Dashboard {
  const { document } = exportDashboard(dashboard, { format, locale });
  return importDashboard(documentText(document, format === 'grafana' ? 'json' : 'yaml')).dashboard;
}

/** What a format of places and rows of its own has nothing to do with. */
function unplaced({ origin: _, panels, ...rest }: Dashboard) {
  return { ...rest, panels: panels.map(({ grid: _grid, row: _row, ...panel }) => panel) };
}

describe('a dashboard', () => {
  it('comes back from KubeSphere’s format as it was', () => {
    fc.assert(
      fc.property(kubesphereDashboard, (dashboard) => {
        expect(unplaced(thereAndBack(dashboard, 'kubesphere-v1alpha2'))).toEqual(unplaced(dashboard));
      }),
      { numRuns: 50 },
    );
  });

  it('comes back from Grafana’s format as it was, each panel in its place', () => {
    fc.assert(
      fc.property(grafanaDashboard, (dashboard) => {
        const { origin: _, ...back } = thereAndBack(dashboard, 'grafana');
        expect(back).toEqual(dashboard);
      }),
    );
  });

  it('loses nothing on the way without a word in the report', () => {
    fc.assert(
      fc.property(grafanaDashboard, (dashboard) => {
        const { report, document } = exportDashboard(dashboard, { format: 'kubesphere-v1alpha1', locale });
        const back = importDocument(document).dashboard;
        const said = new Map(report.filter(({ of }) => of === 'panel').map((entry) => [entry.id, entry]));
        for (const panel of dashboard.panels) {
          const written = back.panels.find(({ id }) => id === panel.id);
          if (written?.kind !== panel.kind) expect(said.get(panel.id)?.fidelity).not.toBe('exact');
        }
      }),
    );
  });

  it('that was edited since its import has the edits and all the rest', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.record({ dashboard: grafanaDashboard, format: fc.constant<DashboardFormat>('grafana') }),
          fc.record({
            dashboard: kubesphereDashboard,
            format: fc.constant<DashboardFormat>('kubesphere-v1alpha2'),
          }),
        ),
        ({ dashboard, format }) => {
          const { document } = exportDashboard(dashboard, { format, locale });
          const imported = importDocument({ ...document, kept: { by: 'another program' } }).dashboard;
          const edited: Dashboard = {
            ...imported,
            title: 'new',
            panels: imported.panels.map((panel) => ({ ...panel, title: `${panel.title}!` })),
          };
          const out = exportDashboard(edited, { format, locale });
          const { origin: _, ...back } = importDocument(out.document).dashboard;
          const { origin: _origin, ...now } = edited;
          expect(back).toEqual(now);
          expect(out.document['kept']).toEqual({ by: 'another program' });
        },
      ),
    );
  });
});

describe('a file of anything', () => {
  const seeds = fc.oneof(
    fc.constant({ apiVersion: 'monitoring.kubesphere.io/v1alpha2', kind: 'Dashboard' }),
    fc.constant({ apiVersion: 'monitoring.kubesphere.io/v1alpha1', kind: 'ClusterDashboard' }),
    fc.constant({ schemaVersion: 38 }),
  );
  const keys = fc.constantFrom(
    ...[
      'panels',
      'spec',
      'targets',
      'type',
      'id',
      'title',
      'yaxes',
      'gridPos',
      'options',
      'fieldConfig',
      'rows',
    ],
    ...[
      'defaults',
      'thresholds',
      'steps',
      'legend',
      'templating',
      'templatings',
      'list',
      'name',
      'query',
      'expr',
    ],
    ...[
      'mappings',
      'unit',
      'format',
      'x',
      'w',
      'value',
      'current',
      'auto_count',
      'refId',
      'colors',
      'gauge',
      'span',
    ],
  );
  const leaf = fc.oneof(
    fc.constantFrom<string | number>(
      'graph',
      'timeseries',
      'row',
      'singlestat',
      'stat',
      'query',
      'custom',
      '$a',
    ),
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constant(null),
    fc.boolean(),
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(keys, tie('tree'), { maxKeys: 6 }),
    ),
  }));

  it('is refused or read, and what is read is a dashboard that comes back as it was', () => {
    fc.assert(
      fc.property(seeds, fc.dictionary(keys, tree), fc.dictionary(keys, tree), (seed, fields, spec) => {
        const panels = [spec, fields];
        expectReadOrRefused(JSON.stringify({ panels, ...fields, ...seed, spec: { panels, ...spec } }));
      }),
      { numRuns: 100 },
    );
  });

  it('is read where just one thing in it is broken', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          grafanaDashboard.map((dashboard) => exportDashboard(dashboard, { format: 'grafana', locale })),
          kubesphereDashboard.map((dashboard) =>
            exportDashboard(dashboard, { format: 'kubesphere-v1alpha2', locale }),
          ),
        ),
        fc.nat(),
        tree,
        ({ document }, at, broken) => {
          const spots = JSON.stringify(document).match(/"[a-zA-Z]+":/g)?.length ?? 1;
          let spot = at % spots;
          const text = JSON.stringify(document, (key: string, value: unknown) => {
            if (/^[a-zA-Z]+$/.test(key)) spot -= 1;
            return spot === -1 && /^[a-zA-Z]+$/.test(key) ? broken : value;
          });
          expectReadOrRefused(text);
        },
      ),
      { numRuns: 100 },
    );
  });

  function expectReadOrRefused(text: string) {
    let imported: Dashboard;
    try {
      imported = importDashboard(text).dashboard;
    } catch (cause) {
      expect(cause).toBeInstanceOf(Refusal);
      return;
    }
    expect(DashboardSchema.safeParse(JSON.parse(JSON.stringify(imported))).error?.issues).toBeUndefined();
    const { document } = exportDashboard(imported, { format: imported.origin?.format ?? 'grafana', locale });
    expect(canonical(document)).toEqual(canonical(JSON.parse(text)));
  }
});

describe('a timeline of the library', () => {
  const { panels, variables } = gpuDashboard({
    dialect: {
      uuid: ['UUID'],
      host: ['Hostname'],
      workload: [{ pod: 'exported_pod', namespace: 'exported_namespace', container: 'exported_container' }],
    },
    exported: new Set([...catalogueFields, 'DCGM_FI_DEV_CLOCKS_EVENT_REASONS']),
  });
  const timelines = panels.filter((panel) => panel.kind === 'state-timeline');

  it.each(timelines.map((panel) => [panel.id, panel] as const))(
    'stands on a person’s dashboard, in Grafana’s file too: %s',
    (_id, { row: _, ...panel }) => {
      const dashboard: Dashboard = { id: 'own', title: 'Own', variables, panels: [panel] };
      expect(DashboardSchema.parse(dashboard)).toEqual(dashboard);
      const { document, report } = exportDashboard(dashboard, { format: 'grafana', locale: 'en' });
      const [back] = importDocument(document).dashboard.panels;
      const drawn = back?.kind === 'state-timeline' ? { bits: back.bits, queries: back.queries } : undefined;
      expect(drawn).toEqual({
        bits: panel.bits,
        queries: panel.queries.map(({ id, ...query }) => ({ ...query, id: expect.any(String) })),
      });
      expect(report.find(({ id }) => id === panel.id)?.reasons.map(({ code }) => code)).not.toContain(
        'field.lost',
      );
    },
  );

  it('are those of occupancy and of clock events', () => {
    expect(timelines.map(({ id }) => id)).toEqual(['occupancy', 'clockEvents']);
  });
});
