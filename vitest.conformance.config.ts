import { defineConfig } from 'vitest/config';

/** What `npm run conformance` runs: against Kubernetes' own programs, which it builds first. */
export default defineConfig({
  test: {
    include: ['apps/server/src/conformance/**/*.conformance.ts'],
    // Each file starts a control plane of its own, which is heavy.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
