import type { z } from 'zod';
import type { Dashboard, JsonObject } from '../model.ts';
import { DashboardSchema } from '../schema.ts';
import { readDocument } from './document.ts';
import { grafanaBody, readGrafana } from './grafana/readGrafana.ts';
import { kubesphereVersion, readKubesphere } from './kubesphere/readKubesphere.ts';
import { Refusal, type Report, refuse } from './report.ts';
import type { TracedDashboard } from './traced.ts';

export interface Imported {
  readonly dashboard: Dashboard;
  readonly report: Report;
}

/** The dashboard in a YAML or JSON text of KubeSphere's or Grafana's format. Throws a `Refusal` where there is none. */
export function importDashboard(text: string): Imported {
  return importDocument(readDocument(text));
}

/**
 * The dashboard in an object that is known to be plain JSON (`plainDocument`), e.g. from the Kubernetes API. Throws a
 * `Refusal` where there is none.
 */
export function importDocument(document: JsonObject): Imported {
  const { dashboard, report } = traced(document);
  refuseLimits(dashboard);
  return { dashboard, report };
}

function traced(document: JsonObject): TracedDashboard {
  const version = kubesphereVersion(document);
  if (version !== undefined) return readKubesphere(document, version);
  const body = grafanaBody(document);
  if (body !== undefined) return readGrafana(body, document);
  const { apiVersion, kind } = document;
  throw new Refusal('input.unknownFormat', { apiVersion: word(apiVersion), kind: word(kind) });
}

/** Nothing of a file is cut off in silence: what the console's own form has no room for refuses the file, by its place. */
function refuseLimits({ origin: _, ...dashboard }: Dashboard): void {
  const { error } = DashboardSchema.safeParse(dashboard);
  const [first] = error === undefined ? [] : tooBig(error.issues);
  if (first !== undefined) refuse('input.limit', { field: first.path.join('.'), limit: first.maximum });
}

interface TooBig {
  readonly path: readonly PropertyKey[];
  readonly maximum: string;
}

/** Of a choice of forms, the deepest way into any of them. */
function tooBig(issues: readonly z.core.$ZodIssue[], at: readonly PropertyKey[] = []): readonly TooBig[] {
  return issues.flatMap((issue): readonly TooBig[] => {
    const path = [...at, ...issue.path];
    if (issue.code === 'too_big' && issue.origin !== 'number' && issue.origin !== 'int')
      return [{ path, maximum: String(issue.maximum) }];
    return issue.code === 'invalid_union' ? issue.errors.flatMap((one) => tooBig(one, path)) : [];
  });
}

function word(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 100) : '';
}
