import type { CheckResult, Evidence, Subject, Verdict } from '@gpu-console/shared/contract';
import { type CheckId, stageOf, type VariantOf } from '@gpu-console/shared/doctor';
import type { Params } from '@gpu-console/shared/texts';
import type { Facts } from './facts.ts';

/** A result as a check gives it; commands and severity are added when all is known. */
export type Finding = Omit<CheckResult, 'commands' | 'severity'>;
export type Blocker = NonNullable<CheckResult['blockedBy']>;

export interface Check {
  readonly id: CheckId;
  readonly run: (facts: Facts) => readonly Finding[];
}

interface Details {
  /** Tells one of several findings about a subject from the others. */
  readonly about?: string;
  readonly params?: Params;
  readonly evidence?: readonly Evidence[];
}

/** Makes the findings of one check. */
export interface Finder<C extends CheckId> {
  pass(subject: Subject, evidence?: readonly Evidence[]): Finding;
  warn(
    subject: Subject,
    variant: VariantOf<C>,
    details?: Details & { readonly blockedBy?: Blocker },
  ): Finding;
  fail(subject: Subject, variant: VariantOf<C>, details?: Details): Finding;
  /** @param reason why it cannot be told, in the words of who refused */
  unknown(subject: Subject, reason: string): Finding;
}

/** A check that looks at the facts and tells what it found, about each subject that it applies to. */
export function check<C extends CheckId>(
  id: C,
  run: (facts: Facts, found: Finder<C>) => readonly Finding[],
): Check {
  const make = (
    subject: Subject,
    verdict: Verdict,
    more: Partial<Finding> = {},
    about?: string,
  ): Finding => ({
    id: [id, subject.namespace, subject.name, more.variant, about].filter(Boolean).join('/'),
    check: id,
    stage: stageOf(id) ?? '',
    subject,
    verdict,
    variant: null,
    params: {},
    evidence: [],
    blockedBy: null,
    reason: null,
    ...more,
  });
  const detailed = (variant: string, { params = {}, evidence = [] }: Details) => ({
    variant,
    params: { ...params },
    evidence: [...evidence],
  });
  const found: Finder<C> = {
    pass: (subject, evidence = []) => make(subject, 'pass', { evidence: [...evidence] }),
    warn: (subject, variant, { blockedBy, ...details } = {}) =>
      make(subject, 'warn', { ...detailed(variant, details), blockedBy: blockedBy ?? null }, details.about),
    fail: (subject, variant, details = {}) =>
      make(subject, 'fail', detailed(variant, details), details.about),
    unknown: (subject, reason) => make(subject, 'unknown', { reason }),
  };
  return { id, run: (facts) => run(facts, found) };
}

export const CLUSTER: Subject = { kind: 'cluster', name: '', namespace: null, node: null };

export function nodeSubject(name: string): Subject {
  return { kind: 'node', name, namespace: null, node: name };
}

export function podSubject(pod: {
  readonly namespace: string;
  readonly name: string;
  readonly node: string | null;
}): Subject {
  return { kind: 'pod', name: pod.name, namespace: pod.namespace, node: pod.node };
}

export function gpuSubject(gpu: { readonly uuid: string; readonly node: string | null }): Subject {
  return { kind: 'gpu', name: gpu.uuid, namespace: null, node: gpu.node };
}

/** @param time Unix seconds since when it is so, or of which it is */
export function seen(object: string, field: string, value: unknown, time: number | null = null): Evidence {
  return { object, field, value: String(value ?? '—'), time };
}
