/** Past any body that the console's own pages send: a whole dashboard, with the file that it came from. */
export const SHAPE_LIMITS = { values: 250_000, depth: 80 } as const;

/**
 * Why a body is not looked at more closely: checking it against the contract takes long, or ends the stack, where it has
 * a million small parts or is nested a thousand levels deep. Null for what may be checked. Walks without recursion.
 */
export function shapeProblem(body: unknown): string | null {
  let level: readonly unknown[] = [body];
  let count = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    count += level.length;
    if (count > SHAPE_LIMITS.values) return `it has more than ${SHAPE_LIMITS.values} values`;
    if (depth > SHAPE_LIMITS.depth) return `it is nested more than ${SHAPE_LIMITS.depth} levels deep`;
    if (level.some(reachesForPrototypes)) return 'it has a key "__proto__"';
    level = level.flatMap(childrenOf);
  }
  return null;
}

function reachesForPrototypes(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__');
}

function childrenOf(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}
