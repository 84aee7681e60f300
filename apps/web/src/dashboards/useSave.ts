import type { StoredDashboard } from '@gpu-console/shared/contract';
import type { Dashboard } from '@gpu-console/shared/dashboards';
import { useQueryClient } from '@tanstack/react-query';
import { send } from '../api/client.ts';
import { endpointKey } from '../api/keys.ts';
import { live } from '../api/queries.ts';
import { useView } from '../state/view.ts';

/** @param version the one that was changed; null for a dashboard that is new */
type Save = (dashboard: Dashboard, version: string | null) => Promise<StoredDashboard>;

/** Saves a dashboard, and has them all asked for again, whether it went well or not. */
export function useSave(): Save {
  const client = useQueryClient();
  const view = useView();
  return async (dashboard, version) => {
    try {
      return await send('saveDashboard', { ...view, dashboard: dashboard.id }, { dashboard, version });
    } finally {
      void client.invalidateQueries({ queryKey: endpointKey('dashboard') });
      void client.invalidateQueries(live('dashboards', view));
    }
  };
}
