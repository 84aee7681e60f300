import { Menu as MenuIcon } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { Brand } from './Brand.tsx';
import { NavLinks } from './NavLinks.tsx';
import { shellTexts } from './texts.ts';

/** The navigation of narrow windows: a drawer behind a button. */
export function NavDrawer({ cluster }: { cluster: string }) {
  const texts = useTexts(shellTexts);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="quiet"
        square
        aria-label={texts.nav.open}
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        <MenuIcon aria-hidden size={18} />
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={<Brand />} size="drawer">
        <nav aria-label={texts.nav.label}>
          <NavLinks cluster={cluster} onFollow={() => setOpen(false)} />
        </nav>
      </Dialog>
    </>
  );
}
