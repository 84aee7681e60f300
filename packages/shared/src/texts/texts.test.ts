import { describe, expect, it } from 'vitest';
import { pluralOf } from './plural.ts';
import { fillTemplate } from './template.ts';

describe('a template', () => {
  it.each([
    ['{{count}} of {{ all }}', { count: 1, all: 'many' }, '1 of many'],
    ['{{node}} is {{state}}', { node: '{{state}}' }, '{{state}} is ?'],
    ['a{{#b}} and {{b}}{{/b}}', { b: 'b' }, 'a and b'],
    ['a{{#b}} and {{b}}{{/b}}', { b: '' }, 'a'],
    ['{{toString}}', {}, '?'],
  ])('%j with %j reads %j', (template, params, text) => {
    expect(fillTemplate(template, params, '?')).toBe(text);
  });
});

describe('the form for a number', () => {
  it('is the language’s', () => {
    const forms = [0, 1, 2, 1.5].map((count) => pluralOf('en')(count, 'pod', 'pods'));
    expect(forms).toEqual(['pods', 'pod', 'pods', 'pods']);
    expect(pluralOf('zh-CN')(1, 'one', 'other')).toBe('other');
  });
});
