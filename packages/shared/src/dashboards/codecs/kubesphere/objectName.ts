/** What Kubernetes calls a KubeSphere dashboard. */
export interface KubesphereName {
  readonly kind: 'Dashboard' | 'ClusterDashboard';
  /** Of a `Dashboard`. */
  readonly namespace?: string;
  readonly name: string;
}

/** No name in Kubernetes has two dots side by side, so what stands before them is a namespace and nothing else. */
const NAMESPACED = /^([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)\.\.(.+)$/;

/**
 * The console's id of an object: a `ClusterDashboard` by its name, a `Dashboard` as `namespace..name`.
 * `kubesphereName` is the way back.
 */
export function kubesphereId({ namespace, name }: KubesphereName): string {
  return namespace === undefined ? name : `${namespace}..${name}`;
}

/** The object that an id stands for: `ml..gpu` for the Dashboard `gpu` in `ml`, `gpu` for the ClusterDashboard. */
export function kubesphereName(id: string): KubesphereName {
  const [, namespace, name] = NAMESPACED.exec(id) ?? [];
  if (namespace === undefined || name === undefined) return { kind: 'ClusterDashboard', name: id };
  return { kind: 'Dashboard', namespace, name };
}
