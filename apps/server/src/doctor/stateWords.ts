import type { Evidence } from '@gpu-console/shared/contract';
import type { PolicyRecord } from '../kubernetes/policies.ts';
import { seen } from './check.ts';

type Stated = Pick<PolicyRecord, 'state' | 'conditions'>;

/** What one of the operator's own resources says of its state. */
export function stateEvidence(object: string, { state, conditions }: Stated): readonly Evidence[] {
  return [
    seen(object, '.status.state', state),
    ...conditions.map(({ type, status, message, since }) =>
      seen(object, `.status.conditions[${type}]`, [status, message].filter(Boolean).join(': '), since),
    ),
  ];
}

/** Its own words for what is wrong; a dash where it has none. */
export function stateMessage({ conditions }: Pick<Stated, 'conditions'>): string {
  const condition =
    conditions.find(({ type, status }) => type === 'Error' && status === 'True') ?? conditions[0];
  return condition?.message || condition?.reason || '—';
}
