import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { shellTexts } from '../texts.ts';
import { SearchPanel } from './SearchPanel.tsx';

/** As the keyboard at hand has it. */
const SHORTCUT = navigator.userAgent.includes('Mac') ? '⌘K' : 'Ctrl K';

interface SearchButtonProps {
  /** One of them on a page answers to the keyboard. */
  readonly hasShortcut?: boolean;
  /** As a field with words rather than a button of the top bar. */
  readonly isField?: boolean;
}

/** Opens the search over all clusters. */
export function SearchButton({ hasShortcut = false, isField = false }: SearchButtonProps) {
  const texts = useTexts(shellTexts);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (!hasShortcut) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const isShortcut = (event.metaKey || event.ctrlKey) && !event.shiftKey && !event.altKey;
      if (event.defaultPrevented || !isShortcut || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [hasShortcut]);
  return (
    <>
      {isField ? (
        <Button className="w-96 max-w-full !justify-start text-muted" onClick={() => setOpen(true)}>
          <Search aria-hidden size={14} className="shrink-0" />
          <span className="truncate">{texts.search.hint}</span>
        </Button>
      ) : (
        <Button
          className="!px-2 text-muted"
          aria-label={texts.search.title}
          title={`${texts.search.title} (${SHORTCUT})`}
          onClick={() => setOpen(true)}
        >
          <Search aria-hidden size={14} className="shrink-0" />
          <kbd className="hidden font-sans text-sm lg:inline">{SHORTCUT}</kbd>
        </Button>
      )}
      <Dialog open={isOpen} onOpenChange={setOpen} title={texts.search.title}>
        <SearchPanel onGo={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
