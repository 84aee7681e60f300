// @vitest-environment happy-dom

import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { away, clusterOf, overviewOf, serve } from '../testing/clusterFixtures.ts';
import { renderInApp } from '../testing/renderInApp.tsx';
import { ClusterSwitcher } from './ClusterSwitcher.tsx';

const EAST = clusterOf('east');
const CLUSTERS = [
  EAST,
  clusterOf('west', { scope: { namespaces: ['nlp'], nodes: false } }),
  clusterOf('gone', { kubernetes: away('connect ECONNREFUSED'), prometheus: away('fetch failed') }),
];

afterEach(() => vi.unstubAllGlobals());

describe('the cluster switcher', () => {
  it('tells of each cluster how it is and what it holds, whether or not another answers', async () => {
    serve({
      '/api/v1/clusters/east/overview': overviewOf({ gpus: { total: 64, allocated: 32 } }),
      '/api/v1/clusters/west/overview': overviewOf({ gpus: { allocated: 3 } }),
      '/api/v1/clusters/gone/overview': new Promise(() => {}),
    });
    const { user } = await renderInApp(<ClusterSwitcher clusters={CLUSTERS} current={EAST} />);
    await user.click(screen.getByRole('button', { name: 'Cluster: east, Connected' }));
    await screen.findByText('32 of 64 GPUs allocated');
    await screen.findByText('3 GPUs held');
    expect(screen.getAllByRole('menuitemradio').map(({ textContent }) => textContent)).toEqual([
      'All clusters',
      'east32 of 64 GPUs allocatedConnected',
      'west3 GPUs heldConnected',
      'goneUnreachable',
    ]);
  });

  it('leads to another cluster and to all of them by keyboard', async () => {
    serve({});
    const { user, address } = await renderInApp(<ClusterSwitcher clusters={CLUSTERS} current={EAST} />);
    screen.getByRole('button').focus();
    await user.keyboard('{Enter}');
    await user.keyboard('{End}{ArrowUp}{Enter}');
    expect(address()).toBe('/c/west/overview');
    await user.keyboard('{Enter}');
    await user.keyboard('{Home}{Enter}');
    expect(address()).toBe('/clusters');
  });

  it('is but a name where there is one cluster', async () => {
    await renderInApp(<ClusterSwitcher clusters={[EAST]} current={EAST} />);
    expect(screen.getByText('east')).toBeDefined();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
