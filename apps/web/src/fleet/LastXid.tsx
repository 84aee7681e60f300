import { xidOf } from '@gpu-console/shared/faults';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../i18n/useLocale.ts';

/** The last XID, and what it means; in a table's cell the meaning is cut short where it must. */
export function LastXid({ code }: { code: number | null }) {
  const { t } = useTranslation();
  const locale = useLocale();
  if (code === null) return <>–</>;
  if (code === 0) return <>{t('field.noXid')}</>;
  const meaning = xidOf(code).meaning[locale];
  return (
    <span title={meaning}>
      {code} <span className="text-muted">{meaning}</span>
    </span>
  );
}
