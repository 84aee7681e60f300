import { expect, it } from 'vitest';
import { contradictionsOf } from '../testing/consistency/contradictionsOf.ts';
import { scenarioNames } from '../testing/frozenDemo.ts';

/** Quantities of a scenario that are known to have two numbers; one that agrees again leaves this table. */
const OPEN: Readonly<Record<string, readonly string[]>> = {
  // KAI's reservation pod requests the GPU on its node; Workloads shows the pods that share it in its place.
  fractions: ['Units that pods request of device plugins'],
  // kube-state-metrics of both clusters, as long as no PROMETHEUS_MATCHERS tells them apart.
  'two-clusters': ['Units that device plugins offer', 'Units that pods request of device plugins'],
};

it.each(scenarioNames)('all places that show a quantity of %s show one number', async (scenario) => {
  const found = await contradictionsOf(scenario);
  const open = OPEN[scenario] ?? [];
  expect(found.filter((one) => !open.some((name) => one.startsWith(`${name}:`)))).toEqual([]);
  expect(open.filter((name) => !found.some((one) => one.startsWith(`${name}:`)))).toEqual([]);
});
