// @vitest-environment happy-dom

import { act, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderInApp } from '../testing/renderInApp.tsx';
import { CopyButton } from './CopyButton.tsx';

afterEach(() => {
  vi.useRealTimers();
});

describe('a copy button', () => {
  it('copies, says so, and then offers it again', async () => {
    await renderInApp(<CopyButton text="kubectl get nodes" label="Copy the command" />);
    const write = vi.spyOn(navigator.clipboard, 'writeText');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    screen.getByRole('button', { name: 'Copy the command' }).click();
    await act(async () => {});
    expect(write).toHaveBeenCalledExactlyOnceWith('kubectl get nodes');
    expect(screen.getByRole('status').textContent).toBe('Copied');
    expect(screen.getByRole('button', { name: 'Copied' })).toBeDefined();
    act(() => vi.runAllTimers());
    expect(screen.getByRole('button', { name: 'Copy the command' })).toBeDefined();
  });

  it('makes its text when it is wanted', async () => {
    let lines = 1;
    const { user } = await renderInApp(<CopyButton text={() => `${lines} lines`} />);
    lines = 2;
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(await navigator.clipboard.readText()).toBe('2 lines');
  });
});
