import type { z } from 'zod';
import type { Dashboard, JsonObject } from '../model.ts';
import { DashboardSchema } from '../schema.ts';
import { carriedIn } from './containers.ts';
import { isObject, readDocuments } from './document.ts';
import { grafanaBody, readGrafana } from './grafana/readGrafana.ts';
import { hasTabs } from './grafana/schemaV2/layouts.ts';
import { schemaV2Of, toClassic } from './grafana/schemaV2/toClassic.ts';
import { kubesphereVersion, readKubesphere } from './kubesphere/readKubesphere.ts';
import { type Reason, Refusal, type Report, type ReportEntry, refuse } from './report.ts';
import type { TracedDashboard } from './traced.ts';

export interface Imported {
  readonly dashboard: Dashboard;
  readonly report: Report;
}

/** One of the dashboards of a file: read, or why it cannot be. */
export interface Candidate {
  /** What the file calls it, e.g. the key of a ConfigMap. */
  readonly name: string;
  readonly found: Imported | Refusal;
}

/**
 * The dashboards in a YAML or JSON text of KubeSphere's or Grafana's format, also within ConfigMaps, GrafanaDashboards, lists
 * and several documents. What is no dashboard beside one is passed over. Throws a `Refusal` where none can be read.
 */
export function importDashboards(text: string): readonly Candidate[] {
  const candidates = carriedIn(readDocuments(text)).map(({ name, document }): Candidate => {
    try {
      return { name, found: importDocument(document()) };
    } catch (error) {
      if (error instanceof Refusal) return { name, found: error };
      throw error;
    }
  });
  const known = candidates.filter(
    ({ found }) => !(found instanceof Refusal && found.code === 'input.unknownFormat'),
  );
  const all = known.length > 0 ? known : candidates;
  const [refusal] = all.flatMap(({ found }) => (found instanceof Refusal ? [found] : []));
  if (all.length === 0) refuse('input.notAnObject', { field: '' });
  if (refusal !== undefined && all.every(({ found }) => found instanceof Refusal)) throw refusal;
  return all;
}

/** The one dashboard in such a text. Throws a `Refusal` where there is none, or more than one. */
export function importDashboard(text: string): Imported {
  const candidates = importDashboards(text);
  const [first] = candidates;
  if (first === undefined || candidates.length > 1) {
    const names = candidates.map(({ name }) => name).join(', ');
    refuse('input.several', { count: candidates.length, names: names.slice(0, 300) });
  }
  if (first.found instanceof Refusal) throw first.found;
  return first.found;
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

function traced(document: JsonObject): Pick<TracedDashboard, 'dashboard' | 'report'> {
  const version = kubesphereVersion(document);
  if (version !== undefined) return readKubesphere(document, version);
  const v2 = schemaV2Of(document);
  if (v2 !== undefined) return readSchemaV2(v2, document);
  const body = grafanaBody(document);
  if (body !== undefined) return readGrafana(body, document);
  const { apiVersion, kind } = document;
  throw new Refusal('input.unknownFormat', { apiVersion: word(apiVersion), kind: word(kind) });
}

/** Read as the classic JSON that says the same, which is what is kept and exported. */
function readSchemaV2(spec: JsonObject, { metadata }: JsonObject) {
  const name = isObject(metadata) && typeof metadata['name'] === 'string' ? metadata['name'] : undefined;
  const { dashboard, report } = readGrafana(toClassic(spec, name));
  const converted: readonly Reason[] = [
    { code: 'dashboard.converted', params: {} },
    ...(hasTabs(spec['layout']) ? [{ code: 'dashboard.tabs', params: {} } as const] : []),
  ];
  const told = report.map(
    (entry): ReportEntry =>
      entry.of === 'dashboard'
        ? { ...entry, fidelity: 'approximate', reasons: [...converted, ...entry.reasons] }
        : entry,
  );
  return { dashboard, report: told };
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
