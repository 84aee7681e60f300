import { useTranslation } from 'react-i18next';

/** The console's mark and name. */
export function Brand({ collapsed = false }: { collapsed?: boolean }) {
  const { t } = useTranslation();
  return (
    <span className="flex items-center gap-2.5 text-lg font-semibold whitespace-nowrap">
      <img src="/favicon.svg" alt="" width={24} height={24} className="shrink-0" />
      <span className={collapsed ? 'sr-only' : undefined}>{t('app.name')}</span>
    </span>
  );
}
