import type { StoredDashboard } from '@gpu-console/shared/contract';
import type { Dashboard } from '@gpu-console/shared/dashboards';
import { useQueryClient } from '@tanstack/react-query';
import { send } from '../api/client.ts';
import { endpointKey } from '../api/keys.ts';
import { live } from '../api/queries.ts';
import { useCluster } from '../state/cluster.ts';
import { type Task, useTask } from './useTask.ts';

interface Saving {
  /** @param version the one that was changed; null for a dashboard that is new */
  readonly save: (dashboard: Dashboard, version: string | null) => Promise<StoredDashboard>;
  readonly task: Task;
}

/** Saves a dashboard, and has them all asked for again, whether it went well or not. */
export function useSave(): Saving {
  const client = useQueryClient();
  const { id: cluster } = useCluster();
  const task = useTask();
  const save = async (dashboard: Dashboard, version: string | null) => {
    try {
      return await send('saveDashboard', { cluster, dashboard: dashboard.id }, { dashboard, version });
    } finally {
      void client.invalidateQueries({ queryKey: endpointKey('dashboard') });
      void client.invalidateQueries(live('dashboards', { cluster }));
    }
  };
  return { save, task };
}
