import { expect, it } from 'vitest';
import { returnAddress } from './returnAddress.ts';

const BASE = 'https://gpu.example.com/gpu';

it.each([
  ['/gpu', `${BASE}`],
  ['/gpu/c/default/pods?namespace=nlp#top', `${BASE}/c/default/pods?namespace=nlp#top`],
])('a page of the console is one to return to: %s', (wanted, address) => {
  expect(returnAddress(wanted, BASE)).toBe(address);
});

it.each([
  undefined,
  ['/gpu/a', '/gpu/b'],
  '',
  'gpu',
  '/',
  '/gpu2',
  '/gpu/../other',
  '/gpu/%2e%2e/other',
  '//evil.example/gpu/',
  '/\\evil.example/gpu/',
  '/gpu/\t/evil.example',
  '/gpu/\u0000',
  'https://evil.example/gpu/',
  'javascript:alert(1)',
  '/gpu/auth/login',
  '/gpu/auth/callback?code=x',
  `/gpu/${'x'.repeat(2000)}`,
])('all else leads to the first page: %o', (wanted) => {
  expect(returnAddress(wanted, BASE)).toBe(`${BASE}/`);
});
