import type { Scope as ScopeReply } from '@gpu-console/shared/contract';

/** What of a cluster somebody is shown. */
export interface Scope {
  /** The namespaces whose pods are shown; null for all. */
  readonly namespaces: ReadonlySet<string> | null;
  /** Whether nodes are, beyond the names of those where the pods shown run. */
  readonly nodes: boolean;
}

export const WHOLE_CLUSTER: Scope = { namespaces: null, nodes: true };

/** Whether everything is shown. */
export function isWhole({ namespaces, nodes }: Scope): boolean {
  return namespaces === null && nodes;
}

export function shows({ namespaces }: Scope, namespace: string): boolean {
  return namespaces === null || namespaces.has(namespace);
}

/** A text that two scopes share only where they are the same. */
export function scopeKey({ namespaces, nodes }: Scope): string {
  return JSON.stringify([namespaces === null ? null : [...namespaces].sort(), nodes]);
}

export function toReply({ namespaces, nodes }: Scope): ScopeReply {
  return { namespaces: namespaces === null ? null : [...namespaces].sort(), nodes };
}
