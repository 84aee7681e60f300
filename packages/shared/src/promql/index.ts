export { enforcedSelectors, enforceMatchers, enforceNamespaces } from './enforceNamespaces.ts';
export { formatPromql } from './formatPromql.ts';
export type { NamespaceRule } from './namespaceMatchers.ts';
export {
  type CallUse,
  type GroupingUse,
  type LabelUse,
  type MatcherUse,
  type ParsedQuery,
  parseQuery,
  type SelectorUse,
  type Span,
} from './parseQuery.ts';
export * from './queryFormat.ts';
export { QueryRefusal } from './queryRefusal.ts';
export * from './rewriteQuery.ts';
export * from './strings.ts';
export * from './variableReferences.ts';
