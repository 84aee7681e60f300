export * from './parseQuery.ts';
export * from './rewriteQuery.ts';
export * from './strings.ts';
export * from './variableReferences.ts';
