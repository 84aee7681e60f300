import type { PodUsage } from '@gpu-console/shared/contract';
import type { TreeNode } from '../components/treeTable/treeRows.ts';

/** What a namespace, a workload or a pod held and made of it; `pods` are those that it is the sum of. */
export interface UsageRow {
  readonly kind: 'namespace' | 'workload' | 'pod' | 'total';
  readonly name: string;
  /** What kind of workload. */
  readonly workloadKind: string | null;
  readonly pods: readonly PodUsage[];
  readonly gpuHours: number;
  readonly idleGpuHours: number;
  /** Of the GPU-hours whose use is known; null where none is. */
  readonly idleShare: number | null;
  readonly meanUtilization: number | null;
  /** Of several pods that of the one with most. */
  readonly peakMemoryBytes: number | null;
  /** Of several pods that of the one idle for longest. */
  readonly idleSince: number | null;
}

/** The sum of some pods. */
export function usageRow(
  kind: UsageRow['kind'],
  name: string,
  pods: readonly PodUsage[],
  workloadKind: string | null = null,
): UsageRow {
  const sum = (of: (pod: PodUsage) => number) => pods.reduce((total, pod) => total + of(pod), 0);
  const measured = sum((pod) => pod.measuredGpuHours);
  const idleGpuHours = sum((pod) => pod.idleGpuHours);
  const used = sum((pod) => (pod.meanUtilization ?? 0) * pod.measuredGpuHours);
  const memory = pods.flatMap((pod) => pod.peakMemoryBytes ?? []);
  const idle = pods.flatMap((pod) => pod.idleSince ?? []);
  return {
    kind,
    name,
    workloadKind,
    pods,
    gpuHours: sum((pod) => pod.gpuHours),
    idleGpuHours,
    idleShare: measured === 0 ? null : idleGpuHours / measured,
    meanUtilization: measured === 0 ? null : used / measured,
    peakMemoryBytes: memory.length === 0 ? null : Math.max(...memory),
    idleSince: idle.length === 0 ? null : Math.min(...idle),
  };
}

/** Namespaces, in each its workloads, in each its pods. A pod without a workload stands for itself. */
export function usageTree(pods: readonly PodUsage[]): readonly TreeNode<UsageRow>[] {
  return [...groupBy(pods, ({ namespace }) => namespace)].map(([namespace, inNamespace]) => ({
    key: namespace,
    row: usageRow('namespace', namespace, inNamespace),
    children: [...groupBy(inNamespace, workloadKey)].flatMap(([key, own]) => workloadNodes(key, own)),
  }));
}

function workloadKey({ namespace, pod, owner }: PodUsage): string {
  return owner === null ? `${namespace}//${pod}` : `${namespace}/${owner.kind}/${owner.name}`;
}

function workloadNodes(key: string, pods: readonly PodUsage[]): readonly TreeNode<UsageRow>[] {
  const leaves = pods.map((pod) => ({
    key: `${pod.namespace}//${pod.pod}`,
    row: usageRow('pod', pod.pod, [pod]),
    children: [],
  }));
  const owner = pods[0]?.owner ?? null;
  if (owner === null) return leaves;
  return [{ key, row: usageRow('workload', owner.name, pods, owner.kind), children: leaves }];
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
