import { describe, expect, it } from 'vitest';
import { namespacesText, parseNamespaces } from './view.ts';

describe('the namespaces in an address', () => {
  it('are one text for one choice', () => {
    expect(parseNamespaces({ ns: 'nlp,ml,nlp' })).toEqual({ ns: 'ml,nlp' });
    expect(namespacesText(['nlp', 'ml'])).toBe('ml,nlp');
  });

  it('are none where it has no name in it', () => {
    for (const ns of [undefined, '', ',', 'UPPER', 'a b', '-a', ['nlp'], 'a'.repeat(64)])
      expect(parseNamespaces({ ns }).ns).toBeUndefined();
  });

  it('are the names among what it has', () => {
    expect(parseNamespaces({ ns: 'nlp,<script>,ml' })).toEqual({ ns: 'ml,nlp' });
  });
});
