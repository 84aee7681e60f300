import { gpuResourceTest } from '@gpu-console/shared/kubernetes';
import { HttpMethod, KubeConfig, RequestContext } from '@kubernetes/client-node';
import { fetch } from 'undici';
import { ClusterState } from '../kubernetes/clusterState.ts';
import { KubernetesApi } from '../kubernetes/kubernetesApi.ts';
import { KubernetesConnection } from '../kubernetes/kubernetesConnection.ts';
import { until } from '../testing/until.ts';
import { pathOf, run } from './programs.ts';

/** What a test writes and what two readers see: Kubernetes' own kubectl, and the console. */
export class Cluster {
  /** A file. */
  readonly kubeconfig: string;
  readonly config = new KubeConfig();

  constructor(kubeconfig: string) {
    this.kubeconfig = kubeconfig;
    this.config.loadFromFile(kubeconfig);
  }

  /** @param input for `-f -` */
  kubectl(args: readonly string[], input = ''): Promise<string> {
    return run(pathOf('kubectl'), ['--kubeconfig', this.kubeconfig, ...args], input);
  }

  /** Creates an object in a collection such as `/api/v1/nodes`; the object as it is stored. */
  create(collection: string, object: object): Promise<unknown> {
    return this.#write(HttpMethod.POST, collection, object, 'application/json');
  }

  /** Changes fields of an object, or of its status where the path says so. */
  patch(path: string, change: object): Promise<unknown> {
    return this.#write(HttpMethod.PATCH, path, change, 'application/merge-patch+json');
  }

  async delete(path: string): Promise<void> {
    await this.#ask(HttpMethod.DELETE, path);
  }

  async get(path: string): Promise<unknown> {
    return JSON.parse(await this.#ask(HttpMethod.GET, path));
  }

  /** The text at a path that holds no object, such as `/readyz`. */
  read(path: string): Promise<string> {
    return this.#ask(HttpMethod.GET, path);
  }

  /** The console's own view, following the cluster until `signal` aborts. */
  async follow(signal: AbortSignal, isGpu = gpuResourceTest()): Promise<ClusterState> {
    const unreadable: string[] = [];
    const state = new ClusterState(isGpu, (problem) => unreadable.push(problem));
    void state.follow(new KubernetesApi(new KubernetesConnection(() => this.config)), signal);
    await until('the console knows the cluster', () => state.synced);
    if (unreadable.length > 0) throw new Error(unreadable.join('\n'));
    return state;
  }

  async #write(method: HttpMethod, path: string, body: object, type: string): Promise<unknown> {
    return JSON.parse(await this.#ask(method, path, { body: JSON.stringify(body), type }));
  }

  /** @throws Error with what the API server said no with */
  async #ask(method: HttpMethod, path: string, sent?: { body: string; type: string }): Promise<string> {
    const url = (this.config.getCurrentCluster()?.server ?? '') + path;
    const context = new RequestContext(url, method);
    await this.config.applySecurityAuthentication(context);
    const dispatcher = context.getDispatcher();
    const reply = await fetch(url, {
      method,
      headers: { ...context.getHeaders(), ...(sent === undefined ? {} : { 'content-type': sent.type }) },
      ...(sent === undefined ? {} : { body: sent.body }),
      ...(dispatcher === undefined ? {} : { dispatcher }),
    });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${method} ${path}: ${text}`);
    return text;
  }
}
