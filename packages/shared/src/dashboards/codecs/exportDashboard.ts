import type { Locale } from '../../units/index.ts';
import type { Dashboard, DashboardFormat, JsonObject } from '../model.ts';
import { exportReport } from './exportReport.ts';
import { grafanaBody, readGrafana } from './grafana/readGrafana.ts';
import { writeGrafana } from './grafana/writeGrafana.ts';
import { readKubesphere } from './kubesphere/readKubesphere.ts';
import { type KubesphereOptions, writeKubesphere } from './kubesphere/writeKubesphere.ts';
import type { Report } from './report.ts';

export interface ExportOptions {
  readonly format: DashboardFormat;
  /** The language of texts that the dashboard has in several. */
  readonly locale: Locale;
  /** Kind and namespace of a KubeSphere object; those of the file that the dashboard came from without it. */
  readonly object?: NonNullable<KubesphereOptions['object']>;
}

export interface Exported {
  readonly document: JsonObject;
  readonly report: Report;
}

/**
 * The dashboard in another program's format, and what that could not hold. If it came from a file of that format,
 * the result is that file with just what was changed since.
 */
export function exportDashboard(dashboard: Dashboard, { format, ...options }: ExportOptions): Exported {
  const { document, ids, back } = written(dashboard, format, options);
  return { document, report: exportReport(dashboard, back, ids, options.locale) };
}

function written(dashboard: Dashboard, format: DashboardFormat, options: Omit<ExportOptions, 'format'>) {
  if (format === 'grafana') {
    const { document, ids } = writeGrafana(dashboard, options.locale);
    return { document, ids, back: readGrafana(grafanaBody(document) ?? document).dashboard };
  }
  const version = format === 'kubesphere-v1alpha1' ? 'v1alpha1' : 'v1alpha2';
  const { document, ids } = writeKubesphere(dashboard, { version, ...options });
  return { document, ids, back: readKubesphere(document, version).dashboard };
}
