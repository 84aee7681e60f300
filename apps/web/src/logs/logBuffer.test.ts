import { describe, expect, it } from 'vitest';
import { LogBuffer } from './logBuffer.ts';

const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ time: null, text: String(from + index) }));

describe('a log buffer', () => {
  it('keeps lines in the order they came', () => {
    const buffer = new LogBuffer(10);
    buffer.push(lines(0, 3));
    buffer.push(lines(3, 5));
    expect(buffer.lines).toEqual(lines(0, 5));
    expect(buffer.forgotten).toBe(0);
  });

  it('forgets the oldest, and knows how many', () => {
    const buffer = new LogBuffer(10);
    buffer.push(lines(0, 11));
    expect(buffer.lines).toHaveLength(11);
    buffer.push(lines(11, 12));
    expect(buffer.lines).toEqual(lines(2, 12));
    expect(buffer.forgotten).toBe(2);
    buffer.push(lines(12, 40));
    expect(buffer.lines).toEqual(lines(30, 40));
    expect(buffer.forgotten).toBe(30);
  });

  it('takes more lines at once than a call has arguments', () => {
    const buffer = new LogBuffer(50_000);
    buffer.push(lines(0, 300_000));
    expect(buffer.lines).toHaveLength(50_000);
    expect(buffer.lines.at(-1)?.text).toBe('299999');
  });
});
