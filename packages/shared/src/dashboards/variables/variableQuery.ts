/** What Prometheus is to be asked for a variable's values. */
export type VariableQuery =
  /** Values of a label, of the series that `match` selects or of all. */
  | { readonly kind: 'labelValues'; readonly label: string; readonly match?: string }
  /** Names of all labels, or of those of the series that `match` selects. */
  | { readonly kind: 'labelNames'; readonly match?: string }
  /** Names of metrics that a regular expression (RE2) matches anywhere in them. */
  | { readonly kind: 'metrics'; readonly pattern: string }
  /** The samples of an instant query, each as `resultText` writes it. */
  | { readonly kind: 'instant'; readonly expr: string }
  /** The series that a selector selects, each as `resultText` writes it without a value. */
  | { readonly kind: 'series'; readonly match: string };

/** In the order of the questions: the values, or what Prometheus said where asking failed. */
export type VariableAnswer =
  | { readonly values: readonly string[] }
  | { readonly error: { readonly message: string } };

/** The question that Grafana's and KubeSphere's notation stands for; undefined for an empty one. */
export function readVariableQuery(text: string): VariableQuery | undefined {
  const query = text.trim();
  const [, name = '', inside = ''] =
    /^(label_names|label_values|metrics|query_result)\((.*)\)\s*$/s.exec(query) ?? [];
  const argument = inside.trim();
  switch (name) {
    case 'label_names':
      return argument === '' ? { kind: 'labelNames' } : { kind: 'labelNames', match: argument };
    case 'label_values':
      return labelValues(argument);
    case 'metrics':
      return { kind: 'metrics', pattern: argument };
    case 'query_result':
      return argument === '' ? undefined : { kind: 'instant', expr: argument };
    default:
      return query === '' ? undefined : { kind: 'series', match: query };
  }
}

/** The label is what stands behind the last comma. */
function labelValues(argument: string): VariableQuery | undefined {
  const comma = argument.lastIndexOf(',');
  const label = argument.slice(comma + 1).trim();
  if (!/^[A-Za-z_][\w.:-]*$/.test(label)) return undefined;
  const match = argument.slice(0, Math.max(0, comma)).trim();
  return match === '' ? { kind: 'labelValues', label } : { kind: 'labelValues', label, match };
}

/** A sample as a text that a variable's regular expression can take apart: `metric{label="value"} 1 1700000000000`. */
export function resultText(
  labels: Readonly<Record<string, string>>,
  sample?: { readonly value: number; readonly time: number },
): string {
  const { __name__: metric = '', ...others } = labels;
  const pairs = Object.entries(others).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  const series = `${metric}{${pairs.join(',')}}`;
  return sample === undefined ? series : `${series} ${sample.value} ${sample.time * 1000}`;
}
