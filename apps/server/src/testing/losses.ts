/** The keys under which a reply says why something of it is not known; `warnings` says so, too. */
const REASONS: ReadonlySet<string> = new Set(['reason', 'problem', 'message']);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Where a reply counts or lists less than the whole one, as if that were all there is: a list that is shorter or gone, a
 * number that became zero. What is null where there was something says itself that it is not known.
 */
export function losses(whole: unknown, reply: unknown, path = ''): string[] {
  if (Array.isArray(whole)) return lossesOfList(whole, reply, path);
  if (isObject(whole)) {
    if (!isObject(reply)) return [];
    return Object.entries(whole).flatMap(([key, value]) => losses(value, reply[key], `${path}.${key}`));
  }
  return typeof whole === 'number' && whole !== 0 && reply === 0 ? [`${path} is 0`] : [];
}

function lossesOfList(whole: readonly unknown[], reply: unknown, path: string): string[] {
  if (!Array.isArray(reply)) return [];
  if (reply.length < whole.length) return [`${path} has ${reply.length} of ${whole.length}`];
  if (reply.length > whole.length) return [];
  return whole.flatMap((item, index) => losses(item, reply[index], `${path}[${index}]`));
}

/** Every reason that a reply gives, wherever it stands. */
export function explanations(reply: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: unknown) => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (isObject(value))
      for (const [key, part] of Object.entries(value)) {
        if (typeof part === 'string' && REASONS.has(key)) found.add(part);
        else if (key === 'warnings' && Array.isArray(part))
          for (const warning of part) found.add(String(warning));
        else visit(part);
      }
  };
  visit(reply);
  return found;
}
