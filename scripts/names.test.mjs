import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './lib/commands.mjs';

/** What the glossary (docs/glossary.md) has other words for. */
const BANNED = new RegExp(
  [
    String.raw`\b(?:MOST|LEAST|FEWEST|USUAL|PATIENCE|LONGEST|LARGEST|SHORTEST)(?:_[A-Z0-9_]+)?\b`,
    String.raw`\b(?:Lately|SetupSights|Shelf|ClusterSources|FactSources)\b`,
    String.raw`\b(?:class|interface|type|const) (?:Drawn|Known|Moment|Asked|Told\w*)\b`,
    // "Trouble" alone may begin a sentence.
    String.raw`\b(?:\w+Trouble\w*|Trouble[A-Z]\w*)\b|\b(?:class|interface|new|typeof) Trouble\b`,
    String.raw`\b(?:told|heard)(?=[(<])|\.(?:glance|heard|told)\(`,
    String.raw`\b(?:most|least|usual|fewest)\??: number\b|\b(?:usual|patience) = |\bpatienceMs\b`,
  ].join('|'),
  'g',
);
const SELF = 'scripts/names.test.mjs';

it('names are the ones that the glossary gives', () => {
  const args = ['ls-files', '--', '*.ts', '*.tsx', '*.mjs'];
  const files = execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).split('\n');
  const found = files
    .filter((file) => file !== '' && file !== SELF)
    .flatMap((file) => {
      const names = readFileSync(join(ROOT, file), 'utf8').match(BANNED) ?? [];
      return names.map((name) => `${file}: ${name}`);
    });
  expect(files.length).toBeGreaterThan(1000);
  expect(found).toEqual([]);
});
