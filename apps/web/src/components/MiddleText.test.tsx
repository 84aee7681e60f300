// @vitest-environment happy-dom

import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { MiddleText } from './MiddleText.tsx';

it('has its whole name once, for readers, copies and on hover, and keeps what names differ in', () => {
  const name = 'llama-finetune-7d9f8c6b5-x2x4q';
  render(
    <a href="/pod">
      <MiddleText text={name} />
    </a>,
  );
  expect(screen.getByRole('link', { name }).textContent).toBe(name);
  expect(screen.getByTitle(name)).toBeDefined();
  const drawn = [...document.querySelectorAll('[data-text]')].map((part) => part.getAttribute('data-text'));
  expect(drawn).toEqual(['llama-finetune-7d9f8c6b', '5-x2x4q']);
});
