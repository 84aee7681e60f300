import { onTestFinished, vi } from 'vitest';
import { FrozenDemo } from '../frozenDemo.ts';
import { contradictions } from './compare.ts';
import { readShown } from './shown.ts';

const HISTORY_SECONDS = 2700;

/** Walks every place that shows a scenario, with the clock standing still until the test ends; what they contradict each other in. */
export async function contradictionsOf(scenario: string): Promise<string[]> {
  let at = 0;
  const demo = await FrozenDemo.start(scenario, HISTORY_SECONDS, (moment) => {
    at = moment;
    vi.useFakeTimers({ toFake: ['Date'], now: moment * 1000 });
  });
  onTestFinished(async () => {
    vi.useRealTimers();
    await demo.stop();
  });
  return contradictions(await readShown(demo.console, at));
}
