import type { Scope } from '@gpu-console/shared/contract';
import { useCluster } from './cluster.ts';
import { namesIn, useView } from './view.ts';

/** What a page needs to be shown: nodes, or everything there is. */
export type ScopeNeed = 'nodes' | 'whole';

/** What is left of a scope when only some namespaces are looked at: of no names, all of it. */
export function narrowedScope({ namespaces, nodes }: Scope, names: readonly string[]): Scope {
  if (names.length === 0) return { namespaces, nodes };
  return { namespaces: names.filter((name) => namespaces?.includes(name) ?? true), nodes: false };
}

/** Whether a scope is enough; one that is not known is not the page's to judge. */
export function satisfies(scope: Scope | null, need: ScopeNeed | null): boolean {
  if (scope === null || need === null) return true;
  return scope.nodes && (need === 'nodes' || scope.namespaces === null);
}

/** What the page shows of the cluster: what the reader may see, as far as they look at it; null where nobody knows. */
export function useScope(): Scope | null {
  const { scope } = useCluster();
  const { namespaces } = useView();
  return scope === null ? null : narrowedScope(scope, namesIn(namespaces));
}
