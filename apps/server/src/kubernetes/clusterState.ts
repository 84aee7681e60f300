import { type GpuResourceTest, gpuResourceTest } from '@gpu-console/shared/kubernetes';
import { z } from 'zod';
import { isKnown, type Known, known, unknown } from '../known.ts';
import { SourceHealth } from '../sourceHealth.ts';
import { type ClaimRecord, claimRecord, type SliceRecord, sliceRecord } from './claims.ts';
import { type ComponentRecord, componentRecord } from './componentRecord.ts';
import type { KubernetesApi } from './kubernetesApi.ts';
import { NodeObject, PodObject, ResourceClaimObject, ResourceSliceObject } from './objects.ts';
import {
  ClusterPolicyObject,
  type DriverRecord,
  driverRecord,
  NvidiaDriverObject,
  type PolicyRecord,
  policyRecord,
} from './policies.ts';
import { type NodeRecord, nodeRecord, type PodRecord, podRecord } from './records.ts';
import { reflect } from './reflector.ts';
import { type OptionalTarget, reflectWhereServed } from './whereServed.ts';

const Version = z.object({ gitVersion: z.string() });
const Named = z.object({ metadata: z.object({ name: z.string(), namespace: z.string().default('') }) });
type Named = z.infer<typeof Named>;

/** What the console knows of the cluster now. Namespaced objects are by `namespace/name`. */
export interface ClusterView {
  /** The nodes that have GPUs, or should. */
  readonly nodes: ReadonlyMap<string, NodeRecord>;
  /** The pods that ask for GPUs, or for devices by claim. */
  readonly pods: ReadonlyMap<string, PodRecord>;
  /** The operator's pods, and what is installed in its place. */
  readonly components: ReadonlyMap<string, ComponentRecord>;
  readonly claims: ReadonlyMap<string, ClaimRecord>;
  readonly slices: ReadonlyMap<string, SliceRecord>;
}

/** One kind of object, and the tables in which the records made of it are kept. */
interface Collection {
  readonly path: string;
  /** Older versions in which it may be served. A kind that has them may not be there at all, or not be allowed. */
  readonly orElse?: readonly string[];
  readonly clear: () => void;
  readonly remove: (key: string) => void;
  readonly put: (object: unknown) => void;
}

/** Kept equal to the API server by list and watch; small records only, whatever the objects weigh. */
export class ClusterState implements ClusterView {
  readonly nodes = new Map<string, NodeRecord>();
  readonly pods = new Map<string, PodRecord>();
  readonly components = new Map<string, ComponentRecord>();
  readonly claims = new Map<string, ClaimRecord>();
  readonly slices = new Map<string, SliceRecord>();
  readonly #policies = new Map<string, PolicyRecord>();
  readonly #drivers = new Map<string, DriverRecord>();
  readonly health = new SourceHealth();
  /** Why a collection that is served cannot be read, by resource. */
  readonly unreadable = new Map<string, string>();
  /** Grows with every change, so that what is derived can be kept until the next. */
  version = 0;
  readonly #onUnreadable: (problem: string) => void;
  readonly #collections: readonly Collection[];
  readonly #listed = new Set<Collection>();
  readonly #notServed = new Set<string>();
  /** The API server is heard only while no core collection fails: one may be forbidden and the other not. */
  readonly #failing = new Set<Collection>();
  #gitVersion: string | null = null;

  /** @param onUnreadable hears of objects that make no sense, which are left out */
  constructor(
    isGpu: GpuResourceTest = gpuResourceTest(),
    onUnreadable: (problem: string) => void = () => {},
  ) {
    this.#onUnreadable = onUnreadable;
    const betas = ['v1beta2', 'v1beta1'];
    this.#collections = [
      this.#collection('/api/v1/nodes', NodeObject, [into(this.nodes, (node) => nodeRecord(node, isGpu))]),
      this.#collection('/api/v1/pods', PodObject, [
        into(this.pods, (pod) => podRecord(pod, isGpu)),
        into(this.components, (pod) => componentRecord(pod, isGpu)),
      ]),
      this.#collection(
        '/apis/resource.k8s.io/v1/resourceclaims',
        ResourceClaimObject,
        [into(this.claims, claimRecord)],
        betas,
      ),
      this.#collection(
        '/apis/resource.k8s.io/v1/resourceslices',
        ResourceSliceObject,
        [into(this.slices, sliceRecord)],
        betas,
      ),
      this.#collection(
        '/apis/nvidia.com/v1/clusterpolicies',
        ClusterPolicyObject,
        [into(this.#policies, policyRecord)],
        [],
      ),
      this.#collection(
        '/apis/nvidia.com/v1alpha1/nvidiadrivers',
        NvidiaDriverObject,
        [into(this.#drivers, driverRecord)],
        [],
      ),
    ];
  }

  /** True once the core collections have been listed. */
  get synced(): boolean {
    return this.#collections.every((one) => one.orElse !== undefined || this.#listed.has(one));
  }

  /** Unix seconds as of which this is right: now while the watches stand, else when the API server was last heard. */
  get asOf(): number | null {
    if (!this.synced) return null;
    return this.health.state.state === 'ok' ? Date.now() / 1000 : this.health.state.lastHeard;
  }

  /** True once every kind has been listed, or is known not to be served or not to be readable. */
  get settled(): boolean {
    return this.#collections.every(
      ({ path }) =>
        isKnown(this.#whereTold(resourceOf(path), new Map())) || this.unreadable.has(resourceOf(path)),
    );
  }

  get policies(): Known<readonly PolicyRecord[]> {
    return this.#whereTold('clusterpolicies', this.#policies);
  }

  get drivers(): Known<readonly DriverRecord[]> {
    return this.#whereTold('nvidiadrivers', this.#drivers);
  }

  /** A kind that is not served has no objects. */
  #whereTold<T>(resource: string, objects: ReadonlyMap<string, T>): Known<readonly T[]> {
    const refused = this.unreadable.get(resource);
    if (refused !== undefined) return unknown(refused);
    const told =
      this.#notServed.has(resource) || [...this.#listed].some(({ path }) => resourceOf(path) === resource);
    return told ? known([...objects.values()]) : unknown('not listed yet');
  }

  /** Follows the API server until `signal` aborts. */
  async follow(api: KubernetesApi, signal: AbortSignal): Promise<void> {
    await Promise.all(
      this.#collections.map((collection) =>
        collection.orElse === undefined
          ? reflect(api, collection, this.#target(collection, api), signal)
          : reflectWhereServed(
              api,
              { ...collection, orElse: collection.orElse },
              this.#target(collection, api),
              signal,
            ),
      ),
    );
  }

  #collection<T extends z.ZodType<Named>>(
    path: string,
    schema: T,
    tables: readonly Table<z.output<T>>[],
    orElse?: readonly string[],
  ): Collection {
    return {
      path,
      ...(orElse && { orElse }),
      clear: () => {
        for (const { map } of tables) map.clear();
      },
      remove: (key) => {
        for (const { map } of tables) map.delete(key);
      },
      put: (object) => {
        const parsed = this.#read(schema, object);
        if (parsed !== undefined) for (const { put } of tables) put(keyOf(parsed), parsed);
      },
    };
  }

  #target(collection: Collection, api: KubernetesApi): OptionalTarget {
    const isCore = collection.orElse === undefined;
    const resource = resourceOf(collection.path);
    const apply = (object: unknown) => {
      this.version += 1;
      collection.put(object);
    };
    return {
      replace: (objects) => {
        this.version += 1;
        collection.clear();
        for (const object of objects) apply(object);
        this.#listed.add(collection);
        if (isCore) void this.#readVersion(api);
      },
      apply,
      remove: (object) => {
        this.version += 1;
        const named = Named.safeParse(object);
        if (named.success) collection.remove(keyOf(named.data));
      },
      heard: () => {
        this.#failing.delete(collection);
        this.unreadable.delete(resource);
        this.#heard();
      },
      failed: (reason) => {
        if (isCore) {
          this.#failing.add(collection);
          this.health.failed(reason);
        } else this.unreadable.set(resource, reason);
      },
      served: (path) => {
        if (path === undefined) this.#notServed.add(resource);
        else this.#notServed.delete(resource);
      },
    };
  }

  async #readVersion(api: KubernetesApi): Promise<void> {
    const version = await api.get('/version').catch(() => undefined);
    const parsed = Version.safeParse(version);
    if (!parsed.success) return;
    this.#gitVersion = parsed.data.gitVersion;
    this.#heard();
  }

  #heard(): void {
    if (this.#failing.size === 0) this.health.heard(this.#gitVersion);
  }

  #read<T extends z.ZodType>(schema: T, object: unknown): z.output<T> | undefined {
    const parsed = schema.safeParse(object);
    if (parsed.success) return parsed.data;
    const named = Named.safeParse(object);
    const name = named.success ? keyOf(named.data) : 'an object without a name';
    this.#onUnreadable(`${name}: ${z.prettifyError(parsed.error)}`);
    return undefined;
  }
}

interface Table<T> {
  readonly map: Map<string, unknown>;
  readonly put: (key: string, object: T) => void;
}

/** A table whose records are made of objects; one that gives no record is not kept. */
function into<T, R>(map: Map<string, R>, record: (object: T) => R | undefined): Table<T> {
  const put = (key: string, object: T) => {
    const value = record(object);
    if (value === undefined) map.delete(key);
    else map.set(key, value);
  };
  return { map, put };
}

function resourceOf(path: string): string {
  return path.split('/').at(-1) ?? '';
}

function keyOf({ metadata: { name, namespace } }: Named): string {
  return namespace === '' ? name : `${namespace}/${name}`;
}
