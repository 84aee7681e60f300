import { xidOf } from '@gpu-console/shared/faults';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { fleetTexts } from './texts.ts';

/** The last XID, and what it means; in a table's cell the meaning is cut short where it must. */
export function LastXid({ code }: { code: number | null }) {
  const texts = useTexts(fleetTexts);
  const locale = useLocale();
  if (code === null) return <>–</>;
  if (code === 0) return <>{texts.field.noXid}</>;
  const meaning = xidOf(code).meaning[locale];
  return (
    <span title={meaning}>
      {code} <span className="text-muted">{meaning}</span>
    </span>
  );
}
