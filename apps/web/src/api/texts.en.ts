/** What went wrong between the page and the server, and the sources' names. */
export const en = {
  sources: { kubernetes: 'Kubernetes', prometheus: 'Prometheus' },
  unreachable: 'The server cannot be reached',
  unreachableDetail: 'It may be down or restarting. This page asks again every few seconds.',
  unexpected: 'Something unexpected happened',
  refused: (status: number) => `The server answered ${status}`,
  /** By the code of what the server does not have. */
  missing: {
    cluster_not_found: 'There is no such cluster',
    dashboard_not_found: 'There is no such dashboard',
    gpu_not_found: 'There is no such GPU',
    node_not_found: 'There is no such node',
    panel_not_found: 'There is no such panel',
    pod_not_found: 'There is no such pod',
    not_found: 'There is nothing here',
  },
  /** What follows; the server's own words are English. */
  missingDetail: (words: string) => words,
  /** With its full stop. */
  sentence: (words: string) => `${words}.`,
};

export type ApiTexts = typeof en;
