import { useTexts } from '../i18n/useTexts.ts';
import { pageTexts } from '../page/texts.ts';
import { basePath } from '../state/served.ts';

/** The console's mark and name. */
export function Brand({ collapsed = false }: { collapsed?: boolean }) {
  const page = useTexts(pageTexts);
  return (
    <span className="flex items-center gap-2.5 text-lg font-semibold whitespace-nowrap">
      <img src={`${basePath}/favicon.svg`} alt="" width={24} height={24} className="shrink-0" />
      <span className={collapsed ? 'sr-only' : undefined}>{page.appName}</span>
    </span>
  );
}
