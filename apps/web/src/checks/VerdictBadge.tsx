import type { CheckResult, Verdict } from '@gpu-console/shared/contract';
import { type Status, StatusBadge } from '../components/StatusBadge.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { checkTexts } from './texts.ts';

const STATUS: Readonly<Record<Verdict, Status>> = {
  pass: 'ok',
  warn: 'warning',
  fail: 'critical',
  unknown: 'unknown',
};

interface VerdictBadgeProps {
  readonly result: Pick<CheckResult, 'verdict'> & Partial<Pick<CheckResult, 'blockedBy'>>;
}

/** A verdict; who waits for another looks calmer than who is to blame. */
export function VerdictBadge({ result: { verdict, blockedBy = null } }: VerdictBadgeProps) {
  const texts = useTexts(checkTexts);
  if (blockedBy !== null) return <StatusBadge status="unknown">{texts.waits}</StatusBadge>;
  return <StatusBadge status={STATUS[verdict]}>{texts.verdicts[verdict]}</StatusBadge>;
}
