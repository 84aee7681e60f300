import type { Locale, Localized } from '../../units/index.ts';
import type { Dashboard, DashboardPanel } from '../model.ts';
import { Findings, type Report } from './report.ts';
import { cut, inOneLanguage } from './words.ts';

/** What another program has no field for, and the console does not miss. */
const NOT_COMPARED: ReadonlySet<string> = new Set([
  'id',
  'grid',
  'row',
  'origin',
  'panels',
  'variables',
  'annotations',
]);

/**
 * What a written file says of the dashboard, part by part: it is read again and compared.
 * @param back the dashboard as it is read from the written file
 * @param ids under which id each panel stands there; panels without one were left out
 */
export function exportReport(
  dashboard: Dashboard,
  back: Dashboard,
  ids: ReadonlyMap<string, string>,
  locale: Locale,
): Report {
  const panels = new Map(back.panels.map((panel) => [panel.id, panel]));
  const variables = new Map(back.variables.map((variable) => [variable.name, variable]));
  const annotations = new Map((back.annotations ?? []).map((annotation) => [annotation.name, annotation]));
  const whole = new Findings();
  compare(dashboard, back, whole, locale);
  const moved = dashboard.panels.some((panel) => isMoved(panel, panels.get(ids.get(panel.id) ?? '')));
  if (moved) whole.add('layout.lost');
  return [
    whole.entry('dashboard', dashboard.id, cut(inOneLanguage(dashboard.title, locale))),
    ...dashboard.panels.map((panel) => {
      const findings = new Findings();
      const written = panels.get(ids.get(panel.id) ?? '');
      if (written === undefined) findings.add('panel.kind', { type: panel.kind });
      else comparePanels(panel, written, findings, locale);
      return findings.entry('panel', panel.id, cut(inOneLanguage(panel.title, locale)));
    }),
    ...dashboard.variables.map((variable) => {
      const findings = new Findings();
      compare(variable, variables.get(variable.name), findings, locale);
      return findings.entry('variable', variable.name, variable.name);
    }),
    ...(dashboard.annotations ?? []).map((annotation) => {
      const findings = new Findings();
      compare(annotation, annotations.get(annotation.name), findings, locale);
      return findings.entry('annotation', annotation.name, annotation.name);
    }),
  ];
}

function isMoved({ grid }: DashboardPanel, written: DashboardPanel | undefined): boolean {
  if (grid === undefined || written?.grid === undefined) return false;
  const { x, y, w, h } = written.grid;
  return grid.x !== x || grid.y !== y || grid.w !== w || grid.h !== h;
}

function comparePanels(
  now: DashboardPanel,
  written: DashboardPanel,
  findings: Findings,
  locale: Locale,
): void {
  if (now.kind !== written.kind) findings.add('panel.replaced', { kind: now.kind, by: written.kind });
  if (
    'unit' in now &&
    'unit' in written &&
    (now.unit !== written.unit || (now.scale ?? 1) !== (written.scale ?? 1))
  )
    findings.add('unit.lost', { unit: now.unit, by: written.unit });
  const { kind: _kind, ...rest } = now;
  const { unit: _unit, scale: _scale, ...compared } = 'unit' in rest ? rest : { ...rest, unit: '', scale: 1 };
  compare(compared, written, findings, locale);
}

/** Names the fields that the written file does not give back. */
function compare(now: object, written: object | undefined, findings: Findings, locale: Locale): void {
  const back = new Map<string, unknown>(written === undefined ? [] : Object.entries(written));
  for (const [field, value] of Object.entries(now)) {
    if (NOT_COMPARED.has(field) || (isDefault(field, value) && !back.has(field))) continue;
    const simple = simplified(value, locale);
    if (isLocalized(value)) findings.add('text.language', { field });
    if (stable(simple) !== stable(simplified(back.get(field), locale))) findings.add('field.lost', { field });
  }
}

/** What a field is without being there. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  scale: 1,
  draw: 'lines',
  paint: 'number',
  sort: 'none',
  orientation: 'horizontal',
};

const isDefault = (field: string, value: unknown) =>
  value === false || (Object.hasOwn(DEFAULTS, field) && DEFAULTS[field] === value);

/** As a file of one language has it; queries may be renamed, and defaults left out. */
function simplified(value: unknown, locale: Locale): unknown {
  if (isLocalized(value)) return value[locale];
  if (Array.isArray(value)) return value.map((item: unknown) => simplified(item, locale));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(
    ([key, child]) => !('expr' in value && key === 'id') && !isDefault(key, child),
  );
  return Object.fromEntries(
    fields.map(([key, child]: [string, unknown]) => [key, simplified(child, locale)]),
  );
}

function isLocalized(value: unknown): value is Localized {
  return typeof value === 'object' && value !== null && 'en' in value && 'zh-CN' in value;
}

/** Numbers are the same up to what scaling there and back costs. */
function stable(value: unknown): string {
  return (
    JSON.stringify(value, (_, child: unknown) => {
      if (typeof child === 'number') return Number(child.toPrecision(12));
      if (typeof child !== 'object' || child === null || Array.isArray(child)) return child;
      return Object.fromEntries(Object.entries(child).sort(([a], [b]) => (a < b ? -1 : 1)));
    }) ?? ''
  );
}
