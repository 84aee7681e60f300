declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The dashboard was chosen from a list: the time in its URL is that of the page before. */
    readonly opensDashboard?: boolean;
  }
}

/** For links and navigations that open a dashboard with its own time. */
export const OPENS_DASHBOARD = { opensDashboard: true } as const;
