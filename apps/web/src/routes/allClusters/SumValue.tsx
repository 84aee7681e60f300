import { formatNumber } from '@gpu-console/shared/units';
import type { ReactNode } from 'react';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import type { Sum } from './sums.ts';
import { allClustersTexts } from './texts.ts';

interface SumValueProps {
  readonly sum: Sum;
  /** The same amount in whole GPUs and parts, on hover. */
  readonly exact?: string | undefined;
  /** How the number is shown, where not as digits. */
  readonly children?: ReactNode;
}

/** A number and, where only some of several clusters tell theirs, of how many it is. */
export function SumValue({ sum, exact, children }: SumValueProps) {
  const texts = useTexts(allClustersTexts);
  const locale = useLocale();
  const { value, known, of } = sum;
  return (
    <>
      {children ?? <span title={exact}>{value === null ? '–' : formatNumber(value, locale)}</span>}
      {of > 1 && known > 0 && known < of && (
        <span className="block truncate text-xs font-normal text-warning">{texts.ofClusters(known, of)}</span>
      )}
    </>
  );
}
