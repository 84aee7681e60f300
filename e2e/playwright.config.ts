import { defineConfig } from '@playwright/test';

/** The system's, without a window, which draws faster: Playwright's own download is not reachable everywhere. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium-headless-shell';

const SLOWEST = ['walkthrough', 'samples', 'repair'];

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 30_000 },
  fullyParallel: true,
  // More would draw their pages no faster on two cores, only each more slowly.
  workers: 2,
  forbidOnly: process.env['CI'] !== undefined,
  // What takes longest begins first: begun last, it would keep the others waiting.
  projects: [
    ...SLOWEST.map((name) => ({ name, testMatch: `${name}.spec.ts` })),
    { name: 'pages', testIgnore: SLOWEST.map((name) => `${name}.spec.ts`) },
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
