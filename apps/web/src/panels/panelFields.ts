import type { ResolvedPanel } from '@gpu-console/shared/dashboards';

const FIELD = /\bDCGM_(?:FI|EXP)_[A-Z0-9_]+\b/g;

/** The DCGM fields that a panel's queries read, each once. */
export function panelFields({ queries }: ResolvedPanel): readonly string[] {
  return [...new Set(queries.flatMap(({ expr }) => expr.match(FIELD) ?? []))];
}
