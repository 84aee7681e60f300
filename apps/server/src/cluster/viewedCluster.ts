import type { SourceState } from '@gpu-console/shared/contract';
import { Denied } from '../access/denied.ts';
import type { Identity } from '../access/identity.ts';
import { isWhole, type Scope, shows, WHOLE_CLUSTER } from '../access/scope.ts';
import { scopedJoin } from '../access/scopedJoin.ts';
import { scopedSeries, seriesByHeaders } from '../access/scopedSeries.ts';
import { viewerHeaders } from '../access/viewerHeaders.ts';
import type { DashboardStore } from '../dashboards/dashboardStore.ts';
import type { ResourceAttributes } from '../kubernetes/accessReviews.ts';
import type { KubernetesWriter } from '../kubernetes/kubernetesWriter.ts';
import type { SeriesAccess } from '../prometheus/seriesAccess.ts';
import type { Cluster, ClusterSnapshot } from './cluster.ts';
import { ViewedDashboards } from './viewedDashboards.ts';

/** Who looks at a cluster, and at which part. */
export interface Viewer {
  /** Null where nobody is asked who they are: everything is shown. */
  readonly identity: Identity | null;
  /** The namespaces that they chose to look at; null for all that they may. */
  readonly namespaces: ReadonlySet<string> | null;
  /** What they signed in by, where sources are told it. */
  readonly token: string | null;
}

/**
 * What somebody may see of a cluster: Kubernetes says whose pods they may list and whether they may list nodes. Whoever chose
 * namespaces is shown what somebody sees who may see those alone.
 * @throws KubernetesError where the API server does not say
 */
export async function scopeOf({ authorizer }: Cluster, { identity, namespaces }: Viewer): Promise<Scope> {
  if (identity === null) return namespaces === null ? WHOLE_CLUSTER : { namespaces, nodes: false };
  const allowed = await authorizer.namespacesOf(identity, namespaces ?? undefined);
  if (namespaces !== null) return { namespaces: allowed ?? namespaces, nodes: false };
  return { namespaces: allowed, nodes: await authorizer.may(identity, { verb: 'list', resource: 'nodes' }) };
}

/** One cluster as somebody sees it: the only door that handlers have to it, so that what they may not see is not at hand. */
export class ViewedCluster {
  readonly scope: Scope;
  readonly #cluster: Cluster;
  readonly #viewer: Viewer;

  constructor(cluster: Cluster, viewer: Viewer, scope: Scope) {
    this.#cluster = cluster;
    this.#viewer = viewer;
    this.scope = scope;
  }

  get id(): string {
    return this.#cluster.id;
  }

  get name(): string {
    return this.#cluster.name;
  }

  get isWhole(): boolean {
    return isWhole(this.scope);
  }

  /** How the sources are; why one is away is for who sees all of it, since it tells addresses. */
  get health(): { readonly kubernetes: SourceState; readonly prometheus: SourceState } {
    const { state, prometheus } = this.#cluster;
    return {
      kubernetes: this.#stateShown(state.health.state),
      prometheus: this.#stateShown(prometheus.health.state),
    };
  }

  /** Why something cannot be read, as far as it may be told. */
  toldReason(reason: string): string {
    return this.isWhole ? reason : AWAY;
  }

  /** The read models joined, as far as they are shown. */
  async snapshot(): Promise<ClusterSnapshot> {
    const snapshot = await this.#cluster.snapshot();
    if (this.isWhole) return snapshot;
    const joined = scopedJoin(snapshot.joined, this.scope);
    return {
      ...snapshot,
      ...joined,
      joined,
      partial: snapshot.partial.map((part) => ({ ...part, reason: this.toldReason(part.reason) })),
    };
  }

  /**
   * The cluster itself, for what tells of all of it.
   * @param what that is, as a sentence begins: "The checks"
   * @throws Denied
   */
  whole(what: string): Cluster {
    if (this.isWhole) return this.#cluster;
    const way =
      this.#viewer.namespaces === null
        ? 'they take the rights to list nodes, and pods in all namespaces'
        : 'they are not shown while only some namespaces are looked at';
    throw new Denied('needs_whole_cluster', `${what} tell of the whole cluster "${this.name}": ${way}`);
  }

  /** For what is counted over everything and told of what is shown only: the counting must not tell more. */
  get uncut(): Cluster {
    return this.#cluster;
  }

  /** @throws Denied where nodes are not shown */
  requireNodes(): void {
    if (this.scope.nodes) return;
    const way =
      this.#viewer.namespaces === null
        ? 'that takes the right to list nodes'
        : 'they are not shown while only some namespaces are looked at';
    throw new Denied('needs_nodes', `Nodes of "${this.name}" are not yours to see: ${way}`);
  }

  /** @throws Denied where the namespace's pods are not shown */
  requireNamespace(namespace: string): void {
    if (shows(this.scope, namespace)) return;
    const way =
      this.#viewer.namespaces === null
        ? `that takes the right to list pods in it`
        : 'it is not among those that are looked at';
    throw new Denied(
      'namespace_not_yours',
      `Namespace "${namespace}" of "${this.name}" is not yours to see: ${way}`,
    );
  }

  /** Whether Kubernetes lets the viewer; with nobody asked who they are, it is the console's own rights that count. */
  async may(attributes: ResourceAttributes): Promise<boolean> {
    const { identity } = this.#viewer;
    return identity === null || this.#cluster.authorizer.may(identity, attributes);
  }

  /** @throws Denied that names the right */
  async require(attributes: ResourceAttributes): Promise<void> {
    if (await this.may(attributes)) return;
    const { verb, resource, subresource, namespace } = attributes;
    const what = subresource === undefined ? resource : `${resource}/${subresource}`;
    const where = namespace === undefined ? '' : ` in namespace "${namespace}"`;
    throw new Denied('forbidden', `Kubernetes does not let you ${verb} ${what}${where} of "${this.name}"`);
  }

  /** What of Prometheus' series is shown; undefined for all. */
  get series(): SeriesAccess | undefined {
    const { prometheus, fleet } = this.#cluster;
    const { identity, token, namespaces: chosen } = this.#viewer;
    const own = scopedSeries(this.scope, fleet.vocabulary?.dialect ?? null);
    const { viewerHeaders: templates } = prometheus;
    if (templates === undefined || identity === null || this.scope.namespaces === null) return own;
    const person = { identity, token, namespaces: [...this.scope.namespaces].sort() };
    return seriesByHeaders(() => viewerHeaders(templates, person), chosen === null ? undefined : own);
  }

  /** What writes in the viewer's name, with their rights; undefined where the console may not write. */
  get writer(): KubernetesWriter | undefined {
    const { identity } = this.#viewer;
    const { writer } = this.#cluster.writes;
    return identity === null ? writer : writer?.as(this.#cluster.authorizer.subjectOf(identity));
  }

  get dashboards(): DashboardStore {
    const { identity, namespaces } = this.#viewer;
    const { dashboards, authorizer } = this.#cluster;
    if (identity === null && namespaces === null) return dashboards;
    const subject = identity === null ? undefined : authorizer.subjectOf(identity);
    return new ViewedDashboards(dashboards, {
      subject,
      namespaces,
      may: (attributes) => this.may(attributes),
    });
  }

  #stateShown(state: SourceState): SourceState {
    return state.reason === null ? state : { ...state, reason: this.toldReason(state.reason) };
  }
}

const AWAY = 'it cannot be read now, or not all of it';
