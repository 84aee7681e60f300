import {
  EVERYTHING,
  exportedNames,
  IDENTITY_FIELDS,
  type Matcher,
  type MetricsContext,
  narrowed,
  ofAnyPod,
  perDevice,
  type Selection,
  selector,
} from '../../metrics/index.ts';
import { ALL_VALUES, type QueryVariable } from '../model.ts';

/** A series that nearly every device has: its labels tell what there is to choose. */
function tellingSeries({ exported }: MetricsContext): string {
  const [name = IDENTITY_FIELDS[0]] = IDENTITY_FIELDS.flatMap((field) => exportedNames(field, exported));
  return name;
}

/** The host, by the first of the names that this cluster has for it. */
export function hostOf({ dialect }: MetricsContext): string {
  return dialect.host[0] ?? 'instance';
}

/** The UUID, by the first of the names that this cluster has for it. */
const uuidOf = ({ dialect }: MetricsContext): string => dialect.uuid[0] ?? 'UUID';

/** What may be chosen at once besides a single value: any number of them, all until somebody chooses. */
const SEVERAL = { multi: true, includeAll: true, allValue: '.+', selected: [ALL_VALUES] };

interface Choice extends Omit<QueryVariable, 'kind' | 'query' | 'sort'> {
  /** Whose values there are to choose from, */
  readonly of: string;
  /** among devices with these labels. */
  readonly among?: Matcher;
}

/** The series whose labels tell what there is. */
const seriesAmong = (context: MetricsContext, among?: Matcher) =>
  `${tellingSeries(context)}${among === undefined ? '' : selector([among])}`;

/** The values that a label has among devices, at any time of the range. */
function choice(context: MetricsContext, { of, among, ...rest }: Choice): QueryVariable {
  const query = `label_values(${seriesAmong(context, among)}, ${of})`;
  return { kind: 'query', query, sort: 'natural', ...rest };
}

/** The values that a label has among devices at the end of the range: of what comes and goes, the first is there. */
function choiceOfNow(context: MetricsContext, { of, among, ...rest }: Choice): QueryVariable {
  const query = `query_result(count by (${of}) (${seriesAmong(context, among)}))`;
  return { kind: 'query', query, regex: `/${of}="(?<value>[^"]+)"/`, sort: 'natural', ...rest };
}

/** @param several whether any number may be chosen, and what is until somebody chooses: all, or the first by name */
export function nodeChoice(context: MetricsContext, several: 'all' | 'first' | false): QueryVariable {
  const { selected, ...any } = SEVERAL;
  const label = { en: 'Node', 'zh-CN': '节点' };
  return choice(context, {
    ...{ name: 'node', label, of: hostOf(context) },
    ...(several === false ? {} : any),
    ...(several === 'all' ? { selected } : {}),
  });
}

/** Sorts after any label that exporters give: answers have their labels in that order. */
const WORDS = 'words';

/** Devices on the chosen nodes: UUIDs, which people read as node and index. */
export function gpuChoice(context: MetricsContext, several: boolean): QueryVariable {
  const [uuid, host] = [uuidOf(context), hostOf(context)];
  const devices = perDevice(seriesAmong(context, { label: host, matching: '$node' }), context.dialect, [
    uuid,
    host,
    'gpu',
  ]);
  return {
    kind: 'query',
    name: 'gpu',
    label: { en: 'GPU', 'zh-CN': 'GPU' },
    query: `query_result(label_join(${devices}, "${WORDS}", " · GPU ", "${host}", "gpu"))`,
    regex: `/${uuid}="(?<value>[^"]+)".*${WORDS}="(?<text>[^"]+)"/`,
    sort: 'natural',
    ...(several ? SEVERAL : {}),
  };
}

/** Namespaces whose pods hold GPUs: any number of the range's, or one of now; undefined where the exporters name no workloads. */
export function namespaceChoice(context: MetricsContext, several: boolean): QueryVariable | undefined {
  const [labels] = context.dialect.workload;
  return (
    labels &&
    (several ? choice : choiceOfNow)(context, {
      name: 'namespace',
      label: { en: 'Namespace', 'zh-CN': '命名空间' },
      of: labels.namespace,
      among: { label: labels.pod, matching: '.+' },
      ...(several ? { regex: '/.+/', ...SEVERAL } : {}),
    })
  );
}

/** Pods that hold GPUs of the chosen namespace now; undefined where the exporters name no workloads. */
export function podChoice(context: MetricsContext): QueryVariable | undefined {
  const [labels] = context.dialect.workload;
  return (
    labels &&
    choiceOfNow(context, {
      name: 'pod',
      label: { en: 'Pod', 'zh-CN': 'Pod' },
      of: labels.pod,
      among: { label: labels.namespace, matching: '$namespace' },
    })
  );
}

/** MIG instances of the chosen GPU, by their ids; all of them until one is chosen by a link. */
export function instanceChoice(context: MetricsContext): QueryVariable {
  return choice(context, {
    name: 'instance',
    label: { en: 'MIG instance', 'zh-CN': 'MIG 实例' },
    hidden: 'variable',
    of: 'GPU_I_ID',
    among: { label: uuidOf(context), matching: '$gpu' },
    ...{ includeAll: true, allValue: '.*', selected: [ALL_VALUES] },
  });
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

/** What the pods of the chosen namespaces hold, exporters' own left out. */
export function ofChosenNamespaces({ dialect }: MetricsContext): Selection {
  return dialect.workload.flatMap((labels) =>
    narrowed(ofAnyPod({ ...dialect, workload: [labels] }), {
      label: labels.namespace,
      matching: '$namespace',
    }),
  );
}

/** What the chosen pod holds. */
export function ofChosenPod({ dialect }: MetricsContext): Selection {
  return dialect.workload.map(({ namespace, pod }) => [
    { label: namespace, matching: '$namespace' },
    { label: pod, matching: '$pod' },
  ]);
}
