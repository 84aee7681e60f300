import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitReply } from './splitReply.ts';

function split(text: string) {
  const batches = splitReply(Buffer.from(text));
  const elements: unknown[] = [];
  for (;;) {
    const { done, value } = batches.next();
    if (done === true) return { elements, rest: JSON.parse(value) as unknown };
    elements.push(...(JSON.parse(value) as unknown[]));
  }
}

describe('a reply that is taken apart', () => {
  it('has all its elements and nothing else of the result, however it is written', () => {
    const result = fc.array(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()));
    const others = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue());
    fc.assert(
      fc.property(
        result,
        others,
        others,
        fc.boolean(),
        fc.constantFrom(0, 2),
        (elements, beside, within, last, indent) => {
          const { data: _, ...others } = beside;
          const { result: __, ...inside } = within;
          const data = last ? { ...inside, result: elements } : { result: elements, ...inside };
          const whole = last ? { ...others, data } : { data, ...others };
          const { elements: found, rest } = split(JSON.stringify(whole, null, indent));
          expect(found).toEqual(JSON.parse(JSON.stringify(elements)));
          expect(rest).toEqual(JSON.parse(JSON.stringify({ ...whole, data: { ...data, result: [] } })));
        },
      ),
    );
  });

  it('gives its elements in batches', () => {
    const elements = Array.from({ length: 5000 }, (_, n) => ({
      metric: { n: `${n}"]}` },
      value: [n, 'x'.repeat(90)],
    }));
    const batches = [...splitReply(Buffer.from(JSON.stringify({ data: { result: elements } })))];
    expect(batches.length).toBeGreaterThan(3);
    expect(batches.flatMap((text) => JSON.parse(text) as unknown[])).toEqual(elements);
  });

  it.each(['{"data":{"result":[{}', '{"data":{"result":[{"a":"', '{"data":{"result":[]}', '{"a":"\\'])(
    'is no reply where it breaks off: %s',
    (text) => {
      expect(() => split(text)).toThrow(SyntaxError);
    },
  );

  it('without a result is left whole', () => {
    expect(split('{"data":null,"result":[{}]}')).toEqual({
      elements: [],
      rest: { data: null, result: [{}] },
    });
  });
});
