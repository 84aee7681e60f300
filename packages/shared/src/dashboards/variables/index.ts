export * from './askVariables.ts';
export { inOrder } from './dependencies.ts';
export * from './interpolateQuery.ts';
export { type Filtered, filterValues } from './regexFilter.ts';
export * from './resolveVariables.ts';
export * from './variableQuery.ts';
