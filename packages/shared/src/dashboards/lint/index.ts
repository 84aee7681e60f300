export * from './finding.ts';
export { fixDashboard, lintDashboard } from './lintDashboard.ts';
export { valueFormatOf } from './valueFormatOf.ts';
