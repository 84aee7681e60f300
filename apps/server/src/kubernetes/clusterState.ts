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

/** Kept equal to the API server by list and watch; small records only, whatever the objects weigh. */
export class ClusterState implements ClusterView {
  readonly nodes = new Map<string, NodeRecord>();
  readonly pods = new Map<string, PodRecord>();
  readonly components = new Map<string, ComponentRecord>();
  readonly health = new SourceHealth();
  /** Grows with every change, so that what is derived can be kept until the next. */
  version = 0;
  readonly #synced = { nodes: false, pods: false };

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

  #target(collection: 'nodes' | 'pods', api: KubernetesApi): ReflectorTarget {
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
      heard: () => this.health.heard(),
      failed: (reason) => this.health.failed(reason),
    };
  }

  async #readVersion(api: KubernetesApi): Promise<void> {
    const version = await api.get('/version').catch(() => undefined);
    const parsed = Version.safeParse(version);
    if (parsed.success) this.health.heard(parsed.data.gitVersion);
  }

  #clear(collection: 'nodes' | 'pods'): void {
    this.version += 1;
    if (collection === 'nodes') this.nodes.clear();
    else {
      this.pods.clear();
      this.components.clear();
    }
  }

  #remove(collection: 'nodes' | 'pods', key: string): void {
    this.version += 1;
    if (collection === 'nodes') this.nodes.delete(key);
    else {
      this.pods.delete(key);
      this.components.delete(key);
    }
  }

  readonly #applyNode = (object: unknown): void => {
    this.version += 1;
    const node = NodeObject.parse(object);
    put(this.nodes, node.metadata.name, nodeRecord(node));
  };

  readonly #applyPod = (object: unknown): void => {
    this.version += 1;
    const pod = PodObject.parse(object);
    const key = `${pod.metadata.namespace}/${pod.metadata.name}`;
    put(this.pods, key, podRecord(pod));
    put(this.components, key, componentRecord(pod));
  };
}

function put<T>(map: Map<string, T>, key: string, value: T | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}

function keyOf(object: unknown): string {
  const { name, namespace } = Identity.parse(object).metadata;
  return namespace === '' ? name : `${namespace}/${name}`;
}
