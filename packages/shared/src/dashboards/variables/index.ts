export * from './askVariables.ts';
export { inOrder } from './dependencies.ts';
export * from './interpolateQuery.ts';
export { type Filtered, filterValues } from './regexFilter.ts';
export * from './resolveVariables.ts';
export type { VariableProblem } from './variableProblem.ts';
export * from './variableQuery.ts';
