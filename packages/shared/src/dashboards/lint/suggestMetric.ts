import { exportedNames } from '../../metrics/index.ts';
import { entryOf, fieldOf, RENAMED } from './knownMetrics.ts';

/** A metric that the cluster has in another's place; `factor` turns its samples into the other's. */
export interface MetricSuggestion {
  readonly metric: string;
  readonly factor: number;
}

/** What a cluster has in place of a metric that it lacks: the same under another name, or another measure of the same thing. */
export function suggestMetric(name: string, present: ReadonlySet<string>): MetricSuggestion | undefined {
  const renamed = RENAMED.flatMap(([old, now]) => (name === old ? [now] : name === now ? [old] : []));
  const field = fieldOf(name) ?? name;
  const [same] = [field, ...renamed].flatMap((one) => exportedNames(one, present));
  if (same !== undefined) return { metric: same, factor: 1 };
  const sameLetters = [...present].find((one) => one.toLowerCase() === name.toLowerCase());
  if (sameLetters !== undefined) return { metric: sameLetters, factor: 1 };
  const entry = entryOf(field);
  for (const other of entry?.metric.fields ?? []) {
    const [metric] = exportedNames(other.field, present);
    if (metric !== undefined) return { metric, factor: other.scale / (entry?.scale ?? 1) };
  }
  return undefined;
}
