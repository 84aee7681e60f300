import { setMaxListeners } from 'node:events';
import { type GpuResourceTest, gpuResourceTest } from '@gpu-console/shared/kubernetes';
import { z } from 'zod';
import { type Fact, known, unavailable } from '../fact.ts';
import { SourceHealth } from '../sourceHealth.ts';
import {
  type ClaimRecord,
  claimRecord,
  type DeviceClassRecord,
  deviceClassRecord,
  type SliceRecord,
  sliceRecord,
  type TaintRuleRecord,
  taintRuleRecord,
} from './claims.ts';
import { type ComponentRecord, componentRecord } from './componentRecord.ts';
import {
  DeviceClassObject,
  DeviceTaintRuleObject,
  ResourceClaimObject,
  ResourceSliceObject,
} from './deviceObjects.ts';
import type { KubernetesApi } from './kubernetesApi.ts';
import { firstIssue } from './listItems.ts';
import { NodeObject, PodObject } from './objects.ts';
import {
  ClusterPolicyObject,
  type DriverRecord,
  driverRecord,
  GpuClusterObject,
  type GpuClusterRecord,
  gpuClusterRecord,
  NvidiaDriverObject,
  type PolicyRecord,
  policyRecord,
} from './policies.ts';
import { type NodeRecord, namesOfNode, nodeRecord, type PodRecord, podRecord } from './records.ts';
import { reflect } from './reflector.ts';
import { type OptionalTarget, reflectWhereServed } from './whereServed.ts';

const Version = z.object({ gitVersion: z.string() });
const Named = z.object({ metadata: z.object({ name: z.string(), namespace: z.string().default('') }) });

/** Of so many objects, all is derived again at once. */
const SMALL = 200;
const AGE_MS_PER_OBJECT = 0.5;
const MAX_AGE_MS = 2000;
/** As many objects that make no sense as are told apart; of a cluster with more, the count is at least this. */
const MAX_SENSELESS = 10_000;

/** The kinds of dynamic resource allocation. A cluster may have none of them. */
const DEVICE_KINDS = ['resourceclaims', 'resourceslices', 'deviceclasses', 'devicetaintrules'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

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
  readonly deviceClasses: ReadonlyMap<string, DeviceClassRecord>;
  readonly taintRules: ReadonlyMap<string, TaintRuleRecord>;
  /** The kinds of dynamic resource allocation that were never read: that there are none of them means nothing. */
  readonly unreadDevices: ReadonlySet<DeviceKind>;
}

/** One kind of object, and the tables in which the records made of it are kept. */
interface Collection {
  readonly path: string;
  /** Older versions in which it may be served. A kind that has them may not be there at all, or not be allowed. */
  readonly orElse?: readonly string[];
  /** Why objects make no sense, by their key: nothing is known of these. */
  readonly senseless: ReadonlyMap<string, string>;
  readonly isEmpty: () => boolean;
  readonly clear: () => void;
  readonly remove: (key: string) => void;
  readonly put: (object: unknown) => void;
}

/** Kept equal to the API server by list and watch; small records only, whatever the objects weigh. */
export class ClusterState implements ClusterView {
  readonly nodes = new Map<string, NodeRecord>();
  /** By what each node calls itself, those without GPUs among them. */
  readonly nodeNames = new Map<string, readonly string[]>();
  readonly pods = new Map<string, PodRecord>();
  readonly components = new Map<string, ComponentRecord>();
  readonly claims = new Map<string, ClaimRecord>();
  readonly slices = new Map<string, SliceRecord>();
  readonly deviceClasses = new Map<string, DeviceClassRecord>();
  readonly taintRules = new Map<string, TaintRuleRecord>();
  readonly #policies = new Map<string, PolicyRecord>();
  readonly #gpuClusters = new Map<string, GpuClusterRecord>();
  readonly #drivers = new Map<string, DriverRecord>();
  /** Of every namespace. */
  readonly hasAllPods = true;
  readonly health = new SourceHealth();
  /** Why a collection that is served cannot be read, by resource. */
  readonly unreadable = new Map<string, string>();
  /** Grows with every change. */
  version = 0;
  #revision = { version: 0, at: 0 };
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
    this.#collections = [
      this.#collection('/api/v1/nodes', NodeObject, [
        into(this.nodes, (node) => nodeRecord(node, isGpu)),
        into(this.nodeNames, namesOfNode),
      ]),
      this.#collection('/api/v1/pods', PodObject, [
        into(this.pods, (pod) => podRecord(pod, isGpu)),
        into(this.components, (pod) => componentRecord(pod, isGpu)),
      ]),
      ...this.#deviceCollections(),
      this.#collection(
        '/apis/nvidia.com/v1/clusterpolicies',
        ClusterPolicyObject,
        [into(this.#policies, policyRecord)],
        [],
      ),
      this.#collection(
        '/apis/nvidia.com/v1alpha1/gpuclusters',
        GpuClusterObject,
        [into(this.#gpuClusters, gpuClusterRecord)],
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

  /**
   * The version that whatever is derived from the state is kept by. It moves on with the version, but in a large and busy
   * cluster no oftener than all can be derived again in a part of the time: half a millisecond per object, 2 s at most.
   */
  get revision(): number {
    const objects = this.nodes.size + this.pods.size + this.components.size;
    const minAgeMs = Math.min(MAX_AGE_MS, Math.max(0, objects - SMALL) * AGE_MS_PER_OBJECT);
    const now = performance.now();
    if (this.#revision.version !== this.version && now - this.#revision.at >= minAgeMs)
      this.#revision = { version: this.version, at: now };
    return this.#revision.version;
  }

  /** True once a core kind has been listed: before, that there are none of it means nothing. */
  knows(resource: 'nodes' | 'pods'): boolean {
    return [...this.#listed].some(({ path }) => resourceOf(path) === resource);
  }

  /** How many kinds have been read: with another one, what was derived without it is to be derived again. */
  get kindsRead(): number {
    return this.#collections.filter((collection) => this.#isRead(collection)).length;
  }

  /** True once every kind has been read, is known not to be served, or has failed: nothing is still on its first way. */
  get tried(): boolean {
    return this.#collections.every(
      (one) => this.#isRead(one) || this.#failing.has(one) || this.unreadable.has(resourceOf(one.path)),
    );
  }

  /** True where one core kind is followed well, whatever is wrong with another: the API server is there. */
  get answers(): boolean {
    return this.#collections.some(
      (one) => one.orElse === undefined && this.#listed.has(one) && !this.#failing.has(one),
    );
  }

  /** What is not known though the API server answers, in plain words. */
  get gaps(): readonly string[] {
    return this.#collections.flatMap((collection) => {
      const resource = resourceOf(collection.path);
      const refused = this.unreadable.get(resource);
      if (refused !== undefined) return `${resource} cannot be read: ${refused}`;
      if (!this.#isRead(collection) && !this.#failing.has(collection))
        return `${resource} are still being read`;
      const [first] = collection.senseless;
      if (first === undefined) return [];
      const { size } = collection.senseless;
      return `${size} of the ${resource} could not be understood, and are left out; the first is ${first[0]}: ${first[1]}`;
    });
  }

  /** Unix seconds as of which this is right: now while the watches stand, else when the API server was last heard. */
  get asOf(): number | null {
    if (!this.synced) return null;
    return this.health.state.state === 'ok' ? Date.now() / 1000 : this.health.state.lastHeard;
  }

  /** True once every kind has been listed, or is known not to be served or not to be readable. */
  get settled(): boolean {
    return this.#collections.every((one) => this.#isRead(one) || this.unreadable.has(resourceOf(one.path)));
  }

  get policies(): Fact<readonly PolicyRecord[]> {
    return this.#factOf('clusterpolicies', this.#policies);
  }

  get gpuClusters(): Fact<readonly GpuClusterRecord[]> {
    return this.#factOf('gpuclusters', this.#gpuClusters);
  }

  get drivers(): Fact<readonly DriverRecord[]> {
    return this.#factOf('nvidiadrivers', this.#drivers);
  }

  /** A kind that is not served has no objects. */
  #factOf<T>(resource: string, objects: ReadonlyMap<string, T>): Fact<readonly T[]> {
    const refused = this.unreadable.get(resource);
    if (refused !== undefined) return unavailable(refused);
    return this.#wasRead(resource) ? known([...objects.values()]) : unavailable('not listed yet');
  }

  #wasRead(resource: string): boolean {
    return this.#collections.some((one) => resourceOf(one.path) === resource && this.#isRead(one));
  }

  /** Whether it has been listed, or the API server said that it has no such kind. */
  #isRead(collection: Collection): boolean {
    return this.#listed.has(collection) || this.#notServed.has(resourceOf(collection.path));
  }

  get unreadDevices(): ReadonlySet<DeviceKind> {
    return new Set(DEVICE_KINDS.filter((kind) => !this.#wasRead(kind)));
  }

  /** Follows the API server until `signal` aborts. */
  async follow(api: KubernetesApi, signal: AbortSignal): Promise<void> {
    // Each kind waits for it, and Node takes more than ten that wait for a leak.
    setMaxListeners(0, signal);
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

  #deviceCollections(): Collection[] {
    const of = (kind: DeviceKind) => `/apis/resource.k8s.io/v1/${kind}`;
    const betas = ['v1beta2', 'v1beta1'];
    const rules = [into(this.taintRules, taintRuleRecord)];
    return [
      this.#collection(of('resourceclaims'), ResourceClaimObject, [into(this.claims, claimRecord)], betas),
      this.#collection(of('resourceslices'), ResourceSliceObject, [into(this.slices, sliceRecord)], betas),
      this.#collection(
        of('deviceclasses'),
        DeviceClassObject,
        [into(this.deviceClasses, deviceClassRecord)],
        betas,
      ),
      this.#collection(of('devicetaintrules'), DeviceTaintRuleObject, rules, [...betas, 'v1alpha3']),
    ];
  }

  #collection<T extends z.ZodType>(
    path: string,
    schema: T,
    tables: readonly Table<z.output<T>>[],
    orElse?: readonly string[],
  ): Collection {
    const senseless = new Map<string, string>();
    const remove = (key: string) => {
      senseless.delete(key);
      for (const { map } of tables) map.delete(key);
    };
    return {
      path,
      ...(orElse && { orElse }),
      senseless,
      remove,
      isEmpty: () => senseless.size === 0 && tables.every(({ map }) => map.size === 0),
      clear: () => {
        senseless.clear();
        for (const { map } of tables) map.clear();
      },
      put: (object) => {
        const key = keyIn(object) ?? 'an object without a name';
        const parsed = schema.safeParse(object);
        if (parsed.success) {
          senseless.delete(key);
          for (const { put } of tables) put(key, parsed.data);
          return;
        }
        // What was known of it is no longer true.
        remove(key);
        const reason = firstIssue(parsed.error);
        if (senseless.size < MAX_SENSELESS) senseless.set(key, reason);
        this.#onUnreadable(`${resourceOf(path)} ${key}: ${reason}`);
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
        const hadNone = this.#listed.has(collection) && collection.isEmpty();
        if (objects.length > 0 || !hadNone) this.version += 1;
        collection.clear();
        for (const object of objects) apply(object);
        this.#listed.add(collection);
        if (isCore) void this.#readVersion(api);
      },
      apply,
      remove: (object) => {
        this.version += 1;
        const key = keyIn(object);
        if (key !== undefined) collection.remove(key);
      },
      markHealthy: () => {
        this.#failing.delete(collection);
        this.unreadable.delete(resource);
        this.#markHealthy();
      },
      markFailed: (reason) => {
        if (isCore) {
          this.#failing.add(collection);
          this.health.markFailed(reason);
        } else this.unreadable.set(resource, reason);
      },
      served: (path) => {
        if (path !== undefined) {
          this.#notServed.delete(resource);
          return;
        }
        this.version += 1;
        this.unreadable.delete(resource);
        this.#notServed.add(resource);
        collection.clear();
      },
    };
  }

  async #readVersion(api: KubernetesApi): Promise<void> {
    const version = await api.get('/version').catch(() => undefined);
    const parsed = Version.safeParse(version);
    if (!parsed.success) return;
    this.#gitVersion = parsed.data.gitVersion;
    this.#markHealthy();
  }

  #markHealthy(): void {
    if (this.#failing.size === 0) this.health.markHealthy(this.#gitVersion);
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

/** `namespace/name`, or the name of what has no namespace; undefined for what has no name. */
function keyIn(object: unknown): string | undefined {
  const named = Named.safeParse(object);
  if (!named.success) return undefined;
  const { name, namespace } = named.data.metadata;
  return namespace === '' ? name : `${namespace}/${name}`;
}
