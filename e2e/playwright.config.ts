import { defineConfig } from '@playwright/test';

/** The system's, without a window, which draws faster: Playwright's own download is not reachable everywhere. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium-headless-shell';

/** What mostly waits: for schedulers, scrapes and time-outs. What takes longest begins first. */
const WAITING = ['repair', 'walkthrough', 'logs', 'outage', 'samples', 'doctor'];

/** So many tests draw pages at a time: more would draw them no faster on two cores, only each more slowly. */
const DRAWING = 2;

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 30_000 },
  fullyParallel: true,
  // Those that wait leave the cores to those that draw.
  workers: DRAWING + 3,
  forbidOnly: process.env['CI'] !== undefined,
  projects: [
    { name: 'pages', testIgnore: WAITING.map((name) => `${name}.spec.ts`), workers: DRAWING },
    ...WAITING.map((name) => ({ name, testMatch: `${name}.spec.ts` })),
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
