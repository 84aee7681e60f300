import { test as base, expect } from '@playwright/test';
import { type DemoName, type Endpoints, endpointsVariable } from './endpoints.ts';
import { policyViolations } from './policyViolations.ts';

export { expect } from '@playwright/test';

function endpointsOf(name: DemoName): Endpoints {
  const text = process.env[endpointsVariable(name)];
  if (text === undefined) throw new Error(`the demo ${name} is not running`);
  return JSON.parse(text);
}

interface Fixtures {
  /** The demo fleet: a dozen nodes, several eras, a few faults. */
  readonly demo: Endpoints;
  /** One node of 2021. Its pods come and go with the walk-through's own test. */
  readonly walkthrough: Endpoints;
  /** What pages may write to their console as an error (an uncaught exception counts too) without failing the test. */
  readonly expectedComplaints: RegExp | null;
  /** What the content security policy may keep out without failing the test: something hostile that the test brings. */
  readonly expectedViolations: RegExp | null;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its first parameter
  demo: async ({}, use) => use(endpointsOf('fleet')),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  walkthrough: async ({}, use) => use(endpointsOf('walkthrough')),
  expectedComplaints: [null, { option: true }],
  expectedViolations: [null, { option: true }],
  context: async ({ context, expectedViolations }, use) => {
    const violations = await policyViolations(context);
    await use(context);
    const unexpected = violations.filter((text) => expectedViolations?.test(text) !== true);
    expect(unexpected, 'what the content security policy keeps out').toEqual([]);
  },
  page: async ({ page, expectedComplaints }, use) => {
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await use(page);
    const unexpected = complaints.filter((text) => expectedComplaints?.test(text) !== true);
    expect(unexpected, 'errors in the console of the browser').toEqual([]);
  },
});
