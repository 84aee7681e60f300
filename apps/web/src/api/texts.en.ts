/** What went wrong between the page and the server, and the sources' names. */
export const en = {
  sources: { kubernetes: 'Kubernetes', prometheus: 'Prometheus' },
  unreachable: 'The server cannot be reached',
  unreachableDetail: 'It may be down or restarting. This page asks again every few seconds.',
  unexpected: 'Something unexpected happened',
  refused: (status: number) => `The server answered ${status}`,
  /** With its full stop. */
  sentence: (words: string) => `${words}.`,
};

export type ApiTexts = typeof en;
