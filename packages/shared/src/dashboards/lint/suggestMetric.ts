import { exportedAs } from '../../metrics/index.ts';
import { otherNamesOf } from '../../metrics/renamedFields.ts';
import { entryOf, heldField } from './knownMetrics.ts';

/** A metric that the cluster has in another's place; `factor` turns its samples into the other's. */
export interface MetricSuggestion {
  readonly metric: string;
  readonly factor: number;
}

/** What a cluster has in place of a metric that it lacks: the same under another name, or another measure of the same thing. */
export function suggestMetric(name: string, present: ReadonlySet<string>): MetricSuggestion | undefined {
  const held = heldField(name);
  const [same] = held === undefined ? [] : exportedAs(held.field, present);
  if (held !== undefined && same !== undefined)
    return { metric: same.name, factor: same.factor / held.factor };
  const renamed = otherNamesOf(name).find((other) => present.has(other.name));
  if (renamed !== undefined) return { metric: renamed.name, factor: renamed.factor };
  const sameLetters = [...present].find((one) => one.toLowerCase() === name.toLowerCase());
  if (sameLetters !== undefined) return { metric: sameLetters, factor: 1 };
  const entry = held && entryOf(held.field);
  for (const other of entry?.metric.fields ?? []) {
    const [metric] = exportedAs(other.field, present);
    if (metric !== undefined && entry !== undefined && held !== undefined)
      return { metric: metric.name, factor: (other.scale * metric.factor) / (entry.scale * held.factor) };
  }
  return undefined;
}
