import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { classNames } from '../components/classNames.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { readStored, writeStored } from '../state/stored.ts';
import { Brand } from './Brand.tsx';
import { NavLinks } from './NavLinks.tsx';
import { shellTexts } from './texts.ts';

const KEY = 'nav';

/** The navigation at the left of wide windows; it folds down to its icons. */
export function SideNav({ cluster }: { cluster: string }) {
  const texts = useTexts(shellTexts);
  const [collapsed, setCollapsed] = useState(readStored(KEY) === 'collapsed');
  const toggle = () => {
    setCollapsed(!collapsed);
    writeStored(KEY, collapsed ? 'open' : 'collapsed');
  };
  const Icon = collapsed ? PanelLeftOpen : PanelLeftClose;
  const label = texts.nav[collapsed ? 'expand' : 'collapse'];
  return (
    <nav
      aria-label={texts.nav.label}
      className={classNames(
        'hidden shrink-0 flex-col border-r bg-surface md:flex print:hidden',
        collapsed ? 'w-14' : 'w-54',
      )}
    >
      <div className="flex h-13 shrink-0 items-center border-b px-4">
        <Brand collapsed={collapsed} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <NavLinks cluster={cluster} collapsed={collapsed} />
      </div>
      <div className="p-2">
        <Button variant="quiet" square className="!w-10" aria-label={label} title={label} onClick={toggle}>
          <Icon aria-hidden size={16} />
        </Button>
      </div>
    </nav>
  );
}
