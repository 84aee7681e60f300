// @vitest-environment happy-dom

import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderInApp } from '../../testing/renderInApp.tsx';
import { GpuCountsTile } from './GpuCountsTile.tsx';

const NODES_UNSEEN = {
  total: null,
  allocatable: null,
  allocated: 3,
  allocatedParts: null,
  free: null,
  freeParts: null,
  schedulable: null,
  reporting: 3,
};

const labels = () => screen.getAllByRole('term').map(({ textContent }) => textContent);

it('leaves out what nodes offer where they are not to be seen, and says that it is unknown where they are', async () => {
  const { rerender } = await renderInApp(<GpuCountsTile gpus={NODES_UNSEEN} hasNodes={false} />);
  expect(labels()).toEqual(['Allocated']);
  expect(screen.queryByText('–')).toBeNull();
  rerender(<GpuCountsTile gpus={NODES_UNSEEN} hasNodes={true} />);
  expect(labels()).toEqual(['GPUs', 'Allocatable', 'Allocated', 'Free']);
  expect(screen.getAllByText('–')).toHaveLength(3);
});
