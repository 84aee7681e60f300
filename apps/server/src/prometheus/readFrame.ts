import { setImmediate } from 'node:timers/promises';
import type { Frame, Series } from '@gpu-console/shared/contract';
import { ByteBudget } from '../limits/byteBudget.ts';
import { OneByOne } from '../limits/oneByOne.ts';
import { type Answer, type FrameKind, inPlainWords, instantKind, rangeKind, readAnswer } from './frame.ts';
import type { Asking } from './prometheusClient.ts';
import { PrometheusError } from './prometheusError.ts';
import { splitReply } from './splitReply.ts';

/** Below that, reading takes a few milliseconds; beyond, everybody else would wait for it. */
const LARGE_BYTES = 512 * 1024;
/** Of large replies that are being read or wait for it. */
const MAX_PENDING_BYTES = 128 * 2 ** 20;
const RETRY_AFTER_SECONDS = 2;

/** Large replies that are read one after the other. */
interface Queue {
  readonly room: ByteBudget;
  readonly line: OneByOne;
}

function queue(): Queue {
  return { room: new ByteBudget(MAX_PENDING_BYTES), line: new OneByOne() };
}

/** For the whole process, whose one loop is what they would hold up: viewers', and the console's own beside them. */
const viewers = queue();
const own = queue();

/** A reply to a viewer's range query. @throws as `readAnswer`, and `upstream_busy` where too much is read already */
export async function readRange(body: Buffer, start: number, step: number, end: number): Promise<Frame> {
  return (await read(rangeKind(start, step, end), body, viewers)).frame;
}

/** A reply to an instant query, by whose it is. @throws as `readRange` */
export function readInstant(body: Buffer, time: number, { viewer }: Asking = {}): Promise<Answer> {
  return read(instantKind(time), body, viewer === undefined ? own : viewers);
}

async function read(kind: FrameKind, body: Buffer, { room, line }: Queue): Promise<Answer> {
  if (body.length < LARGE_BYTES) return readAnswer(kind, body.toString());
  if (!room.take(body.length)) throw tooMuch();
  try {
    return await line.run(() => readInSteps(kind, body));
  } finally {
    room.release(body.length);
  }
}

/** Between its steps, everything else has its turn. */
async function readInSteps(kind: FrameKind, body: Buffer): Promise<Answer> {
  const series: Series[] = [];
  const batches = splitReply(body);
  for (;;) {
    const rest = inPlainWords(kind, () => nextBatch(kind, batches, series));
    if (rest !== undefined) return readAnswer(kind, rest, series);
    await setImmediate();
  }
}

/** Adds the series of the next elements; after the last, what is left of the reply. */
function nextBatch(
  kind: FrameKind,
  batches: Generator<string, string>,
  series: Series[],
): string | undefined {
  const { done, value } = batches.next();
  if (done === true) return value;
  const elements: unknown = JSON.parse(value);
  if (Array.isArray(elements)) for (const element of elements) series.push(...kind.seriesOf(element));
  return undefined;
}

function tooMuch(): PrometheusError {
  const words = 'The console is reading as many large answers as it has room for: try again in a moment';
  return new PrometheusError('upstream_busy', words, null, { retryAfterSeconds: RETRY_AFTER_SECONDS });
}
