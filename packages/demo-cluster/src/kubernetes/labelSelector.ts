import { isRecord, listAt, recordAt, textAt } from './jsonAccess.ts';

/** One rule of a label selector; `values` of In and NotIn only. */
export interface LabelRule {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

/** The rules of a selector as objects write it (metav1.LabelSelector), all of which have to hold. */
export function labelRules(selector: unknown): LabelRule[] {
  const equal = Object.entries(recordAt(selector, 'matchLabels')).map(
    ([key, value]): LabelRule => ({ key, operator: 'In', values: [String(value)] }),
  );
  const others = listAt(selector, 'matchExpressions').flatMap((expression): LabelRule[] => {
    const operator = OPERATORS.find((one) => one === textAt(expression, 'operator'));
    const values = listAt(expression, 'values').map(String);
    return operator === undefined ? [] : [{ key: textAt(expression, 'key'), operator, values }];
  });
  return [...equal, ...others];
}

/** Whether a selector takes what has these labels: an absent one nothing, an empty one everything. */
export function selectsLabels(selector: unknown, labels: Readonly<Record<string, string>> = {}): boolean {
  return isRecord(selector) && labelRules(selector).every((rule) => holds(rule, labels));
}

function holds({ key, operator, values }: LabelRule, labels: Readonly<Record<string, string>>): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    default:
      return (value !== undefined) === (operator === 'Exists');
  }
}
