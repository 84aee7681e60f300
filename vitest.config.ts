import { defineConfig } from 'vitest/config';

const PROMQL = '@prometheus-io/codemirror-promql';

/**
 * What is pure leaves nothing behind: its files share what they import, which takes longer to load than they take to run.
 * Tests of components (`.tsx`) leave a document behind.
 */
const PURE = [
  '{apps/web,packages/{shared,panels}}/src/**/*.test.ts',
  'apps/server/src/{doctor,setup}/**/*.test.ts',
  'packages/demo-cluster/src/{exporter,scenarios,simulation}/**/*.test.ts',
];
const ALL = ['{apps,packages}/*/src/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'];

export default defineConfig({
  // Node would take its CommonJS form, and with that a second CodeMirror; browsers get this one.
  resolve: { alias: [{ find: PROMQL, replacement: `${PROMQL}/dist/esm/index.js` }] },
  test: {
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      { extends: true, test: { name: 'io', include: ALL, exclude: PURE } },
    ],
    // Failing means to hang in some tests of watches and servers; 20 s is far more than any needs.
    testTimeout: 20_000,
    // Vitest leaves a core to its own process, which has little to do: with two cores, half of them.
    maxWorkers: '100%',
    server: { deps: { inline: [PROMQL] } },
  },
});
