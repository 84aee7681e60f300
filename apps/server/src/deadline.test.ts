import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { deadline, unlessAborted } from './deadline.ts';

describe('a deadline', () => {
  it('aborts once its time is over, and says for what', () => {
    vi.useFakeTimers();
    using limit = deadline(2000, () => new Error('no answer within 2 s'));
    vi.advanceTimersByTime(1999);
    expect(limit.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(limit.signal.reason).toMatchObject({ message: 'no answer within 2 s' });
    vi.useRealTimers();
  });

  it('aborts with its source, and leaves nothing there', () => {
    const source = new AbortController();
    {
      using limit = deadline(60_000, () => undefined, source.signal);
      expect(limit.signal.aborted).toBe(false);
    }
    expect(getEventListeners(source.signal, 'abort')).toEqual([]);
  });
});

describe('a promise that is waited for unless a signal aborts', () => {
  it('gives what it gives, and leaves nothing at the signal', async () => {
    const { signal } = new AbortController();
    await expect(unlessAborted(Promise.resolve(1), signal)).resolves.toBe(1);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('is left with the signal’s reason', async () => {
    const stopping = new AbortController();
    const waiting = unlessAborted(new Promise(() => {}), stopping.signal);
    stopping.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });
});
