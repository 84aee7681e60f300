import { pluralOf } from '@gpu-console/shared/texts';
import { formatNumber } from '@gpu-console/shared/units';

const plural = pluralOf('en');

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
      m: (count: number) => plural(count, 'Last minute', `Last ${count} minutes`),
      h: (count: number) => plural(count, 'Last hour', `Last ${count} hours`),
      d: (count: number) => plural(count, 'Last day', `Last ${count} days`),
    },
    absolute: 'Absolute range',
    zone: 'Time zone',
    browserZone: 'This browser’s',
    from: 'From',
    to: 'To',
    invalid: 'The end has to be after the start.',
    refresh: 'Auto-refresh',
    refreshNow: 'Refresh now',
    every: { off: 'Off', '10s': '10 s', '30s': '30 s', '1m': '1 min', '5m': '5 min' },
  },
  address: {
    unusable: (params: readonly string[]) => `Not usable in the address: ${params.join('; ')}`,
    param: (key: string, value: string, instead: string) => `${key} “${value}” (shown instead: ${instead})`,
    instead: {
      chosen: 'what was chosen here before',
      namespaces: 'the namespaces chosen here before',
      usual: 'the usual',
    },
  },
  cluster: {
    switch: 'Cluster',
    all: 'All clusters',
    gpus: (allocated: string, total: string) => `${allocated} of ${total} GPUs allocated`,
    held: (count: string) => `${count} GPUs held`,
    gpusUnknown: 'GPUs not known',
    unknown: (name: string) => `There is no cluster "${name}"`,
    states: { ok: 'Connected', connecting: 'Connecting', unreachable: 'Unreachable' },
  },
  search: {
    title: 'Search all clusters',
    hint: 'Node, GPU UUID or model, pod, namespace',
    found: 'Found',
    first: (count: number) => `the first ${count}`,
    nothing: (text: string) => `Nothing has "${text}" in its name`,
    nothingInPart: 'Not all clusters could be searched.',
    unsearched: (cluster: string) => `${cluster} could not be searched now:`,
    searchedInPart: (cluster: string) => `${cluster} may have more:`,
    kinds: { node: 'Node', gpu: 'GPU', pod: 'Pod', namespace: 'Namespace' },
  },
  user: {
    label: 'Signed in as',
    groups: 'Groups',
    noGroups: 'none',
    until: 'Until',
    signOut: 'Sign out',
  },
  namespaces: {
    label: 'Namespaces',
    all: 'All namespaces',
    allYours: 'All your namespaces',
    seenAs: (names: string) => `Seen as: ${names}`,
    search: 'Find a namespace',
    pods: (count: number) => plural(count, '1 pod', `${formatNumber(count, 'en')} pods`),
    none: 'No namespace has such a name',
    more: (count: number) => `${formatNumber(count, 'en')} more: find them by name`,
    note: 'Every page shows what somebody sees who may see these namespaces alone.',
  },
  scope: {
    unknown: 'What you may see of this cluster is not known, so it shows nothing.',
    nothing: 'Nothing in this cluster is yours to see',
    nothingDetail:
      'Kubernetes lets you list pods in none of its namespaces. Ask who administers the cluster for a role in yours:',
  },
  theme: { label: 'Theme', light: 'Light', dark: 'Dark', system: 'System' },
  language: 'Language',
};

export type ShellTexts = typeof en;
