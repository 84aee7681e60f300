// @vitest-environment happy-dom

import { act, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { bumpTick } from '../state/tick.ts';
import { renderInApp } from '../testing/renderInApp.tsx';
import { RelativeTime } from './RelativeTime.tsx';

const NOW = 1_700_000_000;

function moveTo(seconds: number): void {
  vi.setSystemTime(seconds * 1000);
  act(bumpTick);
}

afterEach(() => {
  vi.useRealTimers();
});

async function shown(time: number | null, form?: 'age') {
  vi.useFakeTimers({ now: NOW * 1000, toFake: ['Date'] });
  moveTo(NOW);
  const { container } = await renderInApp(<RelativeTime time={time} {...(form && { form })} />);
  return () => container.textContent;
}

describe('a moment', () => {
  it('ages with the refreshes of the page, and not between them', async () => {
    const text = await shown(NOW - 59);
    expect(text()).toBe('59 seconds ago');
    vi.setSystemTime((NOW + 1) * 1000);
    expect(text()).toBe('59 seconds ago');
    moveTo(NOW + 1);
    expect(text()).toBe('1 minute ago');
  });

  it('says itself in full, to programs too', async () => {
    await shown(NOW - 59);
    expect(screen.getByText('59 seconds ago').getAttribute('datetime')).toBe('2023-11-14T22:12:21.000Z');
    expect(screen.getByTitle(/Nov 14, 2023/)).toBeDefined();
  });

  it('is short in a column', async () => {
    expect((await shown(NOW - 7200, 'age'))()).toBe('2h');
  });

  it('is never in the future, where clocks differ', async () => {
    expect((await shown(NOW + 30))()).toBe('now');
  });

  it('is a dash where it is not known', async () => {
    expect((await shown(null))()).toBe('–');
  });
});
