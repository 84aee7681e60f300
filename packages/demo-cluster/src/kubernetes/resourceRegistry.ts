import { isRecord, listAt, recordAt, textAt, valueAt } from './jsonAccess.ts';
import type { KubeObject, ObjectStore } from './objectStore.ts';
import type { ResourceType } from './resourceTypes.ts';

/** One API group with its versions, the preferred one first. */
export interface ApiGroup {
  name: string;
  versions: string[];
}

/** Which resources the server serves at this moment: the built-in ones and whatever the CRDs in the store define. */
export class ResourceRegistry {
  readonly #store: ObjectStore;
  readonly #builtIn: readonly ResourceType[];

  constructor(store: ObjectStore, builtIn: readonly ResourceType[]) {
    this.#store = store;
    this.#builtIn = builtIn;
  }

  /** Every resource in every version served. */
  types(): ResourceType[] {
    return [...this.#builtIn, ...this.#store.list('CustomResourceDefinition').flatMap(typesOfDefinition)];
  }

  find(group: string, version: string, plural: string): ResourceType | undefined {
    return this.types().find(
      (type) => type.group === group && type.version === version && type.plural === plural,
    );
  }

  /** The named groups (the core group has no name and is not among them). */
  groups(): ApiGroup[] {
    const groups = new Map<string, string[]>();
    for (const { group, version } of this.types()) {
      if (!group) continue;
      const versions = groups.get(group) ?? [];
      if (!versions.includes(version)) versions.push(version);
      groups.set(group, versions);
    }
    return [...groups].map(([name, versions]) => ({ name, versions: versions.sort(byPreference) }));
  }

  /** The version entry of the CRD that defines a type; undefined for built-in types. */
  definitionOf(type: ResourceType): unknown {
    const definition = this.#store.get('CustomResourceDefinition', undefined, `${type.plural}.${type.group}`);
    return listAt(definition, 'spec', 'versions').find((version) => textAt(version, 'name') === type.version);
  }
}

function typesOfDefinition(definition: KubeObject): ResourceType[] {
  const { spec } = definition;
  const names = recordAt(spec, 'names');
  return listAt(spec, 'versions')
    .filter((version) => valueAt(version, 'served') === true)
    .map((version) => ({
      group: textAt(spec, 'group'),
      version: textAt(version, 'name'),
      plural: textAt(names, 'plural'),
      singular: textAt(names, 'singular') || textAt(names, 'kind').toLowerCase(),
      kind: textAt(names, 'kind'),
      namespaced: textAt(spec, 'scope') === 'Namespaced',
      shortNames: texts(names['shortNames']),
      categories: texts(names['categories']),
      subresources: isRecord(valueAt(version, 'subresources', 'status')) ? ['status'] : [],
      counted: true,
    }));
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Kubernetes' version priority: v2 before v1 before v1beta2 before v1beta1 before v1alpha1. */
function byPreference(a: string, b: string): number {
  const rank = (version: string): number[] => {
    const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
    if (!match) return [-1];
    const stage = match[2] === undefined ? 2 : match[2] === 'beta' ? 1 : 0;
    return [stage, Number(match[1]), Number(match[3] ?? 0)];
  };
  const [left, right] = [rank(a), rank(b)];
  for (let i = 0; i < 3; i++) {
    const difference = (right[i] ?? 0) - (left[i] ?? 0);
    if (difference) return difference;
  }
  return a.localeCompare(b);
}
