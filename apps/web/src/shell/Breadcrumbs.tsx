import { Link, useMatches } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { useCurrentSection } from '../page/sections.ts';
import { shellTexts } from './texts.ts';

/** Where this page is: its section, and below that the thing it shows. */
export function Breadcrumbs({ cluster }: { cluster: string }) {
  const texts = useTexts(shellTexts);
  const match = useMatches({ select: (matches) => matches.at(-1) });
  const section = useCurrentSection();
  const locale = useLocale();
  if (match === undefined || section === undefined) return null;
  const leaf = match.staticData.leaf?.(match.params);
  return (
    <nav aria-label={texts.nav.breadcrumbs} className="hidden min-w-0 md:block">
      <ol className="flex min-w-0 items-center gap-1.5">
        <li className="shrink-0">
          {leaf === undefined ? (
            <span aria-current="page">{section.title[locale]}</span>
          ) : (
            <Link
              to={`/c/$cluster/${section.id}`}
              params={{ cluster }}
              className="text-muted hover:text-ink hover:underline"
            >
              {section.title[locale]}
            </Link>
          )}
        </li>
        {leaf !== undefined && (
          <li className="flex min-w-0 items-center gap-1.5">
            <ChevronRight aria-hidden size={14} className="shrink-0 text-faint" />
            <span aria-current="page" className="truncate" title={leaf}>
              {leaf}
            </span>
          </li>
        )}
      </ol>
    </nav>
  );
}
