import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{apps,packages}/*/src/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'],
    // Failing means to hang in some tests of watches and servers; 20 s is far more than any needs.
    testTimeout: 20_000,
  },
});
