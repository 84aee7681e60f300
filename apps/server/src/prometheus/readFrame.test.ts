import { describe, expect, it } from 'vitest';
import { instantKind, rangeKind, readAnswer, UnsupportedResult } from './frame.ts';
import { readInstant, readRange } from './readFrame.ts';

const [START, STEP, COUNT] = [1_700_000_000, 15, 500];
const END = START + (COUNT - 1) * STEP;

const reply = (resultType: string, result: unknown) =>
  Buffer.from(
    JSON.stringify({ status: 'success', data: { resultType, result }, warnings: ['一部分'], infos: ['i'] }),
  );

/** About a megabyte, with gaps, values that JSON has no numbers for, and labels beyond ASCII. */
const matrix = reply(
  'matrix',
  Array.from({ length: 180 }, (_, n) => ({
    metric: { UUID: `GPU-${n}`, modelName: '显卡' },
    values: Array.from({ length: COUNT }, (_, i) => [
      START + i * STEP,
      i % 7 === 0 ? 'NaN' : String(n + i / 8),
    ]).filter((_, i) => (n + i) % 5 !== 0),
  })),
);
const vector = reply(
  'vector',
  Array.from({ length: 9000 }, (_, n) => ({
    metric: { UUID: `GPU-${n}`, modelName: '显卡', Hostname: `worker-${n}` },
    value: [START, String(n / 4)],
  })),
);

describe('a large reply', () => {
  it('of a range is the same frame as if it had been read here', async () => {
    expect(matrix.length).toBeGreaterThan(2 ** 20);
    const expected = readAnswer(rangeKind(START, STEP, END), matrix.toString()).frame;
    expect(await readRange(matrix, START, STEP, END)).toEqual(expected);
  });

  it('of one moment is the same answer as if it had been read here', async () => {
    const expected = readAnswer(instantKind(START), vector.toString());
    expect(await readInstant(vector, START)).toEqual(expected);
  });

  it('of several at once is each asker’s own', async () => {
    const values = await Promise.all(
      [3, 5, 2].map(async (n) => {
        const body = reply(
          'vector',
          Array.from({ length: 9000 }, () => ({
            metric: { UUID: 'x'.repeat(50) },
            value: [START, String(n)],
          })),
        );
        return (await readInstant(body, START)).frame.series[8999]?.values[0];
      }),
    );
    expect(values).toEqual([3, 5, 2]);
  });

  it.each([
    ['that breaks off', vector.subarray(0, -9), /is no whole JSON/],
    [
      'of other samples',
      reply(
        'vector',
        Array.from({ length: 20_000 }, () => ({ metric: {}, value: null })),
      ),
      /samples cannot be read/,
    ],
  ])('%s fails as a small one does', async (_, body, message) => {
    await expect(readInstant(body, START)).rejects.toMatchObject({
      code: 'upstream_error',
      message: expect.stringMatching(message),
    });
  });

  it('that is one word is read all the same', async () => {
    const scalar = {
      status: 'success',
      data: { resultType: 'scalar', result: [START, '3'] },
      infos: ['x'.repeat(2 ** 20)],
    };
    const { frame } = await readInstant(Buffer.from(JSON.stringify(scalar)), START);
    expect(frame.series).toEqual([{ labels: {}, values: [3] }]);
  });

  it('lets others have their turn while it is read', async () => {
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 0);
    const body = reply(
      'vector',
      Array.from({ length: 100_000 }, (_, n) => ({ metric: { UUID: `GPU-${n}` }, value: [START, '1'] })),
    );
    const before = turns;
    await readInstant(body, START);
    clearInterval(ticking);
    expect(turns - before).toBeGreaterThan(10);
  });

  it('of a range, where it should be of one moment, says so', async () => {
    await expect(readInstant(matrix, START)).rejects.toThrow(UnsupportedResult);
  });
});
