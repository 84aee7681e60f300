import type { Dialect } from '@gpu-console/shared/metrics';
import { isExporterPod } from '@gpu-console/shared/metrics';

/** The exporters' names for the GPU's UUID across their eras. */
const UUID = ['UUID', 'uuid', 'gpu_uuid'] as const;

/** The exporters' names for their host (DCGM 2.x–4.x, since 2026), then those that relabelling gives it. */
const HOST = ['Hostname', 'hostname', 'node', 'kubernetes_node'] as const;

/** The workload's labels, by how they are called together: scraped without honorLabels, the old namespace flag, honorLabels. */
const WORKLOAD = [
  { pod: 'exported_pod', namespace: 'exported_namespace', container: 'exported_container' },
  { pod: 'pod_name', namespace: 'pod_namespace', container: 'container_name' },
  { pod: 'pod', namespace: 'namespace', container: 'container' },
] as const;

/**
 * Which labels say what, from the names of the labels on a cluster's DCGM series and the values of `pod`; null where
 * no series has a GPU's UUID. Where `pod` only ever names exporters, the scrape overwrites the label: a workload comes
 * as `exported_pod`, even while none holds a GPU.
 */
export function detectDialect(labels: ReadonlySet<string>, podValues: readonly string[]): Dialect | null {
  const uuid = UUID.filter((name) => labels.has(name));
  if (uuid.length === 0) return null;
  const overwritten = labels.has('pod') && podValues.every(isExporterPod);
  const workload = WORKLOAD.filter(({ pod }) => {
    if (pod === 'pod') return labels.has(pod) && !overwritten;
    return labels.has(pod) || (pod === 'exported_pod' && overwritten && !labels.has('pod_name'));
  });
  const host = HOST.filter((name) => labels.has(name));
  return {
    uuid,
    host: host.length > 0 ? host : ['instance'],
    workload: workload.map((names) => ({ ...names })),
  };
}
