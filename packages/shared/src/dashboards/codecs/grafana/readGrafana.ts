import { MAX_PANELS, MAX_VARIABLES } from '../../limits.ts';
import type { Dashboard, DashboardPanel, JsonObject, Variable } from '../../model.ts';
import { isObject } from '../document.ts';
import { Fields } from '../fields.ts';
import { reportKept } from '../keptFields.ts';
import { readAnnotations } from '../readAnnotations.ts';
import { Findings, Refusal, type ReportEntry, within } from '../report.ts';
import type { PanelTrace, Read, Trace, TracedDashboard } from '../traced.ts';
import { readVariable } from '../variableFields.ts';
import { cut, kubernetesName, Names } from '../words.ts';
import { bodyKey, type PlacedPanel, panelsOfGrid, panelsOfRows } from './layout.ts';
import { type ReadPanel, readPanel, repeatOf } from './readPanel.ts';

/** What Grafana keeps of a dashboard for itself. */
const BOOKKEEPING = [
  ...['id', 'version', 'iteration', 'gnetId', 'schemaVersion', 'style', 'timepicker', 'fiscalYearStartMonth'],
  ...[
    'liveNow',
    'weekStart',
    'revision',
    '__inputs',
    '__requires',
    '__elements',
    'panels',
    'rows',
    'uid',
    'title',
  ],
  ...[
    'templating',
    'annotations',
    'timezone',
    'variables',
    'meta',
    'hideControls',
    'originalTitle',
    'preload',
  ],
] as const;

/** The part of a document that is a Grafana dashboard; undefined where there is none. */
export function grafanaBody(document: JsonObject): JsonObject | undefined {
  const key = bodyKey(document);
  const body = key === undefined ? document : document[key];
  if (!isObject(body) || (key === undefined && Object.hasOwn(body, 'apiVersion'))) return undefined;
  const { panels, rows, schemaVersion } = body;
  return Array.isArray(panels) || Array.isArray(rows) || typeof schemaVersion === 'number' ? body : undefined;
}

/** A Grafana dashboard, of any schema version, bare or as the API wraps it. */
export function readGrafana(source: JsonObject, document: JsonObject = source): TracedDashboard {
  const body = new Fields(source);
  const panels = readPanels(body);
  const variables = readVariables(body);
  // Grafana's own annotations, which every dashboard has, are not worth a word.
  const annotations = readAnnotations(
    body
      .child('annotations')
      .parts('list')
      .filter((one) => one.number('builtIn') !== 1),
  );
  const dashboard: Dashboard = {
    ...identity(body),
    ...settings(body),
    variables: [...variables.traces.values()].map(({ was }) => was),
    ...(annotations.traces.size === 0
      ? {}
      : { annotations: [...annotations.traces.values()].map(({ was }) => was) }),
    panels: [...panels.traces.values()].map(({ was }) => was),
    origin: { format: 'grafana', document },
  };
  const findings = new Findings();
  body.ignore(...BOOKKEEPING);
  reportKept(body, findings);
  const whole = findings.entry('dashboard', dashboard.id, cut(String(dashboard.title)));
  return {
    dashboard,
    report: [whole, ...panels.entries, ...variables.entries, ...annotations.entries],
    panels: panels.traces,
    variables: variables.traces,
    annotations: annotations.traces,
  };
}

function identity(body: Fields): Pick<Dashboard, 'id' | 'title'> {
  const title = body.text('title') ?? '';
  const uid = body.text('uid') ?? '';
  return { id: uid !== '' && kubernetesName(uid) === uid ? uid : kubernetesName(title), title };
}

function settings(body: Fields): Partial<Dashboard> {
  const [description, refresh] = [body.word('description'), body.word('refresh')];
  const time = body.child('time');
  const [from, to] = [time.word('from'), time.word('to')];
  const tags = body.texts('tags');
  return {
    ...(description === undefined ? {} : { description }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(from === undefined || to === undefined ? {} : { time: { from, to } }),
    ...(refresh === undefined ? {} : { refresh }),
    ...(body.has('editable') ? { editable: body.flag('editable') } : {}),
    ...((body.number('graphTooltip') ?? 0) > 0 || body.flag('sharedCrosshair')
      ? { sharedCrosshair: true }
      : {}),
  };
}

function readPanels(body: Fields): Read<PanelTrace> {
  const names = new Names();
  const isOld = body.list('panels').length === 0 && body.list('rows').length > 0;
  const all = isOld ? panelsOfRows(body, names) : panelsOfGrid(body, names);
  if (all.length > MAX_PANELS)
    throw new Refusal('input.tooManyPanels', { count: all.length, limit: MAX_PANELS });
  const traces = new Map<string, PanelTrace>();
  const entries = all.map((placed): ReportEntry => {
    const findings = new Findings();
    const { panel, queries } = placed.heading === true ? heading(placed) : placedPanel(placed, findings);
    traces.set(placed.id, { was: panel, source: placed.fields.source, queries });
    return findings.entry('panel', placed.id, String(panel.title));
  });
  return { traces, entries };
}

function placedPanel({ fields, id, row, grid }: PlacedPanel, findings: Findings): ReadPanel {
  const place = { id, ...(row === undefined ? {} : { row }), ...(grid === undefined ? {} : { grid }) };
  return readPanel(fields, place, findings);
}

function heading({ fields, id, grid }: PlacedPanel): ReadPanel {
  const panel: DashboardPanel = {
    id,
    kind: 'row',
    title: fields.text('title') ?? '',
    collapsed: fields.flag('collapse'),
    ...(grid === undefined ? {} : { grid }),
    ...repeatOf(fields),
  };
  return { panel, queries: [] };
}

function readVariables(body: Fields): Read<Trace<Variable>> {
  const traces = new Map<string, Trace<Variable>>();
  const entries: ReportEntry[] = [];
  for (const fields of within(body.child('templating').parts('list'), MAX_VARIABLES, 'variables')) {
    const findings = new Findings();
    const variable = readVariable(fields, findings);
    const name = cut(fields.text('name') ?? '', 100);
    if (variable !== undefined && traces.has(variable.name)) findings.add('variable.name', { name });
    else if (variable !== undefined) {
      traces.set(variable.name, { was: variable, source: fields.source });
      if (variable.kind !== 'unsupported') reportKept(fields, findings);
    }
    entries.push(findings.entry('variable', name, name));
  }
  return { traces, entries };
}
