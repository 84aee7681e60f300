import type { DashboardList } from '@gpu-console/shared/contract';
import type { DashboardTexts } from './texts.en.ts';

/** Why dashboards cannot be changed here, and the way out; null where they can. A directory's faults are told in its own words. */
export function readOnlyReason(list: DashboardList | undefined, texts: DashboardTexts): string | null {
  if (list === undefined || list.readOnly === null) return null;
  return list.store === 'files' ? list.readOnly : texts.writesOff;
}
