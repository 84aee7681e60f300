import { exportedNames, type MetricsContext, type Selection, selector } from '../../metrics/index.ts';
import type { QueryVariable } from '../model.ts';

/** Fields of which every device has one: their series tell what there is to choose. */
const TELLING = ['DCGM_FI_DEV_GPU_TEMP', 'DCGM_FI_DEV_FB_USED', 'DCGM_FI_PROF_GR_ENGINE_ACTIVE'];

function tellingSeries({ exported }: MetricsContext): string {
  const [name = 'DCGM_FI_DEV_GPU_TEMP'] = TELLING.flatMap((field) => exportedNames(field, exported));
  return name;
}

/** The host, by the first of the names that this cluster has for it. */
export function hostOf({ dialect }: MetricsContext): string {
  return dialect.host[0] ?? 'instance';
}

export function nodeChoice(context: MetricsContext, several: boolean): QueryVariable {
  return {
    kind: 'query',
    name: 'node',
    label: { en: 'Node', 'zh-CN': '节点' },
    query: `label_values(${tellingSeries(context)}, ${hostOf(context)})`,
    sort: 'natural',
    ...(several ? { multi: true, includeAll: true, allValue: '.+', selected: ['$__all'] } : {}),
  };
}

export function gpuChoice(context: MetricsContext): QueryVariable {
  const { uuid } = context.dialect;
  return {
    kind: 'query',
    name: 'gpu',
    label: { en: 'GPU', 'zh-CN': 'GPU' },
    query: `label_values(${tellingSeries(context)}${selector([{ label: hostOf(context), matching: '$node' }])}, ${uuid[0] ?? 'UUID'})`,
    sort: 'natural',
  };
}

/** Namespaces whose pods hold GPUs; undefined where the exporters name no workloads. */
export function namespaceChoice(context: MetricsContext, several: boolean): QueryVariable | undefined {
  const [labels] = context.dialect.workload;
  if (labels === undefined) return undefined;
  const held = selector([{ label: labels.pod, matching: '.+' }]);
  return {
    kind: 'query',
    name: 'namespace',
    label: { en: 'Namespace', 'zh-CN': '命名空间' },
    query: `label_values(${tellingSeries(context)}${held}, ${labels.namespace})`,
    regex: '/.+/',
    sort: 'natural',
    ...(several ? { multi: true, includeAll: true, allValue: '.+', selected: ['$__all'] } : {}),
  };
}

export function podChoice(context: MetricsContext): QueryVariable | undefined {
  const [labels] = context.dialect.workload;
  if (labels === undefined) return undefined;
  const inNamespace = selector([{ label: labels.namespace, matching: '$namespace' }]);
  return {
    kind: 'query',
    name: 'pod',
    label: { en: 'Pod', 'zh-CN': 'Pod' },
    query: `label_values(${tellingSeries(context)}${inNamespace}, ${labels.pod})`,
    regex: '/.+/',
    sort: 'natural',
  };
}

/** What is on the chosen nodes. */
export function ofChosenNodes({ dialect }: MetricsContext): Selection {
  return dialect.host.map((label) => [{ label, matching: '$node' }]);
}

/** The chosen GPU with its MIG instances. */
export function ofChosenGpu({ dialect }: MetricsContext): Selection {
  return dialect.uuid.map((label) => [{ label, matching: '$gpu' }]);
}

/** What the pods of the chosen namespaces hold. */
export function ofChosenNamespaces({ dialect }: MetricsContext): Selection {
  return dialect.workload.map(({ namespace, pod }) => [
    { label: namespace, matching: '$namespace' },
    { label: pod, matching: '.+' },
  ]);
}

/** What the chosen pod holds. */
export function ofChosenPod({ dialect }: MetricsContext): Selection {
  return dialect.workload.map(({ namespace, pod }) => [
    { label: namespace, matching: '$namespace' },
    { label: pod, matching: '$pod' },
  ]);
}
