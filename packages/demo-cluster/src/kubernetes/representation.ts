import { customColumns } from './customColumns.ts';
import type { JsonRecord } from './jsonAccess.ts';
import type { KubeObject } from './objectStore.ts';
import { builtInColumns, type PrinterColumn } from './printerColumns.ts';
import type { ResourceRegistry } from './resourceRegistry.ts';
import { apiVersionOf, type ResourceType } from './resourceTypes.ts';
import { ApiError } from './status.ts';
import { inServedVersion } from './versionConversion.ts';

/** In which of its shapes a client wants an answer. */
export interface Representation {
  shape: 'object' | 'table' | 'metadata';
  /** The meta.k8s.io version of a Table or PartialObjectMetadata. */
  metaVersion: string;
  /** How much of each object a Table carries along. */
  includeObject: 'Metadata' | 'Object' | 'None';
}

/** The fields of a ListMeta. */
export interface ListMeta {
  resourceVersion: string;
  continue?: string;
  remainingItemCount?: number;
}

/**
 * Takes the first acceptable entry of an Accept header, which is how kubectl offers a Table before plain JSON.
 * @throws ApiError 406 when only formats are accepted that this server does not write, such as protobuf
 */
export function negotiate(accept: string | undefined, includeObject: string | null): Representation {
  const include = includeObject === 'Object' || includeObject === 'None' ? includeObject : 'Metadata';
  for (const entry of (accept || '*/*').split(',')) {
    const [mediaType = '', ...parameters] = entry.split(';').map((part) => part.trim());
    if (!['application/json', 'application/*', '*/*'].includes(mediaType)) continue;
    const given = new Map(parameters.map((parameter) => splitOnce(parameter)));
    const metaVersion = given.get('v') ?? 'v1';
    const as = given.get('as');
    if (as === undefined) return { shape: 'object', metaVersion, includeObject: include };
    if (given.get('g') !== 'meta.k8s.io' || !['v1', 'v1beta1'].includes(metaVersion)) continue;
    if (as === 'Table') return { shape: 'table', metaVersion, includeObject: include };
    if (as.startsWith('PartialObjectMetadata'))
      return { shape: 'metadata', metaVersion, includeObject: include };
  }
  throw new ApiError(
    406,
    'NotAcceptable',
    'only the following media types are accepted: application/json, application/json;stream=watch',
  );
}

function splitOnce(parameter: string): [string, string] {
  const at = parameter.indexOf('=');
  return at < 0 ? [parameter, ''] : [parameter.slice(0, at), parameter.slice(at + 1)];
}

/** Puts objects of one type into the representation that a client asked for. */
export class Presenter {
  readonly #type: ResourceType;
  readonly #representation: Representation;
  readonly #columns: readonly PrinterColumn[];
  readonly #now: () => number;

  /** @param now simulated time in Unix seconds, for AGE */
  constructor(
    type: ResourceType,
    representation: Representation,
    registry: ResourceRegistry,
    now: () => number,
  ) {
    const definition = registry.definitionOf(type);
    this.#type = type;
    this.#representation = representation;
    this.#columns = definition === undefined ? builtInColumns(type.kind) : customColumns(definition);
    this.#now = now;
  }

  one(object: KubeObject, withColumns = true): JsonRecord {
    switch (this.#representation.shape) {
      case 'table':
        return this.#table([object], { resourceVersion: object.metadata.resourceVersion ?? '' }, withColumns);
      case 'metadata':
        return this.#partial(object);
      default:
        return inServedVersion(object, this.#type);
    }
  }

  /** A bookmark is an object that has nothing but a version, or a Table without rows. */
  bookmark(object: JsonRecord & { metadata: ListMeta }): JsonRecord {
    switch (this.#representation.shape) {
      case 'table':
        return this.#table([], object.metadata, false);
      case 'metadata':
        return { ...object, kind: 'PartialObjectMetadata', apiVersion: this.#metaApiVersion() };
      default:
        return object;
    }
  }

  many(objects: readonly KubeObject[], metadata: ListMeta): JsonRecord {
    switch (this.#representation.shape) {
      case 'table':
        return this.#table(objects, metadata, true);
      case 'metadata':
        return {
          kind: 'PartialObjectMetadataList',
          apiVersion: this.#metaApiVersion(),
          metadata,
          items: objects.map((object) => this.#partial(object)),
        };
      default:
        return {
          kind: `${this.#type.kind}List`,
          apiVersion: apiVersionOf(this.#type),
          metadata,
          items: objects.map((object) => inServedVersion(object, this.#type)),
        };
    }
  }

  #table(objects: readonly KubeObject[], metadata: ListMeta, withColumns: boolean): JsonRecord {
    const now = this.#now();
    return {
      kind: 'Table',
      apiVersion: this.#metaApiVersion(),
      metadata,
      columnDefinitions: withColumns ? this.#columnDefinitions() : [],
      rows: objects.map((object) => ({
        cells: this.#columns.map((column) => column.cell(object, now)),
        ...(this.#representation.includeObject !== 'None' && {
          object:
            this.#representation.includeObject === 'Object'
              ? inServedVersion(object, this.#type)
              : this.#partial(object),
        }),
      })),
    };
  }

  #columnDefinitions(): JsonRecord[] {
    return this.#columns.map(({ name, type, priority }) => ({
      name,
      type,
      format: name === 'Name' ? 'name' : '',
      description: '',
      priority,
    }));
  }

  #partial({ metadata }: KubeObject): JsonRecord {
    return { kind: 'PartialObjectMetadata', apiVersion: this.#metaApiVersion(), metadata };
  }

  #metaApiVersion(): string {
    return `meta.k8s.io/${this.#representation.metaVersion}`;
  }
}
