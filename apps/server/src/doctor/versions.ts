/** The numbers of a version: `v24.9.2` and `1.19.9-gke.1` alike; empty where it has none. */
export function versionNumbers(text: string): readonly number[] {
  const numbers = /\d+(?:\.\d+)*/.exec(text)?.[0];
  return numbers === undefined ? [] : numbers.split('.').map(Number);
}

/** Negative where `a` is older than `b`, by as many numbers as both have. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [versionNumbers(a), versionNumbers(b)];
  for (const [index, number] of left.entries()) {
    const other = right[index];
    if (other === undefined) break;
    if (number !== other) return number - other;
  }
  return 0;
}

export function isBefore(version: string, other: string): boolean {
  return versionNumbers(version).length > 0 && compareVersions(version, other) < 0;
}

/** The tag, or the digest's beginning, of an image's name; null for none. */
export function imageTag(image: string): string | null {
  const digest = /@sha256:([0-9a-f]{12})/.exec(image)?.[1];
  const tag = /:([^:/@]+)(?:@|$)/.exec(image)?.[1];
  return tag ?? (digest === undefined ? null : `sha256:${digest}`);
}
