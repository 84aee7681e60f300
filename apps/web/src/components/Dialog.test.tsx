// @vitest-environment happy-dom

import { screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { renderInApp } from '../testing/renderInApp.tsx';
import { Dialog } from './Dialog.tsx';

/** Opened by a button that Radix does not know, as a menu's entry opens one. */
function Example() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button">Before</button>
      <button type="button" onClick={() => setOpen(true)}>
        Rename
      </button>
      <Dialog open={isOpen} onOpenChange={setOpen} title="A new name">
        <input aria-label="Name" />
      </Dialog>
    </>
  );
}

async function opened() {
  const { user } = await renderInApp(<Example />);
  await user.click(screen.getByRole('button', { name: 'Rename' }));
  return user;
}

describe('a dialog', () => {
  it('has its title for a name, and takes the focus', async () => {
    await opened();
    const dialog = screen.getByRole('dialog', { name: 'A new name' });
    expect(dialog.contains(document.activeElement)).toBe(true);
  });

  it.each(['{Escape}', '{Enter}'])('gives the focus back to what opened it after %s', async (key) => {
    const user = await opened();
    screen.getByRole('button', { name: 'Close' }).focus();
    await user.keyboard(key);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement?.textContent).toBe('Rename');
  });

  it('keeps what is typed into it to itself', async () => {
    const user = await opened();
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'x');
    expect(screen.getByRole('dialog')).toBeDefined();
  });
});
