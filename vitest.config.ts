import { defineConfig } from 'vitest/config';

const PROMQL = '@prometheus-io/codemirror-promql';

export default defineConfig({
  // Node would take its CommonJS form, and with that a second CodeMirror; browsers get this one.
  resolve: { alias: [{ find: PROMQL, replacement: `${PROMQL}/dist/esm/index.js` }] },
  test: {
    include: ['{apps,packages}/*/src/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'],
    // Failing means to hang in some tests of watches and servers; 20 s is far more than any needs.
    testTimeout: 20_000,
    // Vitest leaves a core to its own process, which has little to do: with two cores, half of them.
    maxWorkers: '100%',
    server: { deps: { inline: [PROMQL] } },
  },
});
