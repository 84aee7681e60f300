// @vitest-environment happy-dom

import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { renderInApp } from '../testing/renderInApp.tsx';
import { AbsoluteRangeForm } from './AbsoluteRangeForm.tsx';

/** In the reader's time zone, whatever that is here. */
const moment = (text: string) => new Date(text).getTime() / 1000;
const FROM = moment('2024-03-01T10:00');
const TO = moment('2024-03-01T16:00');

async function form() {
  const apply = vi.fn();
  const { user } = await renderInApp(<AbsoluteRangeForm interval={{ from: FROM, to: TO }} onApply={apply} />);
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Apply' });
  const set = (label: string, value: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  return { user, apply, button, set };
}

describe('the form of an absolute range', () => {
  it('begins with what is shown', async () => {
    const { user, apply, button } = await form();
    await user.click(button);
    expect(apply).toHaveBeenCalledExactlyOnceWith({ from: FROM, to: TO });
  });

  it('gives moments of the reader’s own time zone as Unix seconds', async () => {
    const { user, apply, button, set } = await form();
    set('From', '2024-02-28T23:30');
    await user.click(button);
    expect(apply).toHaveBeenCalledExactlyOnceWith({ from: moment('2024-02-28T23:30'), to: TO });
  });

  it.each([
    ['an end before the start', 'To', '2024-03-01T09:59'],
    ['an end at the start', 'To', '2024-03-01T10:00'],
    ['no start', 'From', ''],
  ])('refuses %s, and says why', async (_, label, value) => {
    const { button, set } = await form();
    expect(screen.getByRole('status').textContent).toBe('');
    set(label, value);
    expect(button.disabled).toBe(true);
    expect(screen.getByRole('status').textContent).toBe('The end has to be after the start.');
  });
});
