import type { Shown } from './shown.ts';

/** A number that a place shows; null where it has none, undefined where it cannot have one here. */
type Place = (shown: Shown) => number | null | undefined;

/** One quantity, and every place that shows it. */
export interface Quantity {
  readonly name: string;
  readonly places: Readonly<Record<string, Place>>;
}

const sum = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((total, value) => (value === null ? total : (total ?? 0) + value), null);
const mean = (values: readonly (number | null)[]): number | null => {
  const present = values.filter((value) => value !== null);
  return present.length === 0 ? null : (sum(present) ?? 0) / present.length;
};
const distinct = (values: readonly string[]) => new Set(values).size;

/** The number that a panel shows, where it shows one; nothing is null. */
const panel =
  (id: string, query?: string): Place =>
  ({ panels }) =>
    panels.get(id)?.find((one) => query === undefined || one.query === query)?.value ?? null;
/** The same of what is counted: PromQL counts nothing as nothing at all. */
const count =
  (id: string, query?: string): Place =>
  (shown) =>
    panel(id, query)(shown) ?? 0;

/** kube-state-metrics may not be scraped. */
const ofKubeStateMetrics =
  (id: string): Place =>
  (shown) =>
    panel(id)(shown) ?? undefined;

const wholeOf = ({ gpus }: Shown) => gpus.filter(({ instance }) => instance === null);

/** GPUs split by MIG are read by their instances where the whole says nothing. */
function parts({ gpus }: Shown, of: 'utilization' | 'memoryUsedBytes') {
  const told = new Set(
    gpus.filter((gpu) => gpu.instance === null && gpu[of] !== null).map(({ uuid }) => uuid),
  );
  return gpus.filter((gpu) => gpu.instance === null || !told.has(gpu.uuid));
}

/**
 * Every quantity that more than one place shows. A place that a page, a dashboard or a report adds is a line here; what
 * differs by nature is another quantity, of another name on the page too.
 */
export const quantities: readonly Quantity[] = [
  {
    name: 'GPU nodes',
    places: {
      Overview: ({ overview }) => overview.nodes.total,
      Nodes: ({ nodes }) => nodes.length,
      Operator: ({ operator }) => operator.nodes.length,
    },
  },
  {
    name: 'GPU nodes that are ready',
    places: {
      Overview: ({ overview }) => overview.nodes.ready,
      Nodes: ({ nodes }) => nodes.filter(({ ready }) => ready).length,
    },
  },
  ...(['total', 'allocatable', 'allocated', 'free'] as const).map((part) => ({
    name: `GPUs: ${part}`,
    places: {
      Overview: ({ overview }: Shown) => overview.gpus[part],
      Nodes: ({ nodes }: Shown) => sum(nodes.map(({ gpuCounts }) => gpuCounts[part])) ?? 0,
    },
  })),
  {
    name: 'GPUs that report metrics',
    places: {
      Overview: ({ overview }) => overview.gpus.reporting,
      GPUs: ({ gpus }) => distinct(gpus.map(({ uuid }) => uuid)),
      'dashboard GPU fleet': count('gpu-fleet/gpus-now'),
    },
  },
  {
    name: 'GPUs that Kubernetes knows and nobody reports',
    places: {
      Overview: ({ overview }) => sum(overview.silent?.map((one) => one.count) ?? []) ?? 0,
      Nodes: ({ nodes }) =>
        sum(nodes.map(({ gpuCounts, gpus }) => Math.max(0, gpuCounts.total - gpus.length))) ?? 0,
    },
  },
  {
    name: 'Utilization of all GPUs',
    places: {
      Overview: ({ overview }) => overview.usage.utilization,
      GPUs: (shown) => mean(parts(shown, 'utilization').map(({ utilization }) => utilization)),
      'dashboard GPU fleet': panel('gpu-fleet/utilization-now'),
    },
  },
  {
    name: 'Utilization of allocated GPUs',
    places: {
      Overview: ({ overview }) => overview.allocatedUtilization,
      'chart of the Overview and of GPU fleet': panel('gpu-fleet/fleetUse', 'utilization'),
      'dashboard GPUs by namespace': panel('gpu-namespace/utilization-now'),
    },
  },
  {
    name: 'Memory used',
    places: {
      Overview: ({ overview }) => overview.usage.memoryUsedBytes,
      Nodes: ({ nodes, gpus }) =>
        sum([
          ...nodes.map(({ memoryUsedBytes }) => memoryUsedBytes),
          ...gpus.filter(({ node }) => node === null).map(({ memoryUsedBytes }) => memoryUsedBytes),
        ]),
      GPUs: (shown) => sum(parts(shown, 'memoryUsedBytes').map(({ memoryUsedBytes }) => memoryUsedBytes)),
      'dashboard GPU fleet': panel('gpu-fleet/memoryUsed-now'),
    },
  },
  {
    name: 'Power',
    places: {
      Overview: ({ overview }) => overview.usage.powerWatts,
      GPUs: (shown) => sum(wholeOf(shown).map(({ powerWatts }) => powerWatts)),
      'chart of the Overview': panel('gpu-fleet/fleetPower'),
      'dashboard GPU fleet': panel('gpu-fleet/power-now'),
    },
  },
  {
    name: 'Pods that wait for GPUs',
    places: {
      Overview: ({ overview }) => overview.pending?.length ?? null,
      Workloads: ({ pods }) => pods.filter(({ pending }) => pending !== null).length,
    },
  },
  {
    name: 'GPU pods that have not ended',
    places: {
      'Overview by namespace': ({ overview }) => sum(overview.namespaces?.map(({ pods }) => pods) ?? []) ?? 0,
      Workloads: ({ pods }) => pods.filter(({ phase }) => phase !== 'Succeeded' && phase !== 'Failed').length,
    },
  },
  {
    name: 'GPUs and instances that pods hold, by the exporters, one that namespaces share in each of them',
    places: {
      'Overview by namespace': ({ overview }) =>
        sum(overview.namespaces?.map(({ assigned }) => assigned) ?? []) ?? 0,
      GPUs: ({ gpus }) => sum(gpus.map(({ pods }) => distinct(pods.map(({ namespace }) => namespace)))) ?? 0,
    },
  },
  {
    name: 'GPUs that pods hold in whole or in part, by the exporters',
    places: {
      GPUs: ({ gpus }) => distinct(gpus.filter(({ pods }) => pods.length > 0).map(({ uuid }) => uuid)),
      'dashboard GPUs by namespace': count('gpu-namespace/gpus-now'),
    },
  },
  {
    name: 'GPUs that pods of a namespace hold in whole or in part, summed over namespaces',
    places: {
      GPUs: ({ gpus }) =>
        distinct(gpus.flatMap(({ uuid, pods }) => pods.map(({ namespace }) => `${uuid} ${namespace}`))),
      'dashboard GPUs by namespace': ({ panels }) =>
        sum((panels.get('gpu-namespace/gpus-namespaces') ?? []).map(({ value }) => value)) ?? 0,
    },
  },
  {
    name: 'Units that device plugins offer',
    places: {
      Nodes: ({ nodes }) => unitsOf(nodes, 'allocatable'),
      'dashboard GPU Operator': ofKubeStateMetrics('gpu-operator/allocatable'),
    },
  },
  {
    name: 'Units that pods request of device plugins',
    places: {
      Nodes: ({ nodes }) => unitsOf(nodes, 'requested'),
      Workloads: ({ pods }) =>
        sum(
          pods
            .filter(({ node, phase }) => node !== null && phase !== 'Succeeded' && phase !== 'Failed')
            .flatMap(({ requests }) => Object.entries(requests))
            .map(([name, count]) => (OFFERED.test(name) ? count : 0)),
        ) ?? 0,
      'dashboard GPU Operator': ofKubeStateMetrics('gpu-operator/requested'),
    },
  },
  {
    name: 'Checks that fail, by result',
    places: {
      'Operator, its summary': ({ doctor }) => doctor.summary.fail,
      'Operator, its list': ({ doctor }) => doctor.results.filter(({ verdict }) => verdict === 'fail').length,
      'Operator, its checks': ({ doctor }) => sum(doctor.checks.map(({ fail }) => fail)) ?? 0,
    },
  },
  {
    name: 'Links of the metrics path that fail',
    places: {
      'Operator, the path': ({ operator }) =>
        operator.metrics.links.filter(({ verdict }) => verdict === 'fail').length,
      'Operator, its checks': ({ doctor, operator }) => {
        const links = new Set(operator.metrics.links.map(({ check }) => check));
        return doctor.checks.filter(({ check, verdict }) => links.has(check) && verdict === 'fail').length;
      },
    },
  },
  {
    name: 'Problems that a check found',
    places: {
      Overview: ({ overview }) => overview.problems.filter(({ kind }) => kind !== 'alert').length,
      'Overview, those that the checks list as bad': ({ overview, doctor }) => {
        const bad = new Set(
          doctor.results
            .filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
            .map(({ id }) => id),
        );
        return overview.problems.filter(({ id }) => bad.has(id)).length;
      },
    },
  },
  {
    name: 'Pods that hold only GPUs that are idle',
    places: {
      Overview: ({ overview, gpus }) => {
        const idle = new Set(overview.idle?.map(({ uuid, instance }) => `${uuid}/${instance ?? ''}`));
        const pods = new Map<string, boolean>();
        for (const { uuid, instance, pods: holders } of gpus)
          for (const { namespace, name } of holders) {
            const key = `${namespace}/${name}`;
            pods.set(key, (pods.get(key) ?? true) && idle.has(`${uuid}/${instance?.id ?? ''}`));
          }
        return [...pods.values()].filter(Boolean).length;
      },
      Usage: ({ usage }) => usage.filter(({ idleSince }) => idleSince !== null).length,
    },
  },
];

/** What NVIDIA's device plugin offers: GPUs, their shares, MIG instances. */
const OFFERED = /^nvidia\.com\/(gpu(\.shared)?|mig-.+)$/;

function unitsOf(nodes: Shown['nodes'], side: 'allocatable' | 'requested'): number {
  const own = nodes.flatMap(({ resources }) => resources.filter(({ name }) => OFFERED.test(name)));
  return sum(own.map((resource) => resource[side])) ?? 0;
}
