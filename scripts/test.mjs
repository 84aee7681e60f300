import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './lib/build.mjs';
import { CommandError, ROOT, run, say, script, WORKSPACE } from './lib/commands.mjs';
import { FOR_E2E, FOR_UNIT, setUp } from './lib/setup.mjs';

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

async function checks() {
  const tally = { passed: 0, failed: 0 };
  for (const [name, command, args] of CHECKS) {
    const isGood = (await run(command, args, { quiet: true })) === 0;
    say(`${isGood ? '✓' : '✗'} ${name}`);
    tally[isGood ? 'passed' : 'failed'] += 1;
  }
  return tally;
}

async function unit() {
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
}

async function e2e() {
  await build(['server', 'web', 'demo cluster', 'gallery']);
  const report = fresh('e2e/test-results/report.json');
  const code = await run('node_modules/.bin/playwright', ['test'], { cwd: join(ROOT, 'e2e') });
  return tallied(code, report, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
  }));
}

/** @type {Record<string, { needs: import('./lib/setup.mjs').Needs, test: () => Promise<Tally> }>} */
const STAGES = {
  checks: { needs: {}, test: checks },
  unit: { needs: FOR_UNIT, test: unit },
  e2e: { needs: FOR_E2E, test: e2e },
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
  const stages = names.map((name) => {
    const stage = STAGES[name];
    if (stage === undefined)
      throw new CommandError(`--only ${name} is not known: choose one of ${Object.keys(STAGES).join(', ')}`);
    return { name, ...stage };
  });
  await setUp(...stages.map(({ needs }) => needs));
  const total = { passed: 0, failed: 0 };
  for (const { name, test } of stages) {
    say(`\n── ${name} ──`);
    const { passed, failed } = await test();
    total.passed += passed;
    total.failed += failed;
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
});
