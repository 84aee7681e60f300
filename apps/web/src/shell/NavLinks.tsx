import { Link } from '@tanstack/react-router';
import { classNames } from '../components/classNames.ts';
import { useLocale } from '../i18n/useLocale.ts';
import { sections, useCurrentSection } from '../page/sections.ts';
import { satisfies, useScope } from '../state/scope.ts';

interface NavLinksProps {
  readonly cluster: string;
  /** Icons only; names show on hover and to screen readers. */
  readonly collapsed?: boolean;
  readonly onFollow?: () => void;
}

/** Links to the sections that the reader may see anything in; the one that the page belongs to is marked. */
export function NavLinks({ cluster, collapsed = false, onFollow }: NavLinksProps) {
  const locale = useLocale();
  const current = useCurrentSection()?.id;
  const scope = useScope();
  return (
    <ul className="flex flex-col gap-0.5 p-2">
      {sections
        .filter(({ needs }) => satisfies(scope, needs))
        .map(({ id, title, icon: Icon }) => (
          <li key={id}>
            <Link
              to={`/c/$cluster/${id}`}
              params={{ cluster }}
              aria-current={id === current ? 'page' : undefined}
              title={collapsed ? title[locale] : undefined}
              onClick={() => onFollow?.()}
              className={classNames(
                'flex h-9 items-center gap-2.5 rounded-md px-3',
                id === current
                  ? 'bg-accent-soft font-medium text-accent'
                  : 'text-muted hover:bg-hover hover:text-ink',
              )}
            >
              <Icon aria-hidden size={16} className="shrink-0" />
              <span className={collapsed ? 'sr-only' : 'truncate'}>{title[locale]}</span>
            </Link>
          </li>
        ))}
    </ul>
  );
}
