import { endpointsOf, startDemo, stop } from '../../scripts/lib/demoProcess.mjs';
import { type Endpoints, endpointsVariable } from './endpoints.ts';
import { test } from './fixtures.ts';

/** Enough past for a chart; a demo starts within seconds then. */
const HISTORY = '20m';

/**
 * A demo that one file's tests visit: it starts before the first of them and ends after the last, so that no other test
 * pays for it. The tests run in one worker. One whose endpoints are in the environment already runs, and is left alone.
 * @param options more of `npm run demo`'s
 * @returns its endpoints, for within tests
 */
export function ownDemo(scenario: string, ...options: readonly string[]): () => Endpoints {
  let demo: ReturnType<typeof startDemo> | undefined;
  let endpoints: Endpoints | undefined;
  test.describe.configure({ mode: 'default' });
  test.beforeAll(async () => {
    test.setTimeout(180_000);
    const running =
      process.env[endpointsVariable(['own', scenario, ...options].join('_').replace(/\W/g, ''))];
    if (running !== undefined) {
      endpoints = JSON.parse(running);
      return;
    }
    demo = startDemo(['--scenario', scenario, '--history', HISTORY, ...options]);
    endpoints = await endpointsOf(demo);
  });
  test.afterAll(async () => {
    if (demo !== undefined) await stop(demo);
  });
  return () => {
    if (endpoints === undefined) throw new Error(`the demo ${scenario} is not running`);
    return endpoints;
  };
}
