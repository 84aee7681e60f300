import { defineConfig } from 'vitest/config';

/** What `npm run fuzz` runs: as many odd requests and queries as one has time for. */
export default defineConfig({
  test: {
    include: ['apps/server/src/**/*.fuzz.ts'],
    // One at a time: how long the console takes is measured.
    fileParallelism: false,
    testTimeout: 24 * 3600 * 1000,
    hookTimeout: 60_000,
  },
});
