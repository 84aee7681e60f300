import { wholeNumber } from './wholeNumber.ts';

export type Labels = Readonly<Record<string, string>>;

/** What a label has to be: `In`, `NotIn`, `Exists`, `DoesNotExist`, and of nodes `Gt` or `Lt`. */
export interface LabelRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** As objects write it (metav1.LabelSelector): all of it has to hold. */
export interface LabelSelector {
  readonly matchLabels?: Labels | undefined;
  readonly matchExpressions?:
    | readonly {
        readonly key: string;
        readonly operator: string;
        readonly values?: readonly string[] | undefined;
      }[]
    | undefined;
}

/** apimachinery, labels.Requirement: one that is malformed matches nothing, an absent label satisfies `NotIn`. */
export function meetsRequirement({ key, operator, values }: LabelRequirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return values.length > 0 && (value === undefined || !values.includes(value));
    case 'Exists':
      return values.length === 0 && value !== undefined;
    case 'DoesNotExist':
      return values.length === 0 && value === undefined;
    case 'Gt':
    case 'Lt': {
      const [own, bound] = [wholeNumber(value ?? ''), wholeNumber(values[0] ?? '')];
      if (values.length !== 1 || own === undefined || bound === undefined) return false;
      return operator === 'Gt' ? own > bound : own < bound;
    }
    default:
      return false;
  }
}

/** What a selector requires, one by one. */
export function requirementsOf({
  matchLabels = {},
  matchExpressions = [],
}: LabelSelector): LabelRequirement[] {
  return [
    ...Object.entries(matchLabels).map(([key, value]) => ({ key, operator: 'In', values: [value] })),
    ...matchExpressions.map(({ key, operator, values = [] }) => ({ key, operator, values })),
  ];
}

/** Whether a selector takes what has these labels: an absent one takes nothing, an empty one everything. */
export function selectsLabels(selector: LabelSelector | null | undefined, labels: Labels): boolean {
  return (
    selector != null && requirementsOf(selector).every((requirement) => meetsRequirement(requirement, labels))
  );
}

/** Whether all of these labels are there, as a pod's `nodeSelector` asks of its node. */
export function hasLabels(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

/** A Service's selector; one without labels selects nothing, its endpoints are somebody's handiwork. */
export function serviceSelects(selector: Labels | null | undefined, labels: Labels): boolean {
  const wanted = selector ?? {};
  return Object.keys(wanted).length > 0 && hasLabels(labels, wanted);
}
