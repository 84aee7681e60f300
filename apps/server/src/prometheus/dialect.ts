import type { Dialect } from '@gpu-console/shared/metrics';
import { isExporterPod } from '@gpu-console/shared/metrics';

/** The exporters' names for the GPU's UUID across their eras. */
const UUID = ['UUID', 'uuid', 'gpu_uuid'] as const;

/** The exporters' names for their host (DCGM 2.x–4.x, since 2026), then those that relabelling gives it. */
const HOST = ['Hostname', 'hostname', 'node', 'kubernetes_node'] as const;

/** The workload's labels, by how they are called together: scraped without honorLabels, the old namespace flag, honorLabels. */
const WORKLOAD: Dialect['workload'] = [
  { pod: 'exported_pod', namespace: 'exported_namespace', container: 'exported_container' },
  { pod: 'pod_name', namespace: 'pod_namespace', container: 'container_name' },
  { pod: 'pod', namespace: 'namespace', container: 'container' },
];

/** Exporters of several kinds are told apart by so many patterns at most; more names than that are no DaemonSets'. */
const MAX_EXPORTER_PATTERNS = 20;

/** What is known of DCGM's series beside the names of their labels. */
export interface SeriesFacts {
  /** The values of the labels that may name a pod, by label; where they were not read, they may be workloads'. */
  readonly pods: ReadonlyMap<string, readonly string[]>;
  /** Pods on series whose namespace alone the scrape renamed. */
  readonly split: readonly string[];
  /** Pods that their scrape, not the exporter, names on these series. */
  readonly scraped: readonly string[];
}

/**
 * Which labels say what; null where no series has a GPU's UUID. A label that only ever names exporters is none of a
 * workload's: the scrape overwrites it, and a workload comes as `exported_pod`, even while none holds a GPU.
 * @param labels the names of the labels on a cluster's DCGM series
 */
export function detectDialect(
  labels: ReadonlySet<string>,
  { pods, split, scraped }: SeriesFacts,
): Dialect | null {
  const uuid = UUID.filter((name) => labels.has(name));
  if (uuid.length === 0) return null;
  const exporters = patternOf(scraped);
  const isExporter = (name: string) => isExporterPod(name, { exporters });
  const namesWorkloads = (label: string) =>
    labels.has(label) && (pods.get(label)?.some((name) => !isExporter(name)) ?? true);
  const isOverwritten = labels.has('pod') && !namesWorkloads('pod');
  const workload = WORKLOAD.flatMap((names) => {
    const { pod } = names;
    const isExpected = pod === 'exported_pod' && isOverwritten && !namesWorkloads('pod_name');
    if (pod === 'exported_pod' ? !labels.has(pod) && !isExpected : !namesWorkloads(pod)) return [];
    // The scrape gives targets a namespace and no pod, or a pod by another name: only one of the two is renamed.
    const isSplit = pod === 'pod' && split.some((name) => !isExporter(name));
    return isSplit ? [{ ...names, namespace: 'exported_namespace' }, names] : [names];
  });
  const host = HOST.filter((name) => labels.has(name));
  return {
    uuid,
    host: host.length > 0 ? host : ['instance'],
    workload,
    ...(exporters === undefined ? {} : { exporters }),
    ...(labels.has('GPU_I_ID') ? { mig: true } : {}),
  };
}

/** One pattern for the pods of each DaemonSet or Deployment among these; undefined where their names tell already. */
function patternOf(names: readonly string[]): string | undefined {
  const own = names.filter((name) => name !== '' && !isExporterPod(name));
  const patterns = new Set(own.map(podPattern));
  return patterns.size === 0 || patterns.size > MAX_EXPORTER_PATTERNS
    ? undefined
    : [...patterns].sort().join('|');
}

/** A pod's name with what its controller made up (apimachinery, util/rand: lower-case letters without vowels, and digits). */
function podPattern(name: string): string {
  const base = name.replace(/(-[bcdf-hj-np-tv-z0-9]{8,10})?-[a-z0-9]{5}$/, '');
  return base === name ? literal(name) : `${literal(base)}-[a-z0-9-]+`;
}

function literal(text: string): string {
  return text.replace(/[.]/g, '\\.');
}
