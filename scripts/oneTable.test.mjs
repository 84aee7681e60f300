import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './lib/commands.mjs';

/** What is made in one place alone. */
const RULES = [
  {
    what: 'addresses of endpoints',
    pattern: /\/api\/v1\/clusters\b/,
    allowed: /^packages\/shared\/src\/contract\/(endpoints|address)\.ts$/,
  },
  { what: 'query keys', pattern: /\bqueryKey: \[/, allowed: /^apps\/web\/src\/(api|gallery)\// },
];

it.each(RULES)('$what stand in one place', ({ pattern, allowed }) => {
  const args = ['ls-files', '--', 'apps', 'packages'];
  const files = execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' })
    .split('\n')
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .filter((file) => pattern.test(readFileSync(join(ROOT, file), 'utf8')));
  expect(files.filter((file) => allowed.test(file))).not.toEqual([]);
  expect(files.filter((file) => !allowed.test(file))).toEqual([]);
});
