// @vitest-environment happy-dom

import type { QueryPanel, Thresholds } from '@gpu-console/shared/dashboards';
import { screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { renderInApp } from '../../../testing/renderInApp.tsx';
import { ThresholdFields } from './ThresholdFields.tsx';

const RATIO: QueryPanel = {
  id: 'a',
  kind: 'timeseries',
  title: 'Use',
  unit: 'ratio',
  scale: 0.01,
  queries: [],
};

interface Change {
  readonly thresholds: Thresholds | undefined;
  readonly subject: string | null;
}

function Form({ panel, onChange }: { panel: QueryPanel; onChange: (change: Change) => void }) {
  const [draft, setDraft] = useState(panel);
  const change = (next: QueryPanel, subject: string | null) => {
    onChange({ thresholds: next.thresholds, subject });
    setDraft(next);
  };
  return <ThresholdFields panel={draft} variables={[]} onChange={change} />;
}

/** The form; what it made of the panel, and the subject of each change, in the order they came. */
async function form(panel: QueryPanel) {
  const made: Change[] = [];
  const { user } = await renderInApp(<Form panel={panel} onChange={(change) => made.push(change)} />);
  const choose = (name: string) => user.selectOptions(screen.getByLabelText('Thresholds'), name);
  return { user, choose, made };
}

describe('the fields of thresholds', () => {
  it.each([
    ['of the whole of a ratio', RATIO, { warning: 0.8, critical: 0.9 }],
    [
      'of the panel’s own end',
      { ...RATIO, unit: 'watts', max: 500, scale: 1 },
      { warning: 400, critical: 450 },
    ],
    [
      'of a hundred in its unit',
      { ...RATIO, unit: 'watts', scale: 1000 },
      { warning: 80_000, critical: 90_000 },
    ],
  ] as const)('begins with 80 and 90 percent %s', async (_, panel, levels) => {
    const { choose, made } = await form(panel);
    await choose('Warning and critical');
    expect(made.at(-1)?.thresholds).toEqual(levels);
  });

  it('takes levels in the unit that people write, and keeps them in the base unit', async () => {
    const { user, made } = await form({ ...RATIO, thresholds: { warning: 0.8, critical: 0.9 } });
    const warning = screen.getByRole<HTMLInputElement>('textbox', { name: 'Warning from' });
    expect(warning.value).toBe('80');
    await user.clear(warning);
    expect(made).toEqual([]);
    await user.type(warning, '75');
    expect(made.at(-1)).toEqual({ thresholds: { warning: 0.75, critical: 0.9 }, subject: 'warning' });
  });

  it('leaves nothing behind where there are to be none', async () => {
    const { choose, made } = await form({ ...RATIO, thresholds: { warning: 0.8, critical: 0.9 } });
    await choose('None');
    expect(made).toEqual([{ thresholds: undefined, subject: 'threshold form' }]);
  });

  it('adds and removes steps, each a change of its own', async () => {
    const { user, choose, made } = await form(RATIO);
    await choose('Steps with colours');
    await user.click(screen.getByRole('button', { name: 'Step' }));
    await user.click(screen.getByRole('button', { name: 'Remove Step 1' }));
    const { thresholds, subject } = made.at(-1) ?? {};
    expect(subject).toBeNull();
    expect(
      thresholds !== undefined && 'steps' in thresholds && thresholds.steps.map(({ from }) => from),
    ).toEqual([0.8, 0.8]);
  });
});
