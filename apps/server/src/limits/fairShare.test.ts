import { getEventListeners, setMaxListeners } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FairShare, ShareExceeded } from './fairShare.ts';

const NEVER = new AbortController().signal;
setMaxListeners(0, NEVER);

/** Tasks that end when they are told to, and the order in which they began. */
function tasks(share: FairShare) {
  const began: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (viewer: string, name: string, signal = NEVER) =>
    share.run(viewer, signal, () => {
      began.push(name);
      return new Promise<void>((resolve) => ends.set(name, resolve));
    });
  const end = async (name: string) => {
    ends.get(name)?.();
    await setImmediate();
  };
  return { ask, began, end };
}

describe('a fair share', () => {
  it('is no more than is allowed for one viewer, and leaves the rest to others', async () => {
    const { ask, began } = tasks(new FairShare({ total: 3, perViewer: 2, waitingPerViewer: 9 }));
    for (const name of ['a1', 'a2', 'a3']) void ask('a', name);
    void ask('b', 'b1');
    void ask('c', 'c1');
    await setImmediate();
    expect(began).toEqual(['a1', 'a2', 'b1']);
  });

  it('is given to the viewers in turn, whoever asked most', async () => {
    const { ask, began, end } = tasks(new FairShare({ total: 1, perViewer: 1, waitingPerViewer: 9 }));
    for (const name of ['a1', 'a2', 'a3']) void ask('a', name);
    for (const name of ['b1', 'b2']) void ask('b', name);
    for (const name of ['a1', 'b1', 'a2', 'b2']) await end(name);
    expect(began).toEqual(['a1', 'b1', 'a2', 'b2', 'a3']);
  });

  it('has room for so many that wait', async () => {
    const { ask } = tasks(new FairShare({ total: 1, perViewer: 1, waitingPerViewer: 1 }));
    void ask('a', 'a1');
    void ask('a', 'a2');
    await expect(ask('a', 'a3')).rejects.toThrow(ShareExceeded);
  });

  it('without room to wait says whose share is used up', async () => {
    const share = new FairShare({ total: 2, perViewer: 1, waitingPerViewer: 0 });
    const leaving = new AbortController();
    await share.hold('a', leaving.signal);
    await expect(share.hold('a', NEVER)).rejects.toMatchObject({ isOwn: true });
    await share.hold('b', NEVER);
    await expect(share.hold('c', NEVER)).rejects.toMatchObject({ isOwn: false });
    leaving.abort();
    await setImmediate();
    await share.hold('c', NEVER);
    expect(share.active).toBe(2);
  });

  it('is not waited for by who has left', async () => {
    const share = new FairShare({ total: 1, perViewer: 1, waitingPerViewer: 9 });
    const { ask, began, end } = tasks(share);
    const leaving = new AbortController();
    void ask('a', 'a1');
    const left = ask('a', 'a2', leaving.signal);
    void ask('a', 'a3');
    expect([share.active, share.waiting]).toEqual([1, 2]);
    leaving.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    await expect(ask('a', 'a4', leaving.signal)).rejects.toThrow('left');
    await end('a1');
    expect(began).toEqual(['a1', 'a3']);
    expect([share.active, share.waiting, getEventListeners(leaving.signal, 'abort')]).toEqual([1, 0, []]);
  });

  it('is never exceeded, and nothing is left of it once all is done', async () => {
    const limits = { total: 4, perViewer: 2, waitingPerViewer: 5 };
    const asked = fc.array(fc.record({ viewer: fc.nat(4), turns: fc.nat(3), fails: fc.boolean() }));
    await fc.assert(
      fc.asyncProperty(asked, async (tasks) => {
        const share = new FairShare(limits);
        const active = new Map<number, number>();
        let all = 0;
        const run = async (viewer: number, turns: number, fails: boolean) => {
          all += 1;
          active.set(viewer, (active.get(viewer) ?? 0) + 1);
          expect(all).toBeLessThanOrEqual(limits.total);
          expect(active.get(viewer)).toBeLessThanOrEqual(limits.perViewer);
          for (let turn = 0; turn < turns; turn += 1) await setImmediate();
          all -= 1;
          active.set(viewer, (active.get(viewer) ?? 0) - 1);
          if (fails) throw new Error('failed');
          return 'done';
        };
        const ends = await Promise.allSettled(
          tasks.map(({ viewer, turns, fails }) =>
            share.run(String(viewer), NEVER, () => run(viewer, turns, fails)),
          ),
        );
        const taken = ends.map((end) => (end.status === 'rejected' ? String(end.reason) : end.value));
        taken.forEach((end, index) => {
          expect(end).toMatch(tasks[index]?.fails ? /failed|wait already/ : /done|wait already/);
        });
        expect(share.size).toBe(0);
      }),
    );
  });
});
