import { defineConfig } from '@playwright/test';

/** The system's, without a window to draw, which takes half of the time: Playwright's own download is not reachable everywhere. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium-headless-shell';

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 30_000 },
  fullyParallel: true,
  // More would draw their pages no faster on two cores, only each more slowly.
  workers: 2,
  forbidOnly: process.env['CI'] !== undefined,
  projects: [
    { name: 'walkthrough', testMatch: 'walkthrough.spec.ts' },
    // On the walk-through's one GPU, once that has it no more.
    { name: 'samples', testMatch: 'samples.spec.ts', dependencies: ['walkthrough'] },
    { name: 'pages', testIgnore: ['walkthrough.spec.ts', 'samples.spec.ts'] },
  ],
  globalSetup: './harness/startDemos.ts',
  reporter: [['list'], ['json', { outputFile: 'test-results/report.json' }]],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en',
    timezoneId: 'UTC',
    launchOptions: {
      executablePath: CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
