import { describe, expect, it } from 'vitest';
import { imageLink, panelFileName, panelLink } from './panelLink.ts';

describe('panelLink', () => {
  it('fixes the times and keeps the rest', () => {
    expect(panelLink('http://h/c/demo/nodes/n?range=1h&filter=x', { from: 10.4, to: 20.4 })).toBe(
      'http://h/c/demo/nodes/n?filter=x&from=10&to=21',
    );
  });

  it('leads to a panel, whatever its id is', () => {
    expect(panelLink('http://h/c/demo#old', { from: 10, to: 20 }, 'a b/1')).toBe(
      'http://h/c/demo?from=10&to=20#panel-a_b_1',
    );
  });
});

describe('imageLink', () => {
  it('has the times, the looks and every value chosen, and nothing else of the page', () => {
    const address = { path: '/api/p/a%20b.png', variables: { node: ['a&b', 'c'], job: [] } };
    const looks = { theme: 'dark', locale: 'zh-CN' } as const;
    expect(imageLink('http://h:1/c/demo?range=1h', address, { from: 10.4, to: 20.4 }, looks)).toBe(
      'http://h:1/api/p/a%20b.png?from=10&to=21&theme=dark&locale=zh-CN&var-node=a%26b&var-node=c',
    );
  });
});

describe('panelFileName', () => {
  it('has no character that a file system refuses', () => {
    expect(panelFileName('prod/eu', '显存 "used"', 0, 'csv')).toBe('prod-eu-显存-used-1970-01-01T0000.csv');
  });
});
