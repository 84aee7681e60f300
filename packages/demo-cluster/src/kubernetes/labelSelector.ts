import type { LabelSelector } from '@gpu-console/shared/kubernetes';
import { isRecord, listAt, recordAt, textAt } from './jsonAccess.ts';

/** A selector as objects write it (metav1.LabelSelector); undefined for what is none. */
export function readLabelSelector(value: unknown): LabelSelector | undefined {
  if (!isRecord(value)) return undefined;
  const labels = Object.entries(recordAt(value, 'matchLabels')).map(([key, label]) => [key, String(label)]);
  return {
    matchLabels: Object.fromEntries(labels),
    matchExpressions: listAt(value, 'matchExpressions').map((expression) => ({
      key: textAt(expression, 'key'),
      operator: textAt(expression, 'operator'),
      values: listAt(expression, 'values').map(String),
    })),
  };
}
