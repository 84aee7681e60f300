import { Link, useMatches } from '@tanstack/react-router';
import { classNames } from '../components/classNames.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { SECTIONS } from './navigation.ts';
import { shellTexts } from './texts.ts';

interface NavLinksProps {
  readonly cluster: string;
  /** Icons only; names show on hover and to screen readers. */
  readonly collapsed?: boolean;
  readonly onFollow?: () => void;
}

/** Links to the sections; the one that the page belongs to is marked. */
export function NavLinks({ cluster, collapsed = false, onFollow }: NavLinksProps) {
  const texts = useTexts(shellTexts);
  const current = useMatches({ select: (matches) => matches.at(-1)?.staticData.section });
  return (
    <ul className="flex flex-col gap-0.5 p-2">
      {SECTIONS.map(({ id, to, icon: Icon }) => (
        <li key={id}>
          <Link
            to={to}
            params={{ cluster }}
            aria-current={id === current ? 'page' : undefined}
            title={collapsed ? texts.nav[id] : undefined}
            onClick={() => onFollow?.()}
            className={classNames(
              'flex h-9 items-center gap-2.5 rounded-md px-3',
              id === current
                ? 'bg-accent-soft font-medium text-accent'
                : 'text-muted hover:bg-hover hover:text-ink',
            )}
          >
            <Icon aria-hidden size={16} className="shrink-0" />
            <span className={collapsed ? 'sr-only' : 'truncate'}>{texts.nav[id]}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
