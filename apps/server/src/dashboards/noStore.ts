import { type DashboardStore, StoreRefusal } from './dashboardStore.ts';

const NOWHERE =
  'This console has no place for dashboards: give it a directory with DASHBOARDS_DIR, which keeps them over restarts.';

/** For a console that was given no place for dashboards. */
export const noStore: DashboardStore = {
  kind: 'none',
  readOnly: NOWHERE,
  list: async () => ({ stored: [], unreadable: [] }),
  get: async () => undefined,
  put: async () => {
    throw new StoreRefusal(NOWHERE);
  },
  remove: async () => {
    throw new StoreRefusal(NOWHERE);
  },
};
