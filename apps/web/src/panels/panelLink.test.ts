import { describe, expect, it } from 'vitest';
import { panelFileName, panelLink } from './panelLink.ts';

describe('panelLink', () => {
  it('fixes the times and keeps the rest', () => {
    expect(panelLink('http://h/c/demo/nodes/n?range=1h&filter=x', { from: 10.4, to: 20.4 })).toBe(
      'http://h/c/demo/nodes/n?filter=x&from=10&to=21',
    );
  });
});

describe('panelFileName', () => {
  it('has no character that a file system refuses', () => {
    expect(panelFileName('prod/eu', '显存 "used"', 0, 'csv')).toBe('prod-eu-显存-used-1970-01-01T0000.csv');
  });
});
