// @vitest-environment happy-dom

import { screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { away, clusterOf, overviewOf, serve } from '../../testing/clusterFixtures.ts';
import { renderInApp } from '../../testing/renderInApp.tsx';
import { AllClustersPage } from './AllClustersPage.tsx';

const overview = (total: number, allocated: number) =>
  overviewOf({
    nodes: { total: 2, ready: 2 },
    gpus: { total, allocatable: total, allocated, free: total - allocated, reporting: total },
    models: [
      {
        product: 'A100-SXM4-80GB',
        total,
        allocated,
        free: total - allocated,
        reporting: total,
        utilization: 0.5,
      },
    ],
    allocatedUtilization: 0.5,
  });
const NEVER = new Promise(() => {});

afterEach(() => vi.unstubAllGlobals());

/** The texts of a row's cells. */
const cells = (table: string, row: string | RegExp) =>
  within(within(screen.getByRole('treegrid', { name: table })).getByRole('row', { name: row }))
    .getAllByRole('cell')
    .map(({ textContent }) => textContent);

describe('the page of all clusters', () => {
  it('shows those that answer while others hang, refuse or are away, and says of how many its totals are', async () => {
    serve({
      '/api/v1/clusters': {
        items: [
          clusterOf('east'),
          clusterOf('west'),
          clusterOf('slow'),
          clusterOf('closed'),
          clusterOf('gone', { kubernetes: away('connect ECONNREFUSED') }),
        ],
      },
      '/api/v1/clusters/east/overview': overview(64, 32),
      '/api/v1/clusters/west/overview': overview(8, 8),
      '/api/v1/clusters/slow/overview': NEVER,
      '/api/v1/clusters/gone/overview': overviewOf(),
    });
    await renderInApp(<AllClustersPage />, '/clusters');
    await screen.findByText('Could not be read');
    expect(cells('Clusters', /^east/).slice(1, 7)).toEqual(['Connected', '2 / 2', '64', '64', '32', '32']);
    expect(cells('Clusters', /^closed/).slice(1, 4)).toEqual(['Could not be read', '–', '–']);
    expect(cells('Clusters', /^gone/).slice(1, 4)).toEqual(['Kubernetes unreachable', '–', '–']);
    expect(cells('Clusters', /^slow/).slice(1, 4)).toEqual(['Connected', '', '']);
    expect(cells('Clusters', /^Total/).slice(3, 7)).toEqual([
      '72of 2 of 5 clusters',
      '72of 2 of 5 clusters',
      '40of 2 of 5 clusters',
      '32of 2 of 5 clusters',
    ]);
  });

  it('says of which namespaces the numbers of a cluster are, and where nothing of it is shown', async () => {
    const scope = { namespaces: ['nlp', 'vision'], nodes: false };
    serve({
      '/api/v1/clusters': {
        items: [clusterOf('east', { scope }), clusterOf('west', { scope: { namespaces: [], nodes: false } })],
      },
      '/api/v1/clusters/east/overview': overviewOf({ scope, gpus: { allocated: 3 } }),
    });
    await renderInApp(<AllClustersPage />, '/clusters');
    const east = await screen.findByRole('row', { name: /^east/ });
    expect(within(east).getByText('of nlp, vision')).toBeDefined();
    expect(cells('Clusters', /^west/)[1]).toBe('Not yours to see');
    expect(cells('Clusters', /^Total/).slice(3, 6)).toEqual(['–', '–', '3of 1 of 2 clusters']);
  });

  it('opens a model to the clusters that have it, each a way to its GPUs', async () => {
    serve({
      '/api/v1/clusters': { items: [clusterOf('east'), clusterOf('west')] },
      '/api/v1/clusters/east/overview': overview(64, 32),
      '/api/v1/clusters/west/overview': overview(8, 8),
    });
    const { user } = await renderInApp(<AllClustersPage />, '/clusters');
    const model = await screen.findByRole('row', { name: /^A100-SXM4-80GB 72/ });
    model.focus();
    await user.keyboard('{ArrowRight}');
    expect(cells('GPUs by model', /^west/).slice(1, 4)).toEqual(['8', '8', '0']);
    const table = screen.getByRole('treegrid', { name: 'GPUs by model' });
    expect(within(table).getByRole('link', { name: 'west' }).getAttribute('href')).toBe(
      '/c/west/gpus?q=A100+SXM4+80GB',
    );
  });

  it('says so where there is no cluster', async () => {
    serve({ '/api/v1/clusters': { items: [] } });
    await renderInApp(<AllClustersPage />, '/clusters');
    expect(screen.getByText('No cluster is configured')).toBeDefined();
  });
});
