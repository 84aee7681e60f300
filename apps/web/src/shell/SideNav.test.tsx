// @vitest-environment happy-dom

import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { renderInApp } from '../testing/renderInApp.tsx';
import { SideNav } from './SideNav.tsx';

afterEach(() => localStorage.clear());

describe('the navigation', () => {
  it('keeps its names for screen readers when folded, and stays folded at the next visit', async () => {
    const { user, unmount } = await renderInApp(<SideNav cluster="here" />);
    const names = screen.getAllByRole('link').map(({ textContent }) => textContent);
    expect(names).toContain('Nodes');
    await user.click(screen.getByRole('button', { name: 'Collapse navigation' }));
    expect(screen.getAllByRole('link').map(({ textContent }) => textContent)).toEqual(names);
    unmount();
    await renderInApp(<SideNav cluster="here" />);
    expect(screen.getByRole('button', { name: 'Expand navigation' })).toBeDefined();
    expect(screen.getByRole('link', { name: 'Nodes' }).getAttribute('title')).toBe('Nodes');
  });

  it('leads to the pages of this cluster', async () => {
    await renderInApp(<SideNav cluster="other" />);
    expect(screen.getByRole('link', { name: 'GPUs' }).getAttribute('href')).toBe('/c/other/gpus');
  });

  it('has only what tells something of the namespaces looked at', async () => {
    await renderInApp(<SideNav cluster="here" />, '/c/here/gpus?ns=nlp');
    const names = screen.getAllByRole('link').map(({ textContent }) => textContent);
    expect(names).toEqual(['Overview', 'GPUs', 'Workloads', 'Dashboards', 'Explore']);
  });
});
