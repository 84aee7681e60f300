import type { Dialect } from '@gpu-console/shared/contract';

/** Label names by preference: the exporters' own across their eras, then what relabelling commonly leaves. */
const NODE = ['Hostname', 'hostname', 'node', 'kubernetes_node', 'instance'] as const;
const UUID = ['UUID', 'uuid', 'gpu_uuid'] as const;

/** The workload's labels, by how they are called together: scraped without honorLabels, the old namespace flag, honorLabels. */
const WORKLOAD = [
  { pod: 'exported_pod', namespace: 'exported_namespace', container: 'exported_container' },
  { pod: 'pod_name', namespace: 'pod_namespace', container: 'container_name' },
  { pod: 'pod', namespace: 'namespace', container: 'container' },
] as const;

const EXPORTER_POD = /dcgm-exporter/;

/** True for a pod that, by its name, is an exporter and so never a workload. */
export function isExporterPod(name: string): boolean {
  return EXPORTER_POD.test(name);
}

/**
 * Which labels say what, from the names of the labels on a cluster's DCGM series and the values of `pod`.
 * Where `pod` only ever names exporters, no workload holds a GPU now and the scrape overwrites the label:
 * a workload would come as `exported_pod`.
 */
export function detectDialect(labels: ReadonlySet<string>, podValues: readonly string[]): Dialect | null {
  const uuid = UUID.find((name) => labels.has(name));
  const node = NODE.find((name) => labels.has(name));
  if (uuid === undefined || node === undefined) return null;
  const [exported, ...others] = WORKLOAD;
  const found = [exported, ...others].find(({ pod }) => labels.has(pod));
  const overwritten = found?.pod === 'pod' && podValues.every(isExporterPod);
  const workload = overwritten ? exported : found;
  return {
    uuid,
    node,
    pod: workload?.pod ?? null,
    namespace: workload?.namespace ?? null,
    container: workload?.container ?? null,
  };
}
