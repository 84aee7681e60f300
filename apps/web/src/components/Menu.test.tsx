// @vitest-environment happy-dom

import { screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { renderInApp } from '../testing/renderInApp.tsx';
import { Menu, MenuCheckbox, MenuItem, MenuRadio } from './Menu.tsx';

const choose = vi.fn();
const act = vi.fn();

function Example() {
  const [isOn, setOn] = useState(false);
  return (
    <Menu trigger={<button type="button">Open</button>}>
      <MenuItem onSelect={act} disabled>
        Delete
      </MenuItem>
      <MenuRadio
        value="light"
        onChoose={choose}
        choices={[
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
      />
      <MenuCheckbox checked={isOn} onChange={setOn}>
        Power
      </MenuCheckbox>
    </Menu>
  );
}

async function opened() {
  const { user } = await renderInApp(<Example />);
  await user.tab();
  await user.keyboard('{Enter}');
  expect(screen.getByRole('menu')).toBeDefined();
  return user;
}

describe('a menu', () => {
  it('is opened and chosen from by keyboard, and closes then', async () => {
    const user = await opened();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(choose).toHaveBeenCalledExactlyOnceWith('dark');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement?.textContent).toBe('Open');
  });

  it('marks what is chosen', async () => {
    await opened();
    const marks = screen.getAllByRole('menuitemradio').map((item) => item.getAttribute('aria-checked'));
    expect(marks).toEqual(['true', 'false']);
  });

  it('stays open while switches are turned', async () => {
    const user = await opened();
    await user.click(screen.getByRole('menuitemcheckbox', { name: 'Power' }));
    expect(screen.getByRole('menuitemcheckbox', { name: 'Power' }).getAttribute('aria-checked')).toBe('true');
  });

  it('does nothing for an item that is disabled', async () => {
    const user = await opened();
    await user.click(screen.getByRole('menuitem', { name: 'Delete' }));
    expect(act).not.toHaveBeenCalled();
  });
});
