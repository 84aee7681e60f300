import { MAX_PANELS, MAX_VARIABLES } from '../../limits.ts';
import type { Dashboard, JsonObject, Variable } from '../../model.ts';
import { isObject } from '../document.ts';
import { Fields } from '../fields.ts';
import { flow } from '../flow.ts';
import { reportKept } from '../keptFields.ts';
import { readAnnotations } from '../readAnnotations.ts';
import { Findings, Refusal, type ReportEntry, within } from '../report.ts';
import type { PanelTrace, Read, Trace, TracedDashboard } from '../traced.ts';
import { readVariable } from '../variableFields.ts';
import { cut, kubernetesName, Names } from '../words.ts';
import { readPanel } from './readPanel.ts';
import type { Version } from './writePanel.ts';

export const GROUP = 'monitoring.kubesphere.io';
/** The version of KubeSphere's format that an object is in; undefined if it is no KubeSphere dashboard. */
export function kubesphereVersion({ apiVersion, kind }: JsonObject): Version | undefined {
  if (kind !== 'Dashboard' && kind !== 'ClusterDashboard') return undefined;
  if (apiVersion === `${GROUP}/v1alpha1`) return 'v1alpha1';
  return apiVersion === `${GROUP}/v1alpha2` ? 'v1alpha2' : undefined;
}

/** A `Dashboard` or `ClusterDashboard` object, of either version. */
export function readKubesphere(document: JsonObject, version: Version): TracedDashboard {
  if (!isObject(document['spec'])) throw new Refusal('input.notAnObject', { field: 'spec' });
  const root = new Fields(document);
  const spec = root.child('spec');
  const name = root.child('metadata').text('name');
  const panels = readPanels(spec);
  const variables = readVariables(spec);
  const annotations = readAnnotations(spec.parts('annotations'));
  const placed = flow([...panels.traces.values()].map(({ was }) => was));
  const dashboard: Dashboard = {
    id: kubernetesName(name ?? spec.text('title') ?? ''),
    title: spec.text('title') ?? name ?? '',
    ...settings(spec),
    variables: [...variables.traces.values()].map(({ was }) => was),
    ...(annotations.traces.size === 0
      ? {}
      : { annotations: [...annotations.traces.values()].map(({ was }) => was) }),
    panels: placed,
    origin: { format: `kubesphere-${version}`, document },
  };
  const findings = new Findings();
  reportKept(spec, findings);
  return {
    dashboard,
    report: [
      findings.entry('dashboard', dashboard.id, cut(String(dashboard.title))),
      ...panels.entries,
      ...variables.entries,
      ...annotations.entries,
    ],
    panels: new Map(
      placed.flatMap((panel) => {
        const trace = panels.traces.get(panel.id);
        return trace === undefined ? [] : [[panel.id, { ...trace, was: panel }] as const];
      }),
    ),
    variables: variables.traces,
    annotations: annotations.traces,
  };
}

function settings(spec: Fields): Partial<Dashboard> {
  const [description, refresh] = [spec.word('description'), spec.word('auto_refresh')];
  const time = spec.child('time');
  const [from, to] = [time.word('from'), time.word('to')];
  const tags = spec.texts('tags');
  spec.ignore('datasource', 'id', 'uid');
  return {
    ...(description === undefined ? {} : { description }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(from === undefined || to === undefined ? {} : { time: { from, to } }),
    ...(refresh === undefined ? {} : { refresh }),
    ...(spec.has('editable') ? { editable: spec.flag('editable') } : {}),
    ...(spec.flag('shared_crosshair') ? { sharedCrosshair: true } : {}),
  };
}

function readPanels(spec: Fields): Read<PanelTrace> {
  const all = spec.parts('panels');
  if (all.length > MAX_PANELS)
    throw new Refusal('input.tooManyPanels', { count: all.length, limit: MAX_PANELS });
  const names = new Names();
  const traces = new Map<string, PanelTrace>();
  const entries: ReportEntry[] = [];
  let row: string | undefined;
  all.forEach((fields, index) => {
    const given = fields.any('id');
    const id = names.take(typeof given === 'number' ? String(given) : undefined, (n) => `panel-${index + n}`);
    const findings = new Findings();
    const { panel, queries } = readPanel(fields, id, findings);
    if (panel.kind === 'row') row = id;
    const member = row === undefined || panel.kind === 'row' ? panel : { ...panel, row };
    traces.set(id, { was: member, source: fields.source, queries });
    entries.push(findings.entry('panel', id, String(panel.title)));
  });
  return { traces, entries };
}

/** v1alpha1 calls the list `templating`, v1alpha2 and the oldest files `templatings`. */
export function variablesKey(spec: JsonObject, version: Version): 'templating' | 'templatings' {
  if (Object.hasOwn(spec, 'templatings')) return 'templatings';
  return version === 'v1alpha1' ? 'templating' : 'templatings';
}

function readVariables(spec: Fields): Read<Trace<Variable>> {
  const traces = new Map<string, Trace<Variable>>();
  const entries: ReportEntry[] = [];
  const all = spec.has('templatings') ? spec.parts('templatings') : spec.parts('templating');
  for (const fields of within(all, MAX_VARIABLES, 'variables')) {
    const findings = new Findings();
    const variable = readVariable(fields, findings);
    const name = cut(fields.text('name') ?? '', 100);
    if (variable !== undefined && traces.has(variable.name)) findings.add('variable.name', { name });
    else if (variable !== undefined) {
      traces.set(variable.name, { was: variable, source: fields.source });
      reportKept(fields, findings);
    }
    entries.push(findings.entry('variable', name, name));
  }
  return { traces, entries };
}
