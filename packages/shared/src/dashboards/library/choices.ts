import {
  EVERYTHING,
  exportedNames,
  IDENTITY_FIELDS,
  type MetricsContext,
  type Selection,
  selector,
} from '../../metrics/index.ts';
import type { QueryVariable } from '../model.ts';

/** A series that nearly every device has: its labels tell what there is to choose. */
function tellingSeries({ exported }: MetricsContext): string {
  const [name = IDENTITY_FIELDS[0]] = IDENTITY_FIELDS.flatMap((field) => exportedNames(field, exported));
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

/** Devices by their UUIDs, on the chosen nodes. */
export function gpuChoice(context: MetricsContext, several: boolean): QueryVariable {
  const { uuid } = context.dialect;
  return {
    kind: 'query',
    name: 'gpu',
    label: { en: 'GPU', 'zh-CN': 'GPU' },
    query: `label_values(${tellingSeries(context)}${selector([{ label: hostOf(context), matching: '$node' }])}, ${uuid[0] ?? 'UUID'})`,
    sort: 'natural',
    ...(several ? { multi: true, includeAll: true, allValue: '.+', selected: ['$__all'] } : {}),
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

/** MIG instances of the chosen GPU, by their ids; all of them until one is chosen by a link. */
export function instanceChoice(context: MetricsContext): QueryVariable {
  const { uuid } = context.dialect;
  return {
    kind: 'query',
    name: 'instance',
    label: { en: 'MIG instance', 'zh-CN': 'MIG 实例' },
    hidden: 'variable',
    query: `label_values(${tellingSeries(context)}${selector([{ label: uuid[0] ?? 'UUID', matching: '$gpu' }])}, GPU_I_ID)`,
    sort: 'natural',
    ...{ includeAll: true, allValue: '.*', selected: ['$__all'] },
  };
}

/** What is on the chosen nodes. */
export function ofChosenNodes({ dialect }: MetricsContext): Selection {
  return dialect.host.map((label) => [{ label, matching: '$node' }]);
}

/** The chosen GPUs, of the chosen nodes where exporters name those. */
export function ofChosenGpus(context: MetricsContext): Selection {
  const nodes = ofChosenNodes(context);
  return (nodes.length === 0 ? EVERYTHING : nodes).flatMap((matchers) =>
    context.dialect.uuid.map((label) => [...matchers, { label, matching: '$gpu' }]),
  );
}

/** The chosen GPU with its MIG instances, or one of those. */
export function ofChosenInstance({ dialect }: MetricsContext): Selection {
  return dialect.uuid.map((label) => [
    { label, matching: '$gpu' },
    { label: 'GPU_I_ID', matching: '$instance' },
  ]);
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
