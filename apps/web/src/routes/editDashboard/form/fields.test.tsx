// @vitest-environment happy-dom

import { screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { renderInApp } from '../../../testing/renderInApp.tsx';
import { ListField, NumberField } from './fields.tsx';

const box = () => screen.getByRole<HTMLInputElement>('textbox');

/** A field whose value something else can set, too. */
function Numbers({ scale = 1 }: { scale?: number }) {
  const [value, setValue] = useState<number | undefined>(0.5);
  return (
    <>
      <NumberField label="Max" value={value} scale={scale} onChange={setValue} />
      <output>{String(value)}</output>
      <button type="button" onClick={() => setValue(3)}>
        Undo
      </button>
    </>
  );
}

function Words() {
  const [items, setItems] = useState<readonly string[]>(['a', 'b']);
  return (
    <>
      <ListField label="Tags" items={items} onChange={setItems} />
      <output>{items.join('|')}</output>
    </>
  );
}

const value = () => screen.getByRole('status').textContent;

describe('a field for a number', () => {
  it('is left alone while a number is being written, and put in order when it is left', async () => {
    const { user } = await renderInApp(<Numbers />);
    await user.clear(box());
    expect(value()).toBe('undefined');
    await user.type(box(), '1.50');
    expect(box().value).toBe('1.50');
    expect(value()).toBe('1.5');
    await user.tab();
    expect(box().value).toBe('1.5');
  });

  it('marks what is no number, keeps the one before, and forgets it when it is left', async () => {
    const { user } = await renderInApp(<Numbers />);
    await user.type(box(), 'x');
    expect(box().getAttribute('aria-invalid')).toBe('true');
    expect(value()).toBe('0.5');
    await user.tab();
    expect(box().value).toBe('0.5');
  });

  it('shows and takes the unit that people write', async () => {
    const { user } = await renderInApp(<Numbers scale={0.01} />);
    expect(box().value).toBe('50');
    await user.clear(box());
    await user.type(box(), '7');
    expect(value()).toBe('0.07');
  });

  it('follows a value that something else set', async () => {
    const { user } = await renderInApp(<Numbers />);
    await user.clear(box());
    await user.type(box(), '9');
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(box().value).toBe('3');
  });
});

describe('a field for several words', () => {
  it('takes them apart at commas, while the text stays as it is written', async () => {
    const { user } = await renderInApp(<Words />);
    expect(box().value).toBe('a, b');
    await user.type(box(), ', ,c ');
    expect(box().value).toBe('a, b, ,c ');
    expect(value()).toBe('a|b|c');
    await user.tab();
    expect(box().value).toBe('a, b, c');
  });
});
