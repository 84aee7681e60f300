// @vitest-environment happy-dom

import { waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { writeLastCluster } from '../state/lastCluster.ts';
import { clusterOf, serve } from '../testing/clusterFixtures.ts';
import { renderInApp } from '../testing/renderInApp.tsx';
import { FirstCluster } from './FirstCluster.tsx';

afterEach(() => {
  localStorage.clear();
  vi.unstubAllGlobals();
});

it.each([
  ['the only cluster', ['east'], null, '/c/east/overview'],
  ['the cluster looked at last', ['east', 'west'], 'west', '/c/west/overview'],
  ['all clusters where none was looked at', ['east', 'west'], null, '/clusters'],
  ['all clusters where that one is gone', ['east', 'west'], 'gone', '/clusters'],
])('leads to %s', async (_, ids, last, path) => {
  serve({ '/api/v1/clusters': { items: ids.map((id) => clusterOf(id)) } });
  if (last !== null) writeLastCluster(last);
  const { address } = await renderInApp(<FirstCluster />, '/start');
  await waitFor(() => expect(address()).toBe(path));
});
