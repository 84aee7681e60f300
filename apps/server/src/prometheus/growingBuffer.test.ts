import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GrowingBuffer } from './growingBuffer.ts';

it('holds what was put into it, in order', () => {
  const parts = fc.array(fc.uint8Array({ maxLength: 200_000, size: 'max' }), { maxLength: 6 });
  fc.assert(
    fc.property(parts, (parts) => {
      const bytes = new GrowingBuffer();
      for (const part of parts) bytes.append(part);
      expect(Buffer.compare(bytes.toBuffer(), Buffer.concat(parts))).toBe(0);
      expect(bytes.length).toBe(bytes.toBuffer().length);
    }),
    { numRuns: 30 },
  );
});
