import { expect, it } from 'vitest';
import { outsideIdentity } from './identityRules.ts';

it.each([
  [' alice', []],
  ['alice ', []],
  ['alice\u00a0', []],
  ['alice', [' admins']],
  ['alice', ['admins ']],
])('nobody is let in as %j of %j, whom a header would make somebody else', (user, groups) => {
  expect(() => outsideIdentity(user, groups)).toThrow('space begins or ends a name or group');
});
