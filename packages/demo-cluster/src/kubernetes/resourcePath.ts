import { badRequest } from './status.ts';

/** What a path says of resources: `/api/v1/…` or `/apis/GROUP/VERSION/…`, whether anything is served there or not. */
export interface ResourcePath {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly namespace: string | undefined;
  readonly plural: string;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
  /** What follows the subresource. */
  readonly rest: readonly string[];
}

/** Undefined for a path of discovery, or of no API at all. @throws ApiError 400 for a broken escape */
export function parseResourcePath(path: string): ResourcePath | undefined {
  const [root, ...segments] = path.split('/').filter(Boolean).map(decodeSegment);
  if (root !== 'api' && root !== 'apis') return undefined;
  const group = root === 'apis' ? (segments.shift() ?? '') : '';
  const version = segments.shift() ?? '';
  if (segments.length === 0) return undefined;
  // `/namespaces/NAME` is the object itself, `/namespaces/NAME/status` its status; anything longer lies within it.
  const within = segments[0] === 'namespaces' && segments.length > 2 && segments[2] !== 'status';
  const namespace = within ? segments[1] : undefined;
  const [plural = '', name, subresource, ...rest] = within ? segments.slice(2) : segments;
  return { group, version, namespace, plural, name, subresource, rest };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw badRequest(`invalid path segment: ${segment}`);
  }
}
