/** What `npm run demo` prints and writes to its endpoints file. */
export type { Endpoints } from '../../scripts/lib/demoProcess.mjs';

export const CLUSTER = 'default';

/** The demos that run beside each other for the tests, each with its arguments. */
export const DEMOS = {
  fleet: ['--scenario', 'fleet'],
  walkthrough: ['--scenario', 'walkthrough', '--history', '1h'],
} as const;

export type DemoName = keyof typeof DEMOS;

/** The environment variable through which the tests' workers learn where a demo listens. */
export function endpointsVariable(name: string): string {
  return `DEMO_ENDPOINTS_${name.toUpperCase()}`;
}
