// @vitest-environment happy-dom

import type { CustomVariable } from '@gpu-console/shared/dashboards';
import { resolveVariables } from '@gpu-console/shared/dashboards/variables';
import { screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { renderInApp } from '../testing/renderInApp.tsx';
import { VariablePicker } from './VariablePicker.tsx';

const option = (name: string) => ({ text: name, value: name });

function Picker({ names = ['a', 'b'], ...more }: Partial<CustomVariable> & { names?: readonly string[] }) {
  const [chosen, setChosen] = useState<readonly string[]>(['a']);
  const variable = { kind: 'custom', name: 'node', options: names.map(option), ...more } as const;
  const { resolved } = resolveVariables({
    variables: [variable],
    chosen: { node: chosen },
    answers: new Map(),
    range: 3600,
  });
  const own = resolved.get('node');
  return own && <VariablePicker resolved={own} label="Node" onChoose={setChosen} />;
}

const button = () => screen.getByRole('button', { name: /^Node:/ });

async function opened(picker: Parameters<typeof Picker>[0] = {}) {
  const { user } = await renderInApp(<Picker {...picker} />);
  await user.click(button());
  return user;
}

describe('a variable of one value', () => {
  it('closes once one is chosen, which takes the place of the one before', async () => {
    const user = await opened();
    await user.click(screen.getByRole('radio', { name: 'b' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(button().textContent).toBe('b');
  });
});

describe('a variable of several values', () => {
  it('stays open while they are chosen and left', async () => {
    const user = await opened({ multi: true });
    await user.click(screen.getByRole('checkbox', { name: 'b' }));
    expect(button().textContent).toBe('a, b');
    await user.click(screen.getByRole('checkbox', { name: 'a' }));
    expect(button().textContent).toBe('b');
  });

  it('has either all or some of them', async () => {
    const user = await opened({ multi: true, includeAll: true });
    await user.click(screen.getByRole('checkbox', { name: 'All' }));
    expect(button().textContent).toBe('All');
    await user.click(screen.getByRole('checkbox', { name: 'b' }));
    expect(button().textContent).toBe('b');
  });
});

describe('many values', () => {
  const names = Array.from({ length: 300 }, (_, index) => `Node-${index}`);

  it('are searched in any letter case; those past what anybody scrolls through are counted', async () => {
    const user = await opened({ names });
    expect(screen.getAllByRole('radio')).toHaveLength(200);
    expect(screen.getByText(/100 more/)).toBeDefined();
    await user.type(screen.getByRole('searchbox'), 'node-29');
    expect(screen.getAllByRole('radio')).toHaveLength(11);
    await user.type(screen.getByRole('searchbox'), 'x');
    expect(screen.getByText('No values')).toBeDefined();
  });

  it('are not searched where there are few', async () => {
    await opened();
    expect(screen.queryByRole('searchbox')).toBeNull();
  });
});
