import type { DashboardObject, DashboardStoreKind } from '@gpu-console/shared/contract';
import type { Dashboard } from '@gpu-console/shared/dashboards';
import { Denied } from '../access/denied.ts';
import {
  type DashboardStore,
  type Listing,
  type Stored,
  StoreRefusal,
} from '../dashboards/dashboardStore.ts';
import type { ResourceAttributes, Subject } from '../kubernetes/accessReviews.ts';

/** What Kubernetes is asked about a dashboard: its object, or where a directory keeps it a resource that only rules name. */
const RESOURCES: Readonly<Record<DashboardObject['kind'], Pick<ResourceAttributes, 'group' | 'resource'>>> = {
  Dashboard: { group: 'monitoring.kubesphere.io', resource: 'dashboards' },
  ClusterDashboard: { group: 'monitoring.kubesphere.io', resource: 'clusterdashboards' },
  ConfigMap: { resource: 'configmaps' },
};
const OF_DIRECTORY = { group: 'gpu-console.io', resource: 'dashboards' };

type Verb = 'list' | 'get' | 'create' | 'update' | 'delete';

/** Who looks at dashboards, and at which of them. */
interface DashboardViewer {
  /** In whose name is written; in the console's own for undefined. */
  readonly subject: Subject | undefined;
  /** Whether Kubernetes lets them. */
  may(attributes: ResourceAttributes): Promise<boolean>;
  /** The namespaces that they chose to look at: dashboards of others are left out. Null for all. */
  readonly namespaces: ReadonlySet<string> | null;
}

/** People's own dashboards as one of them may read and change them; what is written is written in their name. */
export class ViewedDashboards implements DashboardStore {
  readonly #store: DashboardStore;
  readonly #viewer: DashboardViewer;

  constructor(store: DashboardStore, viewer: DashboardViewer) {
    this.#store = store;
    this.#viewer = viewer;
  }

  get kind(): DashboardStoreKind {
    return this.#store.kind;
  }

  get readOnly(): string | null {
    return this.#store.readOnly;
  }

  /** What could not be read may be anybody's: it is not told. */
  async list(): Promise<Listing> {
    const { stored } = await this.#store.list();
    const judged = await Promise.all(
      stored.map(async (one) => ((await this.#shows('list', one.object)) ? [one] : [])),
    );
    return { stored: judged.flat(), unreadable: [] };
  }

  async get(id: string): Promise<Stored | undefined> {
    const place = await this.#placeIfAny(id);
    if (place === undefined || !(await this.#shows('get', place))) return undefined;
    return this.#store.get(id);
  }

  /** Undefined for a name that nothing of the store can have. */
  async #placeIfAny(id: string): Promise<DashboardObject | null | undefined> {
    try {
      return await this.#store.placeOf(id);
    } catch (error) {
      if (error instanceof StoreRefusal) return undefined;
      throw error;
    }
  }

  placeOf(id: string): Promise<DashboardObject | null> {
    return this.#store.placeOf(id);
  }

  /** Rights come before conflicts, which tell what somebody else saved. @throws Denied; what the store throws */
  async put(dashboard: Dashboard, version: string | null): Promise<Stored> {
    await this.#require(dashboard.id, version === null ? ['create', 'get'] : ['update', 'get']);
    return this.#store.put(dashboard, version, this.#viewer.subject);
  }

  /** @throws as `put` */
  async remove(id: string, version: string): Promise<void> {
    await this.#require(id, ['delete', 'get']);
    await this.#store.remove(id, version, this.#viewer.subject);
  }

  /** Only a `Dashboard` is a namespace's: all others are for everybody who may read them. */
  async #shows(verb: Verb, object: DashboardObject | null): Promise<boolean> {
    const { may, namespaces } = this.#viewer;
    if (object?.kind === 'Dashboard' && namespaces?.has(object.namespace ?? '') === false) return false;
    return may(attributesOf(verb, object));
  }

  async #require(id: string, verbs: readonly Verb[]): Promise<void> {
    const place = await this.#store.placeOf(id);
    for (const verb of verbs) {
      const attributes = attributesOf(verb, place);
      if (await this.#viewer.may(attributes)) continue;
      const { resource, namespace } = attributes;
      const where = namespace === undefined ? '' : ` in namespace "${namespace}"`;
      throw new Denied('forbidden', `Kubernetes does not let you ${verb} ${resource}${where}`);
    }
  }
}

function attributesOf(verb: Verb, object: DashboardObject | null): ResourceAttributes {
  if (object === null) return { verb, ...OF_DIRECTORY };
  const { kind, namespace } = object;
  return { verb, ...RESOURCES[kind], ...(namespace !== null && { namespace }) };
}
