import { referencesIn } from '../../promql/index.ts';
import {
  asksQueries,
  type Dashboard,
  type DashboardPanel,
  type QueryPanel,
  type Thresholds,
  type Variable,
} from '../model.ts';
import type { ValueFormat } from '../units.ts';
import { readVariableQuery } from '../variables/index.ts';
import type { LintFacts, LintFinding } from './finding.ts';
import { lintEmpty } from './lintEmpty.ts';
import { lintQuery } from './lintQuery.ts';
import { lintTitle } from './lintTitle.ts';
import { lintUnits } from './lintUnits.ts';

/** What is wrong in a dashboard, or can't be shown of this cluster, panel by panel. */
export function lintDashboard(dashboard: Dashboard, facts: LintFacts): readonly LintFinding[] {
  return [
    ...dashboard.panels.filter(asksQueries).flatMap((panel) => lintPanel(panel, facts)),
    ...dashboard.variables.flatMap((variable) => lintVariable(variable, facts)),
  ];
}

function lintPanel(panel: QueryPanel, facts: LintFacts): readonly LintFinding[] {
  const ofQueries = panel.queries.flatMap((query): readonly LintFinding[] => {
    const found = lintQuery(query.expr, { panel: panel.id, query: query.id }, facts);
    if (found.some(({ severity }) => severity === 'error')) return found;
    return [...found, ...lintEmpty(panel.id, query, facts)];
  });
  return [...lintUnits(panel), ...lintTitle(panel), ...ofQueries];
}

/** A variable's query without variables of its own is judged as a panel's. */
function lintVariable(variable: Variable, facts: LintFacts): readonly LintFinding[] {
  if (variable.kind !== 'query') return [];
  const { name, query } = variable;
  const place = { variable: name };
  const asked = readVariableQuery(query);
  if (asked === undefined)
    return [
      {
        id: `query.invalid:$${name}:`,
        code: 'query.invalid',
        severity: 'error',
        ...place,
        params: { position: '1', seen: query.slice(0, 30) },
      },
    ];
  const inner = 'match' in asked ? asked.match : 'expr' in asked ? asked.expr : undefined;
  if (inner === undefined || referencesIn(inner).length > 0) return [];
  const label = asked.kind === 'labelValues' ? asked.label : undefined;
  // As `by`, the label that is asked for is judged like those of a panel's query.
  const judged = label === undefined ? inner : `count by (${label}) (${inner})`;
  const back = (expr: string) => (label === undefined ? query.replace(inner, expr) : relabelled(expr, query));
  return lintQuery(judged, place, facts).map(({ span: _, fix, ...finding }) =>
    fix?.kind === 'expr' ? { ...finding, fix: { kind: 'expr', expr: back(fix.expr) } } : finding,
  );
}

/** `label_values(…, label)` again, of a query that was judged as `count by (label) (…)`. */
function relabelled(expr: string, otherwise: string): string {
  const [, label, inner] = /^count by \(([^)]*)\) \((.*)\)$/s.exec(expr) ?? [];
  return label === undefined || inner === undefined ? otherwise : `label_values(${inner}, ${label})`;
}

/**
 * The dashboard with the chosen findings made good, one after the other: a fix may be the end of others.
 * Those that have no fix, or are not found any more, stay without effect.
 */
export function fixDashboard(dashboard: Dashboard, facts: LintFacts, ids: readonly string[]): Dashboard {
  return ids.reduce((fixed, id) => {
    const finding = lintDashboard(fixed, facts).find((one) => one.id === id);
    return finding === undefined ? fixed : withFix(fixed, finding);
  }, dashboard);
}

function withFix(dashboard: Dashboard, { fix, panel, query, variable }: LintFinding): Dashboard {
  if (fix === undefined) return dashboard;
  const panels = dashboard.panels.map((one): DashboardPanel => {
    if (one.id !== panel || !asksQueries(one)) return one;
    if (fix.kind === 'unit') return withFormat(one, fix.format);
    const queries = one.queries.map((asked) => (asked.id === query ? { ...asked, expr: fix.expr } : asked));
    return { ...one, queries };
  });
  const variables = dashboard.variables.map((one) =>
    one.name === variable && one.kind === 'query' && fix.kind === 'expr' ? { ...one, query: fix.expr } : one,
  );
  return { ...dashboard, panels, variables };
}

/** The panel with its values read otherwise: its limits are of the same values as before. */
function withFormat<P extends QueryPanel>(panel: P, { unit, scale }: ValueFormat): P {
  const factor = scale / (panel.scale ?? 1);
  const { min, max, thresholds } = panel;
  return {
    ...panel,
    unit,
    scale,
    ...(min === undefined ? {} : { min: min * factor }),
    ...(max === undefined ? {} : { max: max * factor }),
    ...(thresholds === undefined ? {} : { thresholds: scaled(thresholds, factor) }),
  };
}

function scaled(thresholds: Thresholds, factor: number): Thresholds {
  if ('warning' in thresholds)
    return { warning: thresholds.warning * factor, critical: thresholds.critical * factor };
  if (thresholds.relative === true) return thresholds;
  const steps = thresholds.steps.map(({ from, colour }) => ({
    from: from === null ? null : from * factor,
    colour,
  }));
  return { ...thresholds, steps };
}
