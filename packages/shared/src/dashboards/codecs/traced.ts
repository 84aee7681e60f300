import type { Annotation, Dashboard, DashboardPanel, JsonObject, Variable } from '../model.ts';
import type { TracedQuery } from './queryFields.ts';
import type { Report, ReportEntry } from './report.ts';

/** A part of the model and the object of the file that it was read from. */
export interface Trace<T> {
  readonly was: T;
  readonly source: JsonObject;
}

/** The parts of one sort that were read, by id or name, and what became of each. */
export interface Read<T> {
  readonly traces: ReadonlyMap<string, T>;
  readonly entries: readonly ReportEntry[];
}

export interface PanelTrace extends Trace<DashboardPanel> {
  readonly queries: readonly TracedQuery[];
}

/** A dashboard as it was read from a file, and where each of its parts stands there, by id or name. */
export interface TracedDashboard {
  readonly dashboard: Dashboard;
  readonly report: Report;
  readonly panels: ReadonlyMap<string, PanelTrace>;
  readonly variables: ReadonlyMap<string, Trace<Variable>>;
  readonly annotations: ReadonlyMap<string, Trace<Annotation>>;
}
