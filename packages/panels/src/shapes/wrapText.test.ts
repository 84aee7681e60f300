import { describe, expect, it } from 'vitest';
import { textWidth } from './textWidth.ts';
import { wrapText } from './wrapText.ts';

describe('wrapped text', () => {
  it('breaks between words, and keeps the lines there are', () => {
    expect(wrapText('one two three\n\nfour', 60, 12, 9)).toEqual(['one two', 'three', '', 'four']);
  });
  it('breaks Chinese between any two characters', () => {
    expect(wrapText('显卡温度过高', 36, 12, 9)).toEqual(['显卡温', '度过高']);
  });
  it('says where there is more than fits', () => {
    expect(wrapText('one two three four', 60, 12, 1)).toEqual(['one two…']);
  });
  it('cuts off a word that is wider than a line', () => {
    const lines = wrapText('GPU-0123456789-0123456789', 60, 12, 9);
    expect(lines).toHaveLength(1);
    expect(lines.every((line) => textWidth(line, 12) <= 60)).toBe(true);
  });
});
