import type { Dashboard, DashboardPanel } from '@gpu-console/shared/dashboards';

/** A dashboard's panels but for its single numbers: a page of one thing says these as facts. */
export function withoutNumbers({ panels }: Dashboard): readonly DashboardPanel[] {
  return panels.filter(({ kind }) => kind !== 'stat');
}
