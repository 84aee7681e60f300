// @vitest-environment happy-dom

import { useQuery } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { LIVE } from '../api/keys.ts';
import { renderInApp } from '../testing/renderInApp.tsx';
import { RefreshPicker } from './RefreshPicker.tsx';

const live = vi.fn(async () => 1);
const history = vi.fn(async () => 1);

function Page() {
  useQuery({ queryKey: [...LIVE, 'here', 'nodes'], queryFn: live });
  useQuery({ queryKey: ['query', 'here'], queryFn: history });
  return <RefreshPicker />;
}

describe('refreshing', () => {
  it('asks again for what shows now, and for nothing that is of its own time', async () => {
    const { user } = await renderInApp(<Page />);
    await expect.poll(() => [live.mock.calls.length, history.mock.calls.length]).toEqual([1, 1]);
    await user.click(screen.getByRole('button', { name: 'Refresh now' }));
    await expect.poll(() => live.mock.calls.length).toBe(2);
    expect(history).toHaveBeenCalledOnce();
  });

  it('is as often as the address says, which leaves out the usual', async () => {
    const { user, address } = await renderInApp(<RefreshPicker />, '/c/here/nodes?refresh=5m');
    await user.click(screen.getByRole('button', { name: 'Auto-refresh: 5 min' }));
    await user.click(screen.getByRole('menuitemradio', { name: '10 s' }));
    expect(address()).toBe('/c/here/nodes?refresh=10s');
    await user.click(screen.getByRole('button', { name: 'Auto-refresh: 10 s' }));
    await user.click(screen.getByRole('menuitemradio', { name: '30 s' }));
    expect(address()).toBe('/c/here/nodes');
  });
});
