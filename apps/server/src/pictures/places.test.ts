import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { Places } from './places.ts';

const NEVER = new AbortController().signal;

function held() {
  let end = () => {};
  const promise = new Promise<string>((resolve) => {
    end = () => resolve('done');
  });
  return { act: () => promise, end };
}

describe('places', () => {
  it('are for a few at once; some wait in line, and the rest are turned away', async () => {
    const places = new Places(1, 1);
    const [first, second] = [held(), held()];
    const one = places.within(NEVER, first.act);
    const two = places.within(NEVER, () => second.act());
    expect([places.taken, places.waiting]).toEqual([1, 1]);
    expect(places.within(NEVER, first.act)).toBeUndefined();
    first.end();
    expect(await one).toBe('done');
    expect([places.taken, places.waiting]).toEqual([1, 0]);
    second.end();
    expect(await two).toBe('done');
    expect(places.taken).toBe(0);
  });

  it('are given back by what fails', async () => {
    const places = new Places(1, 0);
    await expect(places.within(NEVER, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(places.taken).toBe(0);
  });

  it('are not waited for by who leaves, and nothing stays of them', async () => {
    const places = new Places(1, 2);
    const first = held();
    const one = places.within(NEVER, first.act);
    const leaving = new AbortController();
    let acted = false;
    const two = places.within(leaving.signal, async () => {
      acted = true;
    });
    const three = places.within(NEVER, () => Promise.resolve('third'));
    leaving.abort(new Error('left'));
    await expect(two).rejects.toThrow('left');
    expect(places.waiting).toBe(1);
    first.end();
    await one;
    expect(await three).toBe('third');
    expect([acted, places.taken, getEventListeners(leaving.signal, 'abort')]).toEqual([false, 0, []]);
  });
});
