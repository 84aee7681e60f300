// @vitest-environment happy-dom

import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderInApp } from '../testing/renderInApp.tsx';
import { deviceColumns } from './deviceColumns.tsx';
import { en } from './texts.en.ts';

const GPU = {
  uuid: 'GPU-1',
  index: 0,
  instance: null,
  node: 'n',
  product: null,
  pods: [{ namespace: 'nlp', name: 'train-0', container: null }],
};

it('a GPU that pods out of sight hold too is marked, and the mark says what it means', async () => {
  const { pods } = deviceColumns(en);
  const cell = (sharedWithOthers: boolean) => <p>{pods.cell({ ...GPU, sharedWithOthers })}</p>;
  const { user, rerender } = await renderInApp(cell(true));
  await user.hover(screen.getByRole('button', { name: 'shared' }));
  expect((await screen.findByRole('tooltip')).textContent).toBe('Other namespaces’ pods hold this GPU too.');
  rerender(cell(false));
  expect(screen.getByRole('link', { name: 'nlp/train-0' })).toBeDefined();
  expect(screen.queryByRole('button')).toBeNull();
});
