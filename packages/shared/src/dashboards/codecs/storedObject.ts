import type { Locale } from '../../units/index.ts';
import type { Dashboard, JsonObject } from '../model.ts';
import { DashboardSchema } from '../schema.ts';
import { isObject } from './document.ts';
import { type ExportOptions, exportDashboard } from './exportDashboard.ts';
import { type Imported, importDocument } from './importDashboard.ts';
import { isSame } from './threeWayMerge.ts';

/** Holds, beside KubeSphere's own fields, the whole dashboard: places on the grid, thresholds, texts in two languages. */
const WHOLE = 'gpu-console.io/dashboard';

/** Kubernetes takes 256 KiB of annotations on an object; a dashboard past this is stored without. */
const MOST_CHARACTERS = 100_000;

/** The dashboard as an object that KubeSphere shows as well as it can, and from which the console reads all of it again. */
export function toStoredObject(
  dashboard: Dashboard,
  locale: Locale,
  object?: ExportOptions['object'],
): JsonObject {
  const place = object === undefined ? {} : { object };
  const { document } = exportDashboard(dashboard, { format: 'kubesphere-v1alpha2', locale, ...place });
  const { origin: _, ...whole } = dashboard;
  const text = JSON.stringify(whole);
  const metadata = isObject(document['metadata']) ? document['metadata'] : {};
  const { [WHOLE]: _old, ...annotations } = isObject(metadata['annotations']) ? metadata['annotations'] : {};
  const kept = text.length > MOST_CHARACTERS ? annotations : { ...annotations, [WHOLE]: text };
  if (Object.keys(kept).length === 0) return document;
  return { ...document, metadata: { ...metadata, annotations: kept } };
}

/**
 * The dashboard in an object. What the console stored beside KubeSphere's fields counts as long as those still say the
 * same: where somebody changed them since, they alone do.
 */
export function fromStoredObject(document: JsonObject, locale: Locale): Imported {
  const imported = importDocument(document);
  const { origin } = imported.dashboard;
  const whole = wholeIn(document);
  if (whole === undefined || origin === undefined) return imported;
  const dashboard: Dashboard = { ...whole, origin };
  const written = exportDashboard(dashboard, { format: origin.format, locale }).document;
  return isSame(written, document) ? { dashboard, report: [] } : imported;
}

function wholeIn({ metadata }: JsonObject): Dashboard | undefined {
  const annotations = isObject(metadata) ? metadata['annotations'] : undefined;
  const text = isObject(annotations) ? annotations[WHOLE] : undefined;
  if (typeof text !== 'string') return undefined;
  try {
    return DashboardSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
