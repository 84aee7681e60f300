/** What every page says around its own content. */
export const en = {
  appName: 'GPU Console',
  noCluster: 'No cluster is configured',
  noClusterDetail: 'Give the server at least one cluster, then load this page again.',
  failed: 'This page could not be shown',
  partial: {
    silent: {
      kubernetes: 'Kubernetes does not answer: pods, requests and node states are missing or old.',
      prometheus:
        'Prometheus does not answer: utilization, memory, power and temperatures are missing or old.',
    },
    inPart: {
      kubernetes: 'Kubernetes answers in part only: some of what is shown here is missing or unknown.',
      prometheus: 'Prometheus answers in part only: some of what is shown here is missing or unknown.',
    },
    unknown: 'Not known',
    unknownDetail: 'Some of what this needs could not be read: see the notice above.',
    since: (ago: string) => `Last response: ${ago}.`,
    never: 'No response yet.',
  },
  notYours: 'Not yours to see',
  clearFilter: 'Clear the filter',
  signedOut: 'You are signed out',
  signIn: 'Sign in again',
  sessionEnded: 'Your session has ended',
  sessionEndedDetail: 'What you see is as it was; it is not updated any more.',
  updated: (ago: string) => `Updated ${ago}.`,
  notFound: {
    title: 'There is no such page',
    detail: 'The address may be mistyped, or what it showed is gone.',
    back: 'To the overview',
  },
};

export type PageTexts = typeof en;
