export * from './finding.ts';
export { fixDashboard, lintDashboard } from './lintDashboard.ts';
