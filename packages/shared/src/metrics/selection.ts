import type { Dialect } from './dialect.ts';

/** One label matcher: the label is any of `in`, exactly; `matching` and `notMatching` take a regular expression (RE2). */
export type Matcher =
  | { readonly label: string; readonly in: readonly string[] }
  | { readonly label: string; readonly matching: string }
  | { readonly label: string; readonly notMatching: string };

/** Samples that any of these sets of matchers selects: exporters of several eras call one thing by several labels. */
export type Selection = readonly (readonly Matcher[])[];

export const EVERYTHING: Selection = [[]];

/** Exporters' pods by their usual name: what `pod` holds where a scrape overwrites it, or where no workload has the GPU. */
const EXPORTER_POD = '.*dcgm-exporter.*';

function exporterPods({ exporters }: Pick<Dialect, 'exporters'>): string {
  return exporters === undefined ? EXPORTER_POD : `${EXPORTER_POD}|${exporters}`;
}

/** True for a pod that, by its name, is an exporter and so never a workload. */
export function isExporterPod(name: string, dialect: Pick<Dialect, 'exporters'> = {}): boolean {
  return new RegExp(`^(${exporterPods(dialect)})$`).test(name);
}

/** The GPUs with these UUIDs. */
export function ofGpus(uuids: readonly string[], { uuid }: Dialect): Selection {
  return uuid.map((label) => [{ label, in: uuids }]);
}

/** What a pod holds or held; empty where the exporters name no workloads. */
export function ofPod(namespace: string, name: string, { workload }: Dialect): Selection {
  return workload.map((labels) => [
    { label: labels.namespace, in: [namespace] },
    { label: labels.pod, in: [name] },
  ]);
}

/**
 * What pods hold or held, for each of the workload's names; empty where the exporters name no workloads. Where one pod label
 * goes with several for the namespace, the first of them that a series has is its namespace.
 */
export function ofAnyPod(dialect: Dialect): Selection {
  return dialect.workload.map(({ pod, namespace }, index) => {
    const sharing = dialect.workload.filter((other) => other.pod === pod);
    const before = dialect.workload.slice(0, index).filter((other) => other.pod === pod);
    return [
      { label: pod, matching: '.+' },
      ...(pod === 'exported_pod' ? [] : [{ label: pod, notMatching: exporterPods(dialect) }]),
      ...(sharing.length > 1 ? [{ label: namespace, matching: '.+' }] : []),
      ...before.map((other) => ({ label: other.namespace, in: [''] })),
    ];
  });
}

/** Of a selection, what one more matcher leaves. */
export function narrowed(selection: Selection, matcher: Matcher): Selection {
  return selection.map((matchers) => [...matchers, matcher]);
}
