// @vitest-environment happy-dom

import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { keepUnusable } from '../state/unusable.ts';
import { renderInApp } from '../testing/renderInApp.tsx';
import { AddressNote } from './AddressNote.tsx';

it('says in one line what of the address could not be used and what is shown instead, until it is closed', async () => {
  keepUnusable([
    { key: 'range', value: '5x' },
    { key: 'refresh', value: '10' },
  ]);
  const { user } = await renderInApp(<AddressNote />, '/c/here/nodes');
  expect(screen.getByRole('status').textContent).toBe(
    'Not usable in the address: range “5x” (shown instead: Last 6 hours); refresh “10” (shown instead: Auto-refresh: 30 s)',
  );
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('status')).toBeNull();
});
