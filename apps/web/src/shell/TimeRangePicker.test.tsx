// @vitest-environment happy-dom

import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { chooseTimeZone } from '../state/timeZone.ts';
import { renderInApp } from '../testing/renderInApp.tsx';
import { TimeRangePicker } from './TimeRangePicker.tsx';

afterEach(() => chooseTimeZone(undefined));

async function opened(search: string) {
  const { user, address } = await renderInApp(<TimeRangePicker />, `/c/here/nodes${search}`);
  await user.click(screen.getByRole('button', { name: /^Time range/ }));
  return { user, address };
}

const current = () =>
  screen
    .getAllByRole('button')
    .filter((button) => button.getAttribute('aria-current') === 'true')
    .map(({ textContent }) => textContent);

describe('the choice of a time range', () => {
  it('puts a preset into the address and closes; what else stands there stays', async () => {
    const { user, address } = await opened('?q=h100');
    expect(current()).toEqual(['Last 6 hours']);
    await user.click(screen.getByRole('button', { name: 'Last hour' }));
    expect(address()).toBe('/c/here/nodes?q=h100&range=1h');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByRole('button', { name: 'Time range: Last hour' })).toBeDefined();
  });

  it('leaves the usual range out of the address', async () => {
    const { user, address } = await opened('?range=7d');
    await user.click(screen.getByRole('button', { name: 'Last 6 hours' }));
    expect(address()).toBe('/c/here/nodes');
  });

  it('has its moments in the time zone that is chosen, and names it', async () => {
    const { user, address } = await opened('?from=1709294400&to=1709298000');
    await user.selectOptions(screen.getByLabelText('Time zone'), 'Asia/Tokyo');
    expect(address()).toBe('/c/here/nodes?from=1709294400&to=1709298000&tz=Asia/Tokyo');
    expect(screen.getByLabelText<HTMLInputElement>('From').value).toBe('2024-03-01T21:00');
    expect(screen.getByText('UTC+9', { selector: 'div > span' })).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Apply' }));
    expect(address()).toBe('/c/here/nodes?from=1709294400&to=1709298000&tz=Asia/Tokyo');
    const name = screen.getByRole('button', { name: /^Time range/ }).getAttribute('aria-label');
    expect(name?.replaceAll(/\s/g, ' ')).toBe('Time range: Mar 1, 9:00 – 10:00 PM UTC+9');

    await user.click(screen.getByRole('button', { name: /^Time range/ }));
    await user.selectOptions(screen.getByLabelText('Time zone'), 'This browser’s');
    expect(address()).toBe('/c/here/nodes?from=1709294400&to=1709298000');
  });

  it('replaces a preset by two moments, and two moments by a preset', async () => {
    const { user, address } = await opened('?range=1h');
    await user.click(screen.getByRole('button', { name: 'Apply' }));
    expect(address()).toMatch(/^\/c\/here\/nodes\?from=\d+&to=\d+$/);
    await user.click(screen.getByRole('button', { name: /^Time range/ }));
    expect(current()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Last 15 minutes' }));
    expect(address()).toBe('/c/here/nodes?range=15m');
  });
});
