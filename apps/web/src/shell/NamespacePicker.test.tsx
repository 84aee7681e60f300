// @vitest-environment happy-dom

import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rememberedNamespaces } from '../state/view.ts';
import { renderInApp } from '../testing/renderInApp.tsx';
import { NamespacePicker } from './NamespacePicker.tsx';

const asked: string[] = [];
const NAMESPACES = [
  { namespace: 'nlp', pods: 3 },
  { namespace: 'vision', pods: 12 },
  { namespace: 'speech', pods: 1 },
];

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal('fetch', async (input: string) => {
    asked.push(input);
    return Response.json({ namespaces: NAMESPACES, asOf: {}, partial: [] });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

const boxes = () => screen.getAllByRole('checkbox').map((box) => box.closest('label')?.textContent ?? '');

describe('the picker of namespaces', () => {
  it('offers all that there are, the most pods first, whatever is chosen', async () => {
    const { user } = await renderInApp(<NamespacePicker />, '/c/here/gpus?ns=gone,nlp');
    await user.click(screen.getByRole('button', { name: 'Namespaces: Seen as: gone, nlp' }));
    await screen.findByRole('checkbox', { name: /vision/ });
    expect(boxes()).toEqual(['vision12 pods', 'nlp3 pods', 'speech1 pod', 'gone']);
    expect(asked).toContain('/api/v1/clusters/here/overview');
    expect(asked.filter((url) => url.includes('overview?'))).toEqual([]);
  });

  it('takes several by the keyboard alone, and says which', async () => {
    const { user, address } = await renderInApp(<NamespacePicker />, '/c/here/gpus?range=1h');
    screen.getByRole('button', { name: 'Namespaces: All namespaces' }).focus();
    await user.keyboard('{Enter}');
    await screen.findByRole('checkbox', { name: /vision/ });
    await user.type(screen.getByRole('searchbox', { name: 'Find a namespace' }), 's');
    expect(boxes()).toEqual(['vision12 pods', 'speech1 pod']);
    await user.tab();
    await user.keyboard(' ');
    await user.tab();
    await user.keyboard(' {Escape}');
    expect(address()).toBe('/c/here/gpus?range=1h&ns=speech,vision');
    const button = screen.getByRole('button', { name: 'Namespaces: Seen as: speech, vision' });
    expect(document.activeElement).toBe(button);
    expect([rememberedNamespaces('here'), rememberedNamespaces('other')]).toEqual([
      'speech,vision',
      undefined,
    ]);
  });

  it('shows all again with one click', async () => {
    localStorage.setItem('gpu-console.namespaces.here', 'nlp');
    const { user, address } = await renderInApp(<NamespacePicker />, '/c/here/gpus?ns=nlp');
    await user.click(screen.getByRole('button', { name: 'Clear the filter' }));
    expect(address()).toBe('/c/here/gpus');
    expect(screen.getByRole('button', { name: 'Namespaces: All namespaces' })).toBeDefined();
    expect(rememberedNamespaces('here')).toBeUndefined();
  });

  it('says that there is none of a name', async () => {
    const { user } = await renderInApp(<NamespacePicker />);
    await user.click(screen.getByRole('button', { name: 'Namespaces: All namespaces' }));
    await user.type(screen.getByRole('searchbox'), 'nowhere');
    const dialog = within(screen.getByRole('dialog', { name: 'Namespaces' }));
    expect(await dialog.findByText('No namespace has such a name')).toBeDefined();
  });
});
