import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SharedQuestions } from './sharedQuestions.ts';

/** A question that is answered when it is told to be, and whose asker can be seen to give up. */
function question() {
  const asked: AbortSignal[] = [];
  const answers: ((answer: string) => void)[] = [];
  const ask = (signal: AbortSignal) => {
    asked.push(signal);
    return new Promise<string>((resolve, reject) => {
      answers.push(resolve);
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  };
  return { ask, asked, answer: (text: string) => answers.at(-1)?.(text) };
}

describe('a question that several ask', () => {
  it('is asked once and answered to all', async () => {
    const { ask, asked, answer } = question();
    const shared = new SharedQuestions<string>();
    const waiting = [1, 2, 3].map(() => shared.answer('q', undefined, ask));
    answer('42');
    expect(await Promise.all(waiting)).toEqual(['42', '42', '42']);
    expect(asked).toHaveLength(1);
    expect(shared.size).toBe(0);
  });

  it('goes on while one of them waits, and is given up when the last has left', async () => {
    const { ask, asked } = question();
    const shared = new SharedQuestions<string>();
    const [first, second] = [new AbortController(), new AbortController()];
    const one = shared.answer('q', first.signal, ask);
    const other = shared.answer('q', second.signal, ask);
    first.abort(new Error('the first left'));
    await expect(one).rejects.toThrow('the first left');
    expect(asked[0]?.aborted).toBe(false);
    second.abort(new Error('the second left'));
    await expect(other).rejects.toThrow('the second left');
    expect(asked[0]?.aborted).toBe(true);
    expect(shared.size).toBe(0);
  });

  it('is asked anew by who comes after all had left', async () => {
    const { ask, asked, answer } = question();
    const shared = new SharedQuestions<string>();
    const leaving = new AbortController();
    const left = shared.answer('q', leaving.signal, ask);
    leaving.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    const waiting = shared.answer('q', undefined, ask);
    answer('42');
    expect(await waiting).toBe('42');
    expect(asked).toHaveLength(2);
  });

  it('fails for all, and is asked anew', async () => {
    const shared = new SharedQuestions<string>();
    const fails = () => Promise.reject(new Error('no'));
    const waiting = [1, 2].map(() => shared.answer('q', undefined, fails));
    for (const end of await Promise.allSettled(waiting)) expect(end).toMatchObject({ status: 'rejected' });
    expect(await shared.answer('q', undefined, async () => '42')).toBe('42');
  });

  it('leaves nothing at a signal that goes on', async () => {
    const { signal } = new AbortController();
    let listening = 0;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...given: Parameters<typeof addEventListener>) => {
      listening += 1;
      addEventListener.apply(signal, given);
    };
    signal.removeEventListener = (...given: Parameters<typeof removeEventListener>) => {
      listening -= 1;
      removeEventListener.apply(signal, given);
    };
    const shared = new SharedQuestions<string>();
    await shared.answer('q', signal, async () => {
      await setImmediate();
      return '42';
    });
    expect(listening).toBe(0);
  });
});
