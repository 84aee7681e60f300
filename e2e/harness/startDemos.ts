import { endpointsOf, startDemo, stop } from '../../scripts/lib/demoProcess.mjs';
import { DEMOS, type DemoName, endpointsVariable } from './endpoints.ts';

/**
 * Starts, as `npm run demo` does, each demo that the tests visit; what it returns stops them. A demo whose endpoints are
 * in the environment already runs, and is left to whoever started it.
 */
export default async function startDemos(): Promise<() => Promise<void>> {
  const demos: ReturnType<typeof startDemo>[] = [];
  const stopAll = async () => {
    await Promise.all(demos.map(stop));
  };
  try {
    for (const name of Object.keys(DEMOS) as DemoName[]) {
      if (process.env[endpointsVariable(name)] !== undefined) continue;
      const demo = startDemo(DEMOS[name]);
      demos.push(demo);
      process.env[endpointsVariable(name)] = JSON.stringify(await endpointsOf(demo));
    }
  } catch (error) {
    await stopAll();
    throw error;
  }
  return stopAll;
}
