/** What the page says on which queries are tried. */
export const en = {
  queries: 'Queries',
  query: (id: string) => `Query ${id}`,
  promqlOf: (id: string) => `PromQL of query ${id}`,
  remove: (id: string) => `Remove query ${id}`,
  add: 'Query',
  run: 'Run',
  history: 'History',
  graph: 'Graph',
  graphOf: (ids: string) => `Graph of ${ids}`,
  table: (id: string) => `Newest values of ${id}`,
  asked: 'What Prometheus is asked',
  askedWith: (range: string, step: string) => `${range}, every ${step}`,
  empty: 'No query yet',
  emptyDetail: 'Write a PromQL query above and run it with Ctrl+Enter, or take one that you ran before.',
  addToDashboard: 'Add to a dashboard',
};

export type ExploreTexts = typeof en;
