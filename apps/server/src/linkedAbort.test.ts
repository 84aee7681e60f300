import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { linkedAbort } from './linkedAbort.ts';

describe('a linked abort', () => {
  it('follows each of its sources, with the reason', () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const linked = linkedAbort(one.signal, other.signal);
    other.abort('enough');
    expect(linked.signal).toMatchObject({ aborted: true, reason: 'enough' });
  });

  it('of a source that has ended already is aborted from the start', () => {
    expect(linkedAbort(new AbortController().signal, AbortSignal.abort('gone')).signal.reason).toBe('gone');
  });

  it('aborts without its sources', () => {
    const source = new AbortController();
    linkedAbort(source.signal).abort();
    expect(source.signal.aborted).toBe(false);
  });

  it('ends with its scope, for whatever was begun under it', () => {
    let begun: AbortSignal;
    {
      using linked = linkedAbort(new AbortController().signal);
      begun = linked.signal;
    }
    expect(begun.aborted).toBe(true);
  });

  it('leaves nothing at a source that outlives it', () => {
    const source = new AbortController();
    {
      using linked = linkedAbort(source.signal);
      expect(linked.signal.aborted).toBe(false);
      expect(getEventListeners(source.signal, 'abort')).toHaveLength(1);
    }
    expect(getEventListeners(source.signal, 'abort')).toHaveLength(0);
  });
});
