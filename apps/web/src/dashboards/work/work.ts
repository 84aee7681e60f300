import type { Dashboard } from '@gpu-console/shared/dashboards';
import type { ExportOptions, Imported, ReasonCode, Report } from '@gpu-console/shared/dashboards/codecs';
import type { LintFacts, LintFinding } from '@gpu-console/shared/dashboards/lint';

/** A dashboard as the text of a file, and what the format could not hold. */
interface ExportedText {
  readonly text: string;
  readonly report: Report;
}

/** A dashboard of a file, which may hold several: read, or why it cannot be. */
export type ReadDashboard = { readonly name: string } & (
  | { readonly imported: Imported }
  | { readonly refused: Refused }
);

/** What is done with people's files apart from the page, so that none of them can hold it up. */
export interface Work {
  readonly import: (text: string) => readonly ReadDashboard[];
  readonly export: (dashboard: Dashboard, options: ExportOptions) => ExportedText;
  readonly lint: (dashboard: Dashboard, facts: LintFacts) => readonly LintFinding[];
  readonly fix: (dashboard: Dashboard, facts: LintFacts, ids: readonly string[]) => Dashboard;
  /** The metrics that its queries name. */
  readonly metrics: (dashboard: Dashboard) => readonly string[];
}

export type Job = {
  readonly [K in keyof Work]: { readonly do: K; readonly with: Parameters<Work[K]> };
}[keyof Work];

/** Why a file is not taken: the same as a `Refusal`, which does not travel between threads. */
export interface Refused {
  readonly code: ReasonCode;
  readonly params: Readonly<Record<string, string>>;
  readonly line: number | undefined;
}

export type Outcome<T> = { readonly done: T } | { readonly refused: Refused } | { readonly failed: string };

/** What goes to the thread, and what comes back, under one number. */
export interface WorkRequest {
  readonly number: number;
  readonly job: Job;
}
export interface WorkReply {
  readonly number: number;
  readonly outcome: Outcome<unknown>;
}
