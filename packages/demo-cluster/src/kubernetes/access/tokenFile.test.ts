import { expect, it } from 'vitest';
import { parseTokenFile } from './tokenFile.ts';

it('has one token on each line, of a user in no group, one or several', () => {
  const text = 'one,ann,1,"nlp,vision"\n\ntwo,bob,2,nlp\n three , cy ,3\n';
  expect(parseTokenFile(text)).toEqual([
    { token: 'one', name: 'ann', uid: '1', groups: ['nlp', 'vision'] },
    { token: 'two', name: 'bob', uid: '2', groups: ['nlp'] },
    { token: 'three', name: 'cy', uid: '3', groups: [] },
  ]);
});

it.each(['one', ',ann,1', 'ok,ann,1\n"",bob,2'])('needs a token and a user: %j', (text) => {
  expect(() => parseTokenFile(text)).toThrow(/^line \d of the token file has no token or no user/);
});
