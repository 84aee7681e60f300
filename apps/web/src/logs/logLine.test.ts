import { describe, expect, it } from 'vitest';
import { LineSplitter, parseLine } from './logLine.ts';

const ESC = '\u001b';

describe('a line of a log', () => {
  it.each([
    ['2024-03-01T08:00:00.123456789Z hello', '2024-03-01T08:00:00.123Z', 'hello'],
    ['2024-03-01T08:00:00Z hello', '2024-03-01T08:00:00.000Z', 'hello'],
    ['2024-03-01T08:00:00.5+08:00 hello', '2024-03-01T00:00:00.500Z', 'hello'],
    ['2024-03-01T08:00:00.123456789Z ', '2024-03-01T08:00:00.123Z', ''],
    ['2024-03-01T08:00:00.1Z   indented', '2024-03-01T08:00:00.100Z', '  indented'],
  ])('%j has its time apart', (line, time, text) => {
    expect(parseLine(line)).toEqual({ time: Date.parse(time) / 1000, text });
  });

  it.each(['failed to watch file: no space left on device', '', '2024-03-01 hello'])(
    '%j has no time',
    (line) => {
      expect(parseLine(line)).toEqual({ time: null, text: line });
    },
  );

  it.each([
    [`${ESC}[32m[I 08:00 LabApp]${ESC}[0m hello`, '[I 08:00 LabApp] hello'],
    [`${ESC}[1;38;5;196mred${ESC}[m`, 'red'],
    [`${ESC}]8;;http://a.example${ESC}\\link${ESC}]8;;${ESC}\\`, 'link'],
  ])('%j is shown without its escape sequences', (raw, text) => {
    expect(parseLine(raw).text).toBe(text);
  });

  it.each([
    ['10%\r 50%\r100%', '100%'],
    ['windows\r', 'windows'],
    ['a\rb\r\r', 'b'],
  ])('%j is shown as a terminal leaves it', (raw, text) => {
    expect(parseLine(raw).text).toBe(text);
  });

  it('is cut where it is endless', () => {
    expect(parseLine('x'.repeat(100_000)).text).toHaveLength(10_001);
  });
});

describe('a text in pieces', () => {
  it('is cut at line feeds, wherever the pieces are', () => {
    const splitter = new LineSplitter();
    expect(splitter.push('one\ntw')).toEqual(['one']);
    expect(splitter.push('o')).toEqual([]);
    expect(splitter.push('\n\nthree')).toEqual(['two', '']);
    expect(splitter.end()).toEqual(['three']);
  });

  it('has no line after its last line feed', () => {
    const splitter = new LineSplitter();
    splitter.push('one\n');
    expect(splitter.end()).toEqual([]);
  });
});
