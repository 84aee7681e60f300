import { test as base } from '@playwright/test';
import { type DemoName, type Endpoints, endpointsVariable } from './endpoints.ts';

export { expect } from '@playwright/test';

function endpointsOf(name: DemoName): Endpoints {
  const text = process.env[endpointsVariable(name)];
  if (text === undefined) throw new Error(`the demo ${name} is not running`);
  return JSON.parse(text);
}

interface Fixtures {
  /** The demo fleet: a dozen nodes, several eras, a few faults. */
  readonly demo: Endpoints;
  /** One node of 2021. */
  readonly walkthrough: Endpoints;
  /** What the page wrote to its console as an error, uncaught exceptions included. */
  readonly complaints: readonly string[];
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its first parameter
  demo: async ({}, use) => use(endpointsOf('fleet')),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  walkthrough: async ({}, use) => use(endpointsOf('walkthrough')),
  complaints: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await use(complaints);
  },
});
