import { type Measure, panelReading } from '@gpu-console/panels';
import type { Statistic } from '@gpu-console/shared/dashboards';
import { useLocale } from '../i18n/useLocale.ts';

interface PanelValueProps {
  readonly panel: Measure;
  readonly value: number | null;
  readonly statistic?: Statistic;
}

/** A value as its panel reads it, with its unit small and muted beside it. */
export function PanelValue({ panel, value, statistic }: PanelValueProps) {
  const reading = panelReading(panel, value, useLocale(), statistic);
  return (
    <span className="whitespace-nowrap">
      {reading.digits}
      {reading.unit !== '' && <span className="ml-0.5 text-[0.85em] text-muted">{reading.unit}</span>}
    </span>
  );
}
