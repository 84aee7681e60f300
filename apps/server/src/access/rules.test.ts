import { readFileSync } from 'node:fs';
import { addresses } from '@gpu-console/shared/endpoints';
import { expect, it } from 'vitest';
import { accessRules } from './rules.ts';

const DOCUMENT = readFileSync(new URL('../../../../docs/access.md', import.meta.url), 'utf8');

/** The rows of the document's table of endpoints. */
function documented() {
  return [...DOCUMENT.matchAll(/^\| `(\w+)` \| (.+?) \| (.+?) \|$/gm)].map(([, name, takes, gets]) => ({
    name,
    takes,
    gets,
  }));
}

it('every endpoint of the contract has a rule', () => {
  expect(Object.keys(accessRules).sort()).toEqual(Object.keys(addresses).sort());
});

it('docs/access.md has the rules, word for word and in their order', () => {
  expect(documented()).toEqual(Object.entries(accessRules).map(([name, rule]) => ({ name, ...rule })));
});
