import type { CheckResult } from '@gpu-console/shared/contract';
import { StatusBadge } from '../components/StatusBadge.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { checkTexts } from './texts.ts';

interface VerdictBadgeProps {
  readonly result: Pick<CheckResult, 'verdict' | 'severity'> & Partial<Pick<CheckResult, 'blockedBy'>>;
}

/** How bad a result is, else that it passes or is unknown; who waits for another looks calmer than who is to blame. */
export function VerdictBadge({ result: { verdict, severity, blockedBy = null } }: VerdictBadgeProps) {
  const texts = useTexts(checkTexts);
  if (blockedBy !== null) return <StatusBadge status="unknown">{texts.waits}</StatusBadge>;
  if (severity !== null) return <StatusBadge status={severity}>{texts.severities[severity]}</StatusBadge>;
  const isPass = verdict === 'pass';
  return (
    <StatusBadge status={isPass ? 'ok' : 'unknown'}>
      {texts.verdicts[isPass ? 'pass' : 'unknown']}
    </StatusBadge>
  );
}
