import { z } from 'zod';
import { SourceHealth } from '../sourceHealth.ts';
import type { KubernetesApi } from './kubernetesApi.ts';
import { NodeObject, PodObject } from './objects.ts';
import {
  type ComponentRecord,
  componentRecord,
  type NodeRecord,
  nodeRecord,
  type PodRecord,
  podRecord,
} from './records.ts';
import { type ReflectorTarget, reflect } from './reflector.ts';

const Version = z.object({ gitVersion: z.string() });
const Identity = z.object({ metadata: z.object({ name: z.string(), namespace: z.string().default('') }) });

/** What the console knows of the cluster now: GPU nodes, pods that ask for GPUs, the operator's pods. */
export interface ClusterView {
  readonly nodes: ReadonlyMap<string, NodeRecord>;
  /** By `namespace/name`. */
  readonly pods: ReadonlyMap<string, PodRecord>;
  readonly components: ReadonlyMap<string, ComponentRecord>;
}

type Collection = 'nodes' | 'pods';

/** Kept equal to the API server by list and watch; small records only, whatever the objects weigh. */
export class ClusterState implements ClusterView {
  readonly nodes = new Map<string, NodeRecord>();
  readonly pods = new Map<string, PodRecord>();
  readonly components = new Map<string, ComponentRecord>();
  readonly health = new SourceHealth();
  /** Grows with every change, so that what is derived can be kept until the next. */
  version = 0;
  readonly #onUnreadable: (problem: string) => void;
  readonly #synced = { nodes: false, pods: false };
  /** The API server is heard only while neither collection fails: one may be forbidden and the other not. */
  readonly #failing = new Set<Collection>();
  #gitVersion: string | null = null;

  /** @param onUnreadable hears of objects that make no sense, which are left out */
  constructor(onUnreadable: (problem: string) => void = () => {}) {
    this.#onUnreadable = onUnreadable;
  }

  /** True once both collections have been listed. */
  get synced(): boolean {
    return this.#synced.nodes && this.#synced.pods;
  }

  /** Unix seconds as of which this is right: now while the watches stand, else when the API server was last heard. */
  get asOf(): number | null {
    if (!this.synced) return null;
    return this.health.state.state === 'ok' ? Date.now() / 1000 : this.health.state.lastHeard;
  }

  /** Follows the API server until `signal` aborts. */
  async follow(api: KubernetesApi, signal: AbortSignal): Promise<void> {
    await Promise.all([
      reflect(api, '/api/v1/nodes', this.#target('nodes', api), signal),
      reflect(api, '/api/v1/pods', this.#target('pods', api), signal),
    ]);
  }

  #target(collection: Collection, api: KubernetesApi): ReflectorTarget {
    const apply = collection === 'nodes' ? this.#applyNode : this.#applyPod;
    return {
      replace: (objects) => {
        this.#clear(collection);
        for (const object of objects) apply(object);
        this.#synced[collection] = true;
        void this.#readVersion(api);
      },
      apply,
      remove: (object) => this.#remove(collection, keyOf(object)),
      heard: () => {
        this.#failing.delete(collection);
        this.#heard();
      },
      failed: (reason) => {
        this.#failing.add(collection);
        this.health.failed(reason);
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

  #clear(collection: Collection): void {
    this.version += 1;
    if (collection === 'nodes') this.nodes.clear();
    else {
      this.pods.clear();
      this.components.clear();
    }
  }

  #remove(collection: Collection, key: string): void {
    this.version += 1;
    if (collection === 'nodes') this.nodes.delete(key);
    else {
      this.pods.delete(key);
      this.components.delete(key);
    }
  }

  readonly #applyNode = (object: unknown): void => {
    this.version += 1;
    const node = this.#read(NodeObject, object);
    if (node === undefined) return;
    put(this.nodes, node.metadata.name, nodeRecord(node));
  };

  readonly #applyPod = (object: unknown): void => {
    this.version += 1;
    const pod = this.#read(PodObject, object);
    if (pod === undefined) return;
    const key = `${pod.metadata.namespace}/${pod.metadata.name}`;
    put(this.pods, key, podRecord(pod));
    put(this.components, key, componentRecord(pod));
  };

  #read<T extends z.ZodType>(schema: T, object: unknown): z.output<T> | undefined {
    const parsed = schema.safeParse(object);
    if (parsed.success) return parsed.data;
    const { success, data } = Identity.safeParse(object);
    const name = success ? `${data.metadata.namespace}/${data.metadata.name}` : 'an object without a name';
    this.#onUnreadable(`${name}: ${z.prettifyError(parsed.error)}`);
    return undefined;
  }
}

function put<T>(map: Map<string, T>, key: string, value: T | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}

function keyOf(object: unknown): string {
  const { name, namespace } = Identity.parse(object).metadata;
  return namespace === '' ? name : `${namespace}/${name}`;
}
