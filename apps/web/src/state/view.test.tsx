// @vitest-environment happy-dom

import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { renderInApp } from '../testing/renderInApp.tsx';
import {
  namespacesText,
  parseNamespaces,
  rememberedNamespaces,
  useNamespaceFilter,
  useView,
} from './view.ts';

afterEach(() => localStorage.clear());

function Choice({ names }: { names: readonly string[] }) {
  const { choose } = useNamespaceFilter();
  const { cluster, namespaces } = useView();
  return (
    <button type="button" onClick={() => choose(names)}>
      {`${cluster}: ${namespaces}`}
    </button>
  );
}

describe('the namespaces in an address', () => {
  it('are one text for one choice', () => {
    expect(parseNamespaces({ ns: 'nlp,ml,nlp' })).toEqual({ ns: 'ml,nlp' });
    expect(namespacesText(['nlp', 'ml'])).toBe('ml,nlp');
  });

  it('are none where it has no name in it', () => {
    for (const ns of [undefined, '', ',', 'UPPER', 'a b', '-a', ['nlp'], 'a'.repeat(64)])
      expect(parseNamespaces({ ns })).toEqual({});
  });

  it('are the names among what it has', () => {
    expect(parseNamespaces({ ns: 'nlp,<script>,ml' })).toEqual({ ns: 'ml,nlp' });
  });
});

describe('the namespaces chosen', () => {
  it('stand in the address beside the rest of it, and are remembered for their cluster', async () => {
    const { user, address } = await renderInApp(<Choice names={['nlp', 'ml']} />, '/c/here/pods?range=1h');
    await user.click(screen.getByRole('button', { name: 'here: undefined' }));
    expect(await screen.findByRole('button', { name: 'here: ml,nlp' })).toBeDefined();
    expect(address()).toBe('/c/here/pods?range=1h&ns=ml,nlp');
    expect([rememberedNamespaces('here'), rememberedNamespaces('other')]).toEqual(['ml,nlp', undefined]);
  });

  it('leave the address and the memory once none is chosen', async () => {
    const { user, address } = await renderInApp(<Choice names={[]} />, '/c/here/pods?ns=ml');
    await user.click(screen.getByRole('button', { name: 'here: ml' }));
    expect(await screen.findByRole('button', { name: 'here: undefined' })).toBeDefined();
    expect([address(), rememberedNamespaces('here')]).toEqual(['/c/here/pods', undefined]);
  });
});
