import type { DashboardObject } from '@gpu-console/shared/contract';
import type { Dashboard, JsonObject } from '@gpu-console/shared/dashboards';
import {
  fromStoredObject,
  kubesphereId,
  kubesphereName,
  toStoredObject,
} from '@gpu-console/shared/dashboards/codecs';
import { z } from 'zod';
import { dashboardIn, explained } from './dashboardIn.ts';

/** Kubernetes takes this much on one object: annotations (apimachinery, TotalAnnotationSizeLimitB), a ConfigMap's data (MaxSecretSize), all of it (etcd's request). */
const MAX_ANNOTATION_BYTES = 256 * 1024;
const MAX_DATA_BYTES = 1024 * 1024;
const MAX_BYTES = 1.5 * 1024 * 1024;

const LABEL = 'gpu-console.io/dashboard';
const FILE = 'dashboard.json';

/** What an object is called; `namespace` only of a kind that has them. */
export interface ObjectName {
  readonly namespace?: string;
  readonly name: string;
}

/** A kind of object that a dashboard can be kept in. */
export interface DashboardKind {
  readonly kind: DashboardObject['kind'];
  /** The collection that is followed, in the newest version of it. */
  readonly path: string;
  readonly labelSelector?: string;
  /** Older versions in which it may be served; undefined for a kind that every cluster has. */
  readonly orElse?: readonly string[];
  idOf(name: ObjectName): string;
  /** What the object of a dashboard is called; undefined where this kind has none of that id. */
  nameOf(id: string): ObjectName | undefined;
  /** Whether an object with these labels is meant to be a dashboard. */
  isOne(labels: Readonly<Record<string, string>>): boolean;
  /** @throws Error that says why there is no dashboard in it */
  read(object: JsonObject): Dashboard;
  /**
   * @param path of the collection that is served
   * @param live the object as it is, for one that is there
   */
  write(dashboard: Dashboard, path: string, live?: JsonObject): JsonObject;
  /** Why the API server would not take an object of this size; undefined where it would. */
  tooLarge(object: JsonObject): string | undefined;
}

const GROUP = '/apis/monitoring.kubesphere.io/v1alpha2';

function kubesphereKind(kind: 'ClusterDashboard' | 'Dashboard', plural: string): DashboardKind {
  return {
    kind,
    path: `${GROUP}/${plural}`,
    orElse: ['v1alpha1'],
    idOf: (name) => kubesphereId({ kind, ...name }),
    nameOf: (id) => {
      const { kind: its, ...name } = kubesphereName(id);
      return its === kind ? name : undefined;
    },
    isOne: () => true,
    read: (object) => explained(() => fromStoredObject(object, 'en').dashboard),
    write: (dashboard, path, live) => {
      const version = path.includes('/v1alpha1/') ? 'v1alpha1' : 'v1alpha2';
      return toStoredObject(dashboard, { version, locale: 'en', ...(live && { live }) });
    },
    tooLarge: (object) => {
      const { annotations } = Annotated.parse(object).metadata;
      return (
        past(
          annotations,
          MAX_ANNOTATION_BYTES,
          'of annotations, where what KubeSphere has no field for is kept',
        ) ?? past(object, MAX_BYTES, 'of an object')
      );
    },
  };
}

const Annotated = z.object({
  metadata: z.object({ annotations: z.record(z.string(), z.string()).default({}) }),
});
const WithData = z.object({ data: z.record(z.string(), z.string()).default({}) });

/** A ConfigMap's name is the dashboard's; what tells it from others is a label. */
function configMapKind(namespace: string): DashboardKind {
  return {
    kind: 'ConfigMap',
    path: `/api/v1/namespaces/${namespace}/configmaps`,
    labelSelector: `${LABEL}=true`,
    idOf: ({ name }) => name,
    nameOf: (id) => (kubesphereName(id).kind === 'ClusterDashboard' ? { namespace, name: id } : undefined),
    isOne: (labels) => labels[LABEL] === 'true',
    read: (object) => {
      const text = WithData.parse(object).data[FILE];
      if (text === undefined) throw new Error(`it has no data under the key ${FILE}`);
      return dashboardIn(text);
    },
    write: (dashboard, _path, live) => {
      const { data } = WithData.parse(live ?? {});
      const labels = { [LABEL]: 'true', 'app.kubernetes.io/managed-by': 'gpu-console' };
      const metadata = { name: dashboard.id, namespace, labels };
      const start = live ?? { apiVersion: 'v1', kind: 'ConfigMap', metadata };
      return { ...start, data: { ...data, [FILE]: JSON.stringify(dashboard) } };
    },
    tooLarge: (object) => past(WithData.parse(object).data, MAX_DATA_BYTES, 'in a ConfigMap'),
  };
}

function past(value: unknown, maxBytes: number, what: string): string | undefined {
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes <= maxBytes) return undefined;
  const number = new Intl.NumberFormat('en');
  return `The dashboard is too large for the cluster: it makes ${number.format(bytes)} bytes, and Kubernetes takes ${number.format(maxBytes)} ${what}. Split it into smaller ones, or keep it in a directory with DASHBOARDS_DIR.`;
}

/** In the order in which they are asked for a name that several have. */
export function dashboardKinds(namespace: string): readonly DashboardKind[] {
  return [
    kubesphereKind('ClusterDashboard', 'clusterdashboards'),
    kubesphereKind('Dashboard', 'dashboards'),
    configMapKind(namespace),
  ];
}
