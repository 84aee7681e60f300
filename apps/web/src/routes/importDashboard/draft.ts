import type { Dashboard } from '@gpu-console/shared/dashboards';
import type { Report } from '@gpu-console/shared/dashboards/codecs';

/** A dashboard that was read and is not saved yet; another number after each change. */
export interface Draft {
  readonly revision: number;
  readonly dashboard: Dashboard;
  readonly report: Report;
}
