import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { DrawingOverrun, DrawingThread } from './drawingThread.ts';
import type { DrawTask, PictureTask } from './pictureTask.ts';

/** A worker that does as the task's cluster says. */
const CODE = `
  import { parentPort, threadId } from 'node:worker_threads';
  parentPort.on('message', ({ cluster }) => {
    if (cluster === 'loop') for (;;);
    if (cluster === 'hog') for (const all = []; ; ) all.push(new Array(100000).fill({}));
    if (cluster === 'exit') process.exit(3);
    if (cluster === 'throw') throw new Error('broken');
    if (cluster === 'fail') parentPort.postMessage({ error: 'no such thing' });
    else parentPort.postMessage({ result: { kind: 'undrawable', code: '', message: cluster + ' ' + threadId } });
  });
`;
const file = () => new URL(`data:text/javascript,${encodeURIComponent(CODE)}`);
const NEVER = new AbortController().signal;

let thread: DrawingThread;
const started = (options: Partial<ConstructorParameters<typeof DrawingThread>[0]> = {}) => {
  thread = new DrawingThread({ file, heapMb: 32, ...options });
  return thread;
};
afterEach(() => thread.stop());

const task = (cluster: string): PictureTask =>
  ({
    kind: 'draw',
    cluster,
    panel: {
      id: 'p',
      kind: 'stat',
      title: '',
      help: '',
      reduce: 'last',
      show: 'number',
      unit: 'count',
      queries: [],
    },
    frames: [],
    annotations: [],
    window: { from: 0, to: 1 },
    look: { width: 200, height: 200, scale: 1, theme: 'light', locale: 'en' },
    failure: undefined,
  }) satisfies DrawTask;
const messageOf = async (thread: DrawingThread, cluster: string) => {
  const result = await thread.run(task(cluster), [], NEVER);
  return 'message' in result ? result.message : result.kind;
};

describe('the drawing thread', () => {
  it('is one for all that is drawn', async () => {
    started();
    const all = await Promise.all(['a', 'b', 'c'].map((one) => messageOf(thread, one)));
    const [id] = all.map((one) => one.split(' ')[1]);
    expect(all).toEqual([`a ${id}`, `b ${id}`, `c ${id}`]);
  });

  it.each([
    ['takes too long', 'loop', { timeoutMs: 200 }, 'it took more than 0.2 s'],
    ['takes too much memory', 'hog', {}, 'it needed more than 32 MiB of memory'],
    ['ends the thread', 'exit', {}, 'the drawing thread ended with code 3'],
    ['breaks it', 'throw', {}, 'broken'],
  ])('is ended by what %s, says so, and begins anew', async (_what, cluster, options, reason) => {
    started(options);
    const first = await messageOf(thread, 'first');
    const [over, next] = await Promise.allSettled([messageOf(thread, cluster), messageOf(thread, 'next')]);
    expect(over).toMatchObject({ status: 'rejected', reason: expect.any(DrawingOverrun) });
    expect(over).toMatchObject({ reason: { message: expect.stringContaining(reason) } });
    expect(next).toMatchObject({ status: 'fulfilled', value: expect.stringMatching(/^next \d+$/) });
    expect(next).not.toMatchObject({ value: first.replace('first', 'next') });
  });

  it('goes on after what it could not draw', async () => {
    started();
    const first = await messageOf(thread, 'a');
    await expect(messageOf(thread, 'fail')).rejects.toThrow('A picture could not be drawn: no such thing');
    expect(await messageOf(thread, 'a')).toBe(first);
  });

  it('draws nothing for those who left', async () => {
    started();
    const leaving = new AbortController();
    const first = thread.run(task('a'), [], NEVER);
    const second = thread.run(task('loop'), [], leaving.signal);
    leaving.abort(new Error('left'));
    await expect(second).rejects.toThrow('left');
    expect(await first).toMatchObject({ kind: 'undrawable' });
    expect(await messageOf(thread, 'b')).toContain('b ');
    expect(getEventListeners(leaving.signal, 'abort')).toEqual([]);
  });

  it('ends without work, and begins anew with it', async () => {
    started({ idleMs: 1 });
    const first = await messageOf(thread, 'a');
    await expect.poll(() => messageOf(thread, 'a')).not.toBe(first);
  });
});
