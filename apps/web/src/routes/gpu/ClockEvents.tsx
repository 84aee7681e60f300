import { clockEventsOf } from '@gpu-console/shared/faults';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { gpuTexts } from './texts.ts';

const TONES = { normal: 'unknown', limit: 'info', fault: 'warning' } as const;

/** Why the clocks are not at their highest now; a dash where nothing tells. */
export function ClockEvents({ mask }: { mask: number | null }) {
  const locale = useLocale();
  const texts = useTexts(gpuTexts);
  if (mask === null) return <>–</>;
  const events = clockEventsOf(mask);
  if (events.length === 0) return <>{texts.noClockEvents}</>;
  return (
    <span className="flex flex-wrap gap-1">
      {events.map(({ bit, name, help, kind }) => (
        <span key={bit} title={help[locale]}>
          <StatusBadge status={TONES[kind]}>{name[locale]}</StatusBadge>
        </span>
      ))}
    </span>
  );
}
