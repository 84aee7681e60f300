// @vitest-environment happy-dom

import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { renderInApp } from '../testing/renderInApp.tsx';
import { useRememberedNamespaces } from './useRememberedNamespaces.ts';

afterEach(() => localStorage.clear());

const remember = (cluster: string, names: string) =>
  localStorage.setItem(`gpu-console.namespaces.${cluster}`, names);

function Entrance({ cluster }: { cluster: string }) {
  return <p>{useRememberedNamespaces(cluster) ? 'entering' : 'inside'}</p>;
}

describe('entering a cluster', () => {
  it('takes up the namespaces chosen there before', async () => {
    remember('here', 'ml,nlp');
    const { address } = await renderInApp(<Entrance cluster="here" />, '/c/here/gpus?range=1h');
    expect(await screen.findByText('inside')).toBeDefined();
    expect(address()).toBe('/c/here/gpus?range=1h&ns=ml,nlp');
  });

  it('keeps to those of its address', async () => {
    remember('here', 'ml');
    const { address } = await renderInApp(<Entrance cluster="here" />, '/c/here/gpus?ns=nlp');
    expect(await screen.findByText('inside')).toBeDefined();
    expect(address()).toBe('/c/here/gpus?ns=nlp');
  });

  it('leaves behind those of the cluster before', async () => {
    remember('there', 'vision');
    const { address, rerender } = await renderInApp(<Entrance cluster="here" />, '/c/here/gpus?ns=nlp');
    rerender(<Entrance cluster="there" />);
    expect(await screen.findByText('inside')).toBeDefined();
    expect(address()).toBe('/c/here/gpus?ns=vision');
    rerender(<Entrance cluster="elsewhere" />);
    expect(await screen.findByText('inside')).toBeDefined();
    expect(address()).toBe('/c/here/gpus');
  });
});
