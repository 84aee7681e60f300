import type { Dashboard, JsonObject } from '../model.ts';
import { readDocument } from './document.ts';
import { grafanaBody, readGrafana } from './grafana/readGrafana.ts';
import { kubesphereVersion, readKubesphere } from './kubesphere/readKubesphere.ts';
import { Refusal, type Report } from './report.ts';
import type { TracedDashboard } from './traced.ts';

export interface Imported {
  readonly dashboard: Dashboard;
  readonly report: Report;
}

/** The dashboard in a YAML or JSON text of KubeSphere's or Grafana's format. Throws a `Refusal` where there is none. */
export function importDashboard(text: string): Imported {
  return importDocument(readDocument(text));
}

/** The dashboard in an object that is known to be plain JSON (`plainDocument`), e.g. from the Kubernetes API. */
export function importDocument(document: JsonObject): Imported {
  const { dashboard, report } = traced(document);
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

function word(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 100) : '';
}
