/** Navigation, menus and pickers around the pages. */
export const en = {
  skip: 'Skip to content',
  nav: {
    label: 'Pages',
    collapse: 'Collapse navigation',
    expand: 'Expand navigation',
    open: 'Open navigation',
    breadcrumbs: 'Breadcrumbs',
  },
  time: {
    apply: 'Apply',
    range: 'Time range',
    last: {
      '15m': 'Last 15 minutes',
      '1h': 'Last hour',
      '3h': 'Last 3 hours',
      '6h': 'Last 6 hours',
      '12h': 'Last 12 hours',
      '24h': 'Last 24 hours',
      '2d': 'Last 2 days',
      '7d': 'Last 7 days',
    },
    absolute: 'Absolute range',
    from: 'From',
    to: 'To',
    invalid: 'The end has to be after the start.',
    refresh: 'Auto-refresh',
    refreshNow: 'Refresh now',
    every: { off: 'Off', '10s': '10 s', '30s': '30 s', '1m': '1 min', '5m': '5 min' },
  },
  cluster: {
    switch: 'Cluster',
    unknown: (name: string) => `There is no cluster "${name}"`,
    states: { ok: 'Connected', connecting: 'Connecting', unreachable: 'Unreachable' },
  },
  theme: { label: 'Theme', light: 'Light', dark: 'Dark', system: 'System' },
  language: 'Language',
};

export type ShellTexts = typeof en;
