// @vitest-environment happy-dom

import { beforeEach, describe, expect, it } from 'vitest';
import { forgetPersonal, writeStored } from '../../state/stored.ts';
import { addToHistory, readHistory } from './queryHistory.ts';

beforeEach(() => localStorage.clear());

describe('the history of queries', () => {
  it('has each query once, the latest first, per cluster', () => {
    addToHistory('here', ['up', 'sum(up)']);
    addToHistory('here', ['sum(up)']);
    expect(readHistory('here')).toEqual(['sum(up)', 'up']);
    expect(readHistory('there')).toEqual([]);
  });

  it('ends after 50 queries', () => {
    for (let index = 0; index < 60; index += 1) addToHistory('here', [`up + ${index}`]);
    expect(readHistory('here')).toHaveLength(50);
    expect(readHistory('here')[0]).toBe('up + 59');
  });

  it('goes when whoever made it signs out', () => {
    addToHistory('here', ['up']);
    forgetPersonal();
    expect(readHistory('here')).toEqual([]);
  });

  it.each(['{', '{"a":1}', '[1,null]'])('takes what is no history for none: %s', (text) => {
    writeStored('queries.here', text);
    expect(readHistory('here')).toEqual([]);
  });
});
