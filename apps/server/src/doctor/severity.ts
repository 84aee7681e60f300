import type { CheckResult, Severity } from '@gpu-console/shared/contract';

/** Worth knowing, and nothing to do at once. */
const ASIDES: ReadonlySet<string> = new Set([
  'component-versions',
  'driver-versions',
  'metrics-catalogue',
  'platform-os',
  'platform-kernel',
  'platform-runtime',
  'platform-kubernetes',
  'kubesphere-workspace',
  'kubesphere-dashboards',
]);

/** XIDs that are an application's own, or only to be watched. */
const NOTES: ReadonlySet<string | null> = new Set(['application', 'observe']);

/**
 * How bad a result is, wherever it is shown: what does not work is critical, what works badly or waits is a warning, and what is
 * only worth knowing a note. Null for what passes, and for what nobody knows.
 */
export function severityOf({
  check,
  verdict,
  variant,
}: Pick<CheckResult, 'check' | 'verdict' | 'variant'>): Severity | null {
  if (verdict === 'fail') return 'critical';
  if (verdict !== 'warn') return null;
  return ASIDES.has(check) || (check === 'xid' && NOTES.has(variant)) ? 'info' : 'warning';
}
