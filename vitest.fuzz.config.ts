import { defineConfig } from 'vitest/config';

/** What `npm run fuzz` runs: as many odd requests as one has time for. */
export default defineConfig({
  test: { include: ['apps/server/src/**/*.fuzz.ts'], testTimeout: 24 * 3600 * 1000, hookTimeout: 60_000 },
});
