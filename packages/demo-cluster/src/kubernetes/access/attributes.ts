import { isWatch } from '../listing.ts';
import { parseResourcePath } from '../resourcePath.ts';
import { requiredName } from '../selectors.ts';

/** What is to be done with which resource; a field that does not apply is empty. */
export interface ResourceAttributes {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
}

/** A request for a path that names no resource. */
interface PathAttributes {
  /** The HTTP method in lower case. */
  readonly verb: string;
  readonly path: string;
}

/** What an authorizer judges. */
export type AccessAttributes = ResourceAttributes | PathAttributes;

const VERB_OF_METHOD: Readonly<Record<string, string>> = {
  POST: 'create',
  GET: 'get',
  HEAD: 'get',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/** What an HTTP request asks for, as RequestInfo of k8s.io/apiserver reads it. @throws ApiError 400 for a broken path */
export function attributesOf(method: string, path: string, query: URLSearchParams): AccessAttributes {
  const parsed = parseResourcePath(path);
  if (parsed === undefined) return { verb: method.toLowerCase(), path };
  const { group, plural, name: named, subresource = '' } = parsed;
  const isOne = named !== undefined;
  const verb = VERB_OF_METHOD[method] ?? '';
  // A namespace lies within itself, so that a RoleBinding in it can let people read it.
  const namespace = parsed.namespace ?? (plural === 'namespaces' ? named : undefined) ?? '';
  const of = { group, resource: plural, subresource, namespace };
  if (!isOne && verb === 'get') {
    const name = requiredName(query.get('fieldSelector') ?? '') ?? '';
    return { ...of, verb: isWatch(query) ? 'watch' : 'list', name };
  }
  return { ...of, verb: !isOne && verb === 'delete' ? 'deletecollection' : verb, name: named ?? '' };
}
