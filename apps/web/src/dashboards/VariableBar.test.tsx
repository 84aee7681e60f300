// @vitest-environment happy-dom

import type { Variable } from '@gpu-console/shared/dashboards';
import { resolveVariables } from '@gpu-console/shared/dashboards/variables';
import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { UnreachableError } from '../api/client.ts';
import { renderInApp } from '../testing/renderInApp.tsx';
import type { VariablesState } from './useVariables.ts';
import { VariableBar } from './VariableBar.tsx';

const VARIABLES: readonly Variable[] = [
  { kind: 'textbox', name: 'product', label: 'Product', value: 'H100' },
  { kind: 'textbox', name: 'bare', hidden: 'label', value: '' },
  { kind: 'textbox', name: 'gone', hidden: 'variable', value: '' },
  { kind: 'constant', name: 'fixed', value: '1' },
];

async function bar(more: Partial<VariablesState> = {}) {
  const { resolved } = resolveVariables({ variables: VARIABLES, chosen: {}, answers: new Map(), range: 60 });
  const state = { resolved, ready: true, problems: [], failures: [], error: null, retry: vi.fn(), ...more };
  const choose = vi.fn();
  const { user } = await renderInApp(<VariableBar state={state} onChoose={choose} />);
  return { user, choose, state };
}

describe('the bar of variables', () => {
  it('offers those that are not hidden, and labels those whose label is not', async () => {
    await bar();
    const boxes = screen.getAllByRole('textbox').map((box) => box.getAttribute('aria-label'));
    expect(boxes).toEqual(['Product', 'bare']);
    expect(screen.getByText('Product')).toBeDefined();
    expect(screen.queryByText('bare')).toBeNull();
  });

  it('takes a text when the reader is done with it, and only one that is new', async () => {
    const { user, choose } = await bar();
    const box = screen.getByRole('textbox', { name: 'Product' });
    await user.click(box);
    await user.tab();
    expect(choose).not.toHaveBeenCalled();
    await user.clear(box);
    await user.type(box, 'A100');
    expect(choose).not.toHaveBeenCalled();
    await user.keyboard('{Enter}');
    expect(choose).toHaveBeenLastCalledWith('product', ['A100']);
  });

  it('says what Prometheus said, and asks again on demand', async () => {
    const { user, state } = await bar({
      failures: ['bad_data: parse error'],
      error: new UnreachableError(null),
    });
    expect(screen.getByText('bad_data: parse error')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(state.retry).toHaveBeenCalledOnce();
  });
});
