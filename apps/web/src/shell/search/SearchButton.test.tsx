// @vitest-environment happy-dom

import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { clusterOf, serve } from '../../testing/clusterFixtures.ts';
import { renderInApp } from '../../testing/renderInApp.tsx';
import { SearchButton } from './SearchButton.tsx';

const hit = (cluster: string, kind: string, name: string, more: object = {}) => ({
  cluster,
  kind,
  name,
  namespace: null,
  node: null,
  product: null,
  ...more,
});
const CLUSTERS = { items: [clusterOf('east'), clusterOf('west', { name: 'West coast' })] };
const REPLY = {
  items: [
    hit('west', 'pod', 'train-0', { namespace: 'nlp', node: 'gpu-1' }),
    hit('east', 'namespace', 'training'),
    hit('west', 'gpu', 'GPU-train', { node: 'gpu-2', product: 'Tesla T4' }),
  ],
  partial: [
    {
      cluster: 'west',
      missing: [{ source: 'kubernetes', answers: false, reason: 'timed out', since: null }],
    },
  ],
};

afterEach(() => vi.unstubAllGlobals());

async function opened() {
  const asked = serve({ '/api/v1/clusters': CLUSTERS, '/api/v1/search?q=train': REPLY });
  const app = await renderInApp(<SearchButton hasShortcut />);
  await app.user.keyboard('{Control>}k{/Control}');
  await app.user.type(screen.getByRole('combobox'), 'train');
  await screen.findByRole('option', { name: /train-0/ });
  return { ...app, asked };
}

describe('the search over all clusters', () => {
  it('opens by keyboard and asks once for what was typed', async () => {
    const { asked } = await opened();
    expect(asked.filter((path) => path.includes('search'))).toEqual(['/api/v1/search?q=train']);
  });

  it('shows what was found by cluster, and says which could not be searched', async () => {
    await opened();
    expect(screen.getAllByRole('group').map((group) => group.getAttribute('aria-label'))).toEqual([
      'east',
      'West coast',
    ]);
    expect(screen.getAllByRole('option').map((option) => option.getAttribute('href'))).toEqual([
      '/c/east/workloads?namespace=training',
      '/c/west/pods/nlp/train-0',
      '/c/west/gpus/GPU-train',
    ]);
    expect(screen.getByText('West coast could not be searched now:')).toBeDefined();
    expect(screen.getByText('timed out')).toBeDefined();
  });

  it('is walked through with arrows, round its ends, and left by Enter', async () => {
    const { user, address } = await opened();
    const selected = () => screen.getByRole('option', { selected: true }).textContent;
    expect(selected()).toContain('training');
    await user.keyboard('{ArrowUp}');
    expect(selected()).toContain('GPU-train');
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(selected()).toContain('train-0');
    const active = screen.getByRole('combobox').getAttribute('aria-activedescendant');
    expect(screen.getByRole('option', { selected: true }).id).toBe(active);
    await user.keyboard('{Enter}');
    expect(address()).toBe('/c/west/pods/nlp/train-0');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('says that nothing has such a name', async () => {
    serve({ '/api/v1/clusters': CLUSTERS, '/api/v1/search?q=zzz': { items: [], partial: [] } });
    const { user } = await renderInApp(<SearchButton />);
    await user.click(screen.getByRole('button', { name: 'Search all clusters' }));
    await user.type(screen.getByRole('combobox'), 'zzz');
    expect(await screen.findByText('Nothing has "zzz" in its name')).toBeDefined();
  });
});
