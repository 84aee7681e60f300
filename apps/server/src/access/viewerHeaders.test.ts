import { describe, expect, it } from 'vitest';
import { viewerHeaders } from './viewerHeaders.ts';

const headersOf = (template: string, groups: readonly string[], user = 'alice') =>
  viewerHeaders(
    { 'x-who': template },
    {
      identity: { user, groups, uid: null, extra: {}, cluster: null },
      token: null,
      namespaces: ['ml', 'nlp'],
    },
  );

describe('headers that tell Prometheus who asks', () => {
  it('name the user, the groups and the namespaces', () => {
    expect(headersOf('{user}: {groups}', ['a', 'b'])).toEqual({ 'x-who': 'alice: a,b' });
    expect(headersOf('{namespaces}', [])).toEqual({ 'x-who': 'ml|nlp' });
  });

  it.each([
    ['a group that would be read as two', '{groups}', ['a,admins'], 'alice'],
    ['a name of two lines', '{user}', [], 'alice\r\nx-who: admin'],
    ['a name in another script', '{user}', [], '李雷'],
    ['no group at all', '{groups}', [], 'alice'],
    ['no token', 'Bearer {token}', [], 'alice'],
  ])('are none for somebody with %s', (_, template, groups, user) => {
    expect(() => headersOf(template, groups, user)).toThrow('none that a header can carry');
  });
});
