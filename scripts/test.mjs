import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './lib/build.mjs';
import { ROOT, run, say, script, Trouble, WORKSPACE } from './lib/commands.mjs';
import { installFonts, installPackages, installPrograms } from './lib/install.mjs';

const BIN = 'node_modules/.bin';

/** @typedef {{ passed: number, failed: number }} Tally */

/** Each ends with 0 when what it looks at is in order. @type {readonly [name: string, command: string, args: readonly string[]][]} */
const CHECKS = [
  ['lint and format', `${BIN}/biome`, ['check', '.']],
  ...[...WORKSPACE, 'scripts'].map(
    (project) =>
      /** @type {[string, string, string[]]} */ ([`types of ${project}`, `${BIN}/tsc`, ['-p', project]]),
  ),
  [
    'import directions',
    `${BIN}/depcruise`,
    ['--config', '.dependency-cruiser.cjs', 'apps', 'packages', 'e2e'],
  ],
  ['unused code', `${BIN}/knip`, ['--no-config-hints']],
];

/** @type {Record<string, () => Promise<Tally>>} */
const STAGES = {
  async checks() {
    const tally = { passed: 0, failed: 0 };
    for (const [name, command, args] of CHECKS) {
      const isGood = (await run(command, args, { quiet: true })) === 0;
      say(`${isGood ? '✓' : '✗'} ${name}`);
      tally[isGood ? 'passed' : 'failed'] += 1;
    }
    return tally;
  },

  async unit() {
    await installPrograms(['prometheus', 'promtool', 'kubectl', 'vmagent']);
    await installFonts();
    const report = fresh('.cache/vitest.json');
    const code = await run(`${BIN}/vitest`, [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ]);
    return tallied(code, report, ({ numPassedTests, numFailedTests, numFailedTestSuites }) => ({
      passed: numPassedTests,
      failed: numFailedTests || numFailedTestSuites,
    }));
  },

  async e2e() {
    await installPrograms(['prometheus', 'promtool', 'kubectl', 'chromium-headless-shell']);
    await installFonts();
    await build(['server', 'web', 'demo cluster', 'gallery']);
    const report = fresh('e2e/test-results/report.json');
    const code = await run('node_modules/.bin/playwright', ['test'], { cwd: join(ROOT, 'e2e') });
    return tallied(code, report, ({ stats }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
    }));
  },
};

/** @param {string} path of a report that only this run may write */
function fresh(path) {
  rmSync(join(ROOT, path), { force: true });
  return path;
}

/**
 * A stage that ended badly has failed at least once, whatever it counted.
 * @param {number} code
 * @param {string} report
 * @param {(report: any) => Tally} count
 * @returns {Tally}
 */
function tallied(code, report, count) {
  if (!existsSync(join(ROOT, report))) return { passed: 0, failed: 1 };
  const { passed, failed } = count(JSON.parse(readFileSync(join(ROOT, report), 'utf8')));
  return { passed, failed: code === 0 && passed > 0 ? failed : Math.max(failed, 1) };
}

script(async () => {
  const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
  const names = only === undefined ? Object.keys(STAGES) : [only];
  await installPackages();
  const total = { passed: 0, failed: 0 };
  for (const name of names) {
    const stage = STAGES[name];
    if (stage === undefined) {
      throw new Trouble(`--only ${name} is not known: choose one of ${Object.keys(STAGES).join(', ')}`);
    }
    say(`\n── ${name} ──`);
    const { passed, failed } = await stage();
    total.passed += passed;
    total.failed += failed;
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
});
