import { expect, it } from 'vitest';
import { type Identity, identityKey } from './identity.ts';

const person: Identity = { user: 'a', groups: ['g', 'h'], uid: null, extra: {}, cluster: null };

it('the key of an identity is its own, and short however many groups there are', () => {
  const others: Identity[] = [
    { ...person, user: 'b' },
    { ...person, groups: ['g'] },
    { ...person, groups: ['g","h'] },
    { ...person, uid: '1' },
    { ...person, extra: { scopes: ['x'] } },
    { ...person, cluster: 'prod' },
    { ...person, groups: Array.from({ length: 500 }, (_, index) => `${'g'.repeat(250)}${index}`) },
  ];
  const keys = [person, ...others].map(identityKey);
  expect(new Set(keys).size).toBe(keys.length);
  expect(identityKey({ ...person, groups: ['h', 'g'] })).toBe(keys[0]);
  for (const key of keys) expect(key.length).toBeLessThan(50);
});
