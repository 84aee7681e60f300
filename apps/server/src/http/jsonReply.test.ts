import express, { type Request } from 'express';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { impostor } from '../testing/impostor.ts';
import { jsonPieces, sendJson } from './jsonReply.ts';

describe('JSON in pieces', () => {
  it('is what it would be in one', () => {
    fc.assert(
      fc.property(
        fc.object({ withDate: true, values: [fc.jsonValue(), fc.constant(undefined)] }),
        (value) => {
          expect([...jsonPieces(value)].join('')).toBe(JSON.stringify(value));
        },
      ),
    );
  });

  it('comes in pieces of a bounded length, however long it is', () => {
    const series = Array.from({ length: 5000 }, (_, n) => ({
      labels: { n: String(n) },
      values: [n, null, 0.5],
    }));
    const pieces = [...jsonPieces({ results: { a: { series } } })];
    expect(pieces.length).toBeGreaterThan(2);
    for (const piece of pieces) expect(piece.length).toBeLessThan(70_000);
    expect(JSON.parse(pieces.join(''))).toEqual({ results: { a: { series } } });
  });
});

describe('a reply', () => {
  const serving = async (reply: unknown) => {
    const app = express();
    app.get('/', (_request: Request, response) => sendJson(response, reply));
    return fetch(await impostor((request, response) => app(request, response)));
  };

  it('that is short says how long it is', async () => {
    const answer = await serving({ a: [1, null] });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-length': '14',
    });
    expect(await answer.json()).toEqual({ a: [1, null] });
  });

  it('that is long arrives whole', async () => {
    const items = Array.from({ length: 20_000 }, (_, n) => ({ name: `节点-${n}` }));
    const answer = await serving({ items });
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await answer.json()).toEqual({ items });
  });
});
