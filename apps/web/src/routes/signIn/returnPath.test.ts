// @vitest-environment happy-dom

import { describe, expect, it } from 'vitest';
import { returnPath } from './returnPath.ts';

describe('where a sign-in leads', () => {
  it('is the page that was wanted', () => {
    expect(returnPath('/c/prod/gpus?ns=nlp#top')).toBe('/c/prod/gpus?ns=nlp#top');
  });

  it('is below the path of the console', () => {
    expect(returnPath('/gpu/c/prod', '/gpu')).toBe('/gpu/c/prod');
    for (const elsewhere of ['/', '/gpu', '/gpus/c', '/gpu/../admin', '//evil.example/gpu/'])
      expect(returnPath(elsewhere, '/gpu')).toBe('/gpu/');
  });

  it.each([
    undefined,
    '',
    'c/prod',
    'https://evil.example/',
    '//evil.example/c',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '//',
  ])('is never another site, nor code: %s', (wanted) => {
    expect(returnPath(wanted)).toBe('/');
  });
});
