const PREFIX = 'problem-';

/** The fragment of an address that leads to a problem on the page of what it is about. */
export function problemAnchor(id: string): string {
  return PREFIX + id.replace(/[^\w.-]+/g, '-');
}

export function isProblemAnchor(hash: string): boolean {
  return hash.startsWith(PREFIX);
}
