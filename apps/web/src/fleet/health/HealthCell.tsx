import { titleOf } from '@gpu-console/shared/doctor';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { fleetTexts } from '../texts.ts';
import { type Health, problemLabel } from './health.ts';

/** The worst problem and how many more there are; all of them in full on hover. */
export function HealthCell({ health: { problems, unjudged } }: { health: Health }) {
  const texts = useTexts(fleetTexts);
  const locale = useLocale();
  const [worst, ...others] = problems;
  if (worst !== undefined)
    return (
      <span
        className="flex min-w-0 items-center gap-1"
        title={problems.map(({ title }) => title[locale]).join('\n')}
      >
        <StatusBadge status={worst.severity}>{problemLabel(worst, texts.health, locale)}</StatusBadge>
        {others.length > 0 && <span className="shrink-0 text-muted">{texts.field.more(others.length)}</span>}
      </span>
    );
  if (unjudged.length === 0) return <StatusBadge status="ok">{texts.health.ok}</StatusBadge>;
  const titles = unjudged.map((check) => titleOf(check, locale));
  return (
    <span title={[texts.health.unjudged, ...titles].join('\n')}>
      <StatusBadge status="unknown">{texts.health.noneKnown}</StatusBadge>
    </span>
  );
}
