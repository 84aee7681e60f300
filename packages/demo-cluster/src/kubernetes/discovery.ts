import type { JsonRecord } from './jsonAccess.ts';
import type { ApiGroup, ResourceRegistry } from './resourceRegistry.ts';
import { apiVersionOf, type ResourceType } from './resourceTypes.ts';

/** What `/version` answers; `gitVersion` is the only field clients judge by. */
export interface ServerVersion {
  gitVersion: string;
  major?: string;
  minor?: string;
  platform?: string;
  [field: string]: unknown;
}

/** The full `/version` document, with major and minor taken from `gitVersion` where they are not given. */
export function versionDocument(version: ServerVersion): JsonRecord {
  const [, major = '', minor = ''] = /^v(\d+)\.(\d+)/.exec(version.gitVersion) ?? [];
  return { major, minor, compiler: 'gc', platform: 'linux/amd64', ...version };
}

/** The answer to a discovery path, or undefined when the path is not one. */
export function discoveryDocument(path: string, registry: ResourceRegistry): JsonRecord | undefined {
  const [root, group, version, ...rest] = path.split('/').filter(Boolean);
  if (rest.length > 0) return undefined;
  if (root === 'api') {
    if (group === undefined) return { kind: 'APIVersions', versions: ['v1'] };
    return version === undefined ? resourceList('', group, registry) : undefined;
  }
  if (root !== 'apis') return undefined;
  const groups = registry.groups();
  if (group === undefined) {
    return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map(groupDocument) };
  }
  if (version !== undefined) return resourceList(group, version, registry);
  const found = groups.find(({ name }) => name === group);
  return found && { kind: 'APIGroup', apiVersion: 'v1', ...groupDocument(found) };
}

function groupDocument({ name, versions }: ApiGroup): JsonRecord {
  const entries = versions.map((version) => ({ groupVersion: `${name}/${version}`, version }));
  return { name, versions: entries, preferredVersion: entries[0] };
}

function resourceList(group: string, version: string, registry: ResourceRegistry): JsonRecord | undefined {
  const types = registry.types().filter((type) => type.group === group && type.version === version);
  if (types.length === 0) return undefined;
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf({ group, version }),
    resources: types.flatMap((type) => [resourceDocument(type), ...subresourceDocuments(type)]),
  };
}

function resourceDocument(type: ResourceType): JsonRecord {
  const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
  return {
    name: type.plural,
    singularName: type.singular,
    namespaced: type.namespaced,
    kind: type.kind,
    verbs: type.reviewOnly ? ['create'] : verbs,
    ...(type.shortNames.length > 0 && { shortNames: type.shortNames }),
    ...(type.categories.length > 0 && { categories: type.categories }),
  };
}

function subresourceDocuments(type: ResourceType): JsonRecord[] {
  return type.subresources.map((subresource) => {
    const shared = { name: `${type.plural}/${subresource}`, singularName: '', namespaced: type.namespaced };
    switch (subresource) {
      case 'binding':
        return { ...shared, kind: 'Binding', verbs: ['create'] };
      case 'eviction':
        return { ...shared, group: 'policy', version: 'v1', kind: 'Eviction', verbs: ['create'] };
      case 'log':
        return { ...shared, kind: type.kind, verbs: ['get'] };
      default:
        return { ...shared, kind: type.kind, verbs: ['get', 'patch', 'update'] };
    }
  });
}
