import { describe, expect, it } from 'vitest';
import { changed, type History, redone, startHistory, undone } from './history.ts';

type Step = (history: History<string>) => History<string>;
const to =
  (next: string, subject: string | null = null): Step =>
  (history) =>
    changed(history, next, subject);

describe('history', () => {
  it.each<{ does: string; steps: readonly Step[]; present: string; past: readonly string[]; future: number }>(
    [
      { does: 'keeps each change', steps: [to('b'), to('c')], present: 'c', past: ['a', 'b'], future: 0 },
      {
        does: 'keeps letters typed into one field as one step',
        steps: [to('b', 'title'), to('bc', 'title'), to('bcd', 'title'), undone],
        present: 'a',
        past: [],
        future: 1,
      },
      {
        does: 'begins a step with another field',
        steps: [to('b', 'title'), to('c', 'help'), undone],
        present: 'b',
        past: ['a'],
        future: 1,
      },
      {
        does: 'begins a step after a change of its own',
        steps: [to('b'), to('c'), undone, undone, redone],
        present: 'b',
        past: ['a'],
        future: 1,
      },
      {
        does: 'begins a step after something was taken back',
        steps: [to('b', 'title'), undone, redone, to('c', 'title'), undone],
        present: 'b',
        past: ['a'],
        future: 1,
      },
      {
        does: 'forgets what was taken back, once something else is done',
        steps: [to('b'), undone, to('c'), redone],
        present: 'c',
        past: ['a'],
        future: 0,
      },
      { does: 'has an end both ways', steps: [undone, redone], present: 'a', past: [], future: 0 },
      { does: 'takes no step for the same', steps: [to('a')], present: 'a', past: [], future: 0 },
    ],
  )('$does', ({ steps, present, past, future }) => {
    const result = steps.reduce((history, step) => step(history), startHistory('a'));
    expect(result).toMatchObject({ present, past });
    expect(result.future).toHaveLength(future);
  });

  it('keeps the newest steps where there are very many', () => {
    let history = startHistory(0);
    for (let step = 1; step <= 500; step += 1) history = changed(history, step);
    expect(history.past).toHaveLength(200);
    expect(history.past.at(-1)).toBe(499);
  });
});
