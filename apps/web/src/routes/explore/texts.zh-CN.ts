import type { ExploreTexts } from './texts.en.ts';

export const zhCN: ExploreTexts = {
  queries: '查询',
  query: (id) => `查询 ${id}`,
  promqlOf: (id) => `查询 ${id} 的 PromQL`,
  remove: (id) => `移除查询 ${id}`,
  add: '查询',
  run: '运行',
  history: '历史记录',
  graph: '图表',
  graphOf: (ids) => `${ids} 的图表`,
  table: (id) => `${id} 的最新值`,
  asked: '发给 Prometheus 的查询',
  askedWith: (range, step) => `${range}，间隔 ${step}`,
  empty: '还没有查询',
  emptyDetail: '请在上方输入 PromQL，按 Ctrl+Enter 运行，或从历史记录中选择。',
  addToDashboard: '添加到仪表盘',
};
