import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/** About so long is a piece: made in well under a millisecond. */
const PIECE_CHARACTERS = 64 * 1024;
/** What stands deeper is small: a reply is long by the items of its lists. */
const MAX_DEPTH = 4;

/** `JSON.stringify(value)` in pieces, between which others may have their turn. */
export function* jsonPieces(value: unknown): Generator<string, void> {
  let piece = '';
  for (const part of parts(value, 0)) {
    piece += part;
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

function* parts(value: unknown, depth: number): Generator<string, void> {
  if (depth === MAX_DEPTH || typeof value !== 'object' || value === null || 'toJSON' in value)
    yield JSON.stringify(value) ?? 'null';
  else if (Array.isArray(value)) yield* arrayParts(value, depth);
  else yield* objectParts(value, depth);
}

function* arrayParts(value: readonly unknown[], depth: number): Generator<string, void> {
  yield '[';
  for (const [index, item] of value.entries()) {
    if (index > 0) yield ',';
    yield* parts(item, depth + 1);
  }
  yield ']';
}

function* objectParts(value: object, depth: number): Generator<string, void> {
  yield '{';
  let isFirst = true;
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined || typeof field === 'function' || typeof field === 'symbol') continue;
    yield `${isFirst ? '' : ','}${JSON.stringify(name)}:`;
    yield* parts(field, depth + 1);
    isFirst = false;
  }
  yield '}';
}

/** Answers with JSON: at once, or piece by piece where it is long, as fast as the reader takes it. */
export async function sendJson(response: Response, reply: unknown): Promise<void> {
  const pieces = jsonPieces(reply);
  const first = pieces.next();
  const second = pieces.next();
  response.type('json');
  if (second.done === true) {
    response.send(first.done === true ? '' : first.value);
    return;
  }
  const all = [first, second].flatMap(({ done, value }) => (done === true ? [] : [value]));
  // Who leaves in the middle misses the rest, and nobody else does.
  await pipeline(Readable.from(following(all, pieces)), response).catch((error: unknown) => {
    response.req.log.debug({ err: error }, 'reply broke off');
  });
}

function* following(begun: readonly string[], rest: Iterable<string>): Generator<string, void> {
  yield* begun;
  yield* rest;
}
