import type { ReactNode } from 'react';
import { classNames } from '../components/classNames.ts';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { useCurrentSection } from './sections.ts';
import { pageTexts } from './texts.ts';

interface PageProps {
  /** Its section's unless told. */
  readonly title?: string;
  /** The state in a badge. */
  readonly badge?: ReactNode;
  /** Three to five facts. */
  readonly facts?: ReactNode;
  /** What the page is of, in a line below its name. */
  readonly note?: ReactNode;
  /** For pages that are one table: it takes the height that is left. */
  readonly filled?: boolean;
  readonly children: ReactNode;
}

/** A page: what it shows in its header, then the content 16 px apart. */
export function Page({ title: ownTitle, badge, facts, note, filled = false, children }: PageProps) {
  const texts = useTexts(pageTexts);
  const locale = useLocale();
  const section = useCurrentSection();
  const title = ownTitle ?? section?.title[locale] ?? '';
  return (
    <div className={classNames('flex flex-col gap-4 p-3 md:p-4', filled && 'h-full')}>
      <title>{`${title} · ${texts.appName}`}</title>
      <header className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="min-w-0 text-title font-semibold break-all">{title}</h1>
        {badge}
        {facts !== undefined && (
          <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1 text-muted">{facts}</div>
        )}
        {note !== undefined && <p className="min-w-0 basis-full break-words text-muted">{note}</p>}
      </header>
      {children}
    </div>
  );
}
