import { expect, it } from 'vitest';
import { contradictionsOf } from '../testing/consistency/contradictionsOf.ts';
import { scenarioNames } from '../testing/frozenDemo.ts';

/** Quantities of a scenario that are known to have two numbers; one that agrees again leaves this table. */
const OPEN: Readonly<Record<string, readonly string[]>> = {
  // KAI's reservation pod requests the GPU on its node; Workloads shows the pods that share it in its place. Who shares a GPU is
  // written on HAMi's and KAI's pods: exporters' series, which charts are drawn of, name one of them at most.
  fractions: [
    'Units that pods request of device plugins',
    'Utilization of allocated GPUs',
    'GPUs that pods hold in whole or in part, by the exporters',
    'GPUs that pods of a namespace hold in whole or in part, summed over namespaces',
  ],
  // The Overview counts this cluster's GPUs; lists, charts and kube-state-metrics have both clusters', as long as no
  // PROMETHEUS_MATCHERS tells them apart.
  'two-clusters': [
    'Units that device plugins offer',
    'Units that pods request of device plugins',
    'GPUs that report metrics',
    'Utilization of all GPUs',
    'Power',
  ],
};

it.each(scenarioNames)('all places that show a quantity of %s show one number', async (scenario) => {
  const found = await contradictionsOf(scenario);
  const open = OPEN[scenario] ?? [];
  expect(found.filter((one) => !open.some((name) => one.startsWith(`${name}:`)))).toEqual([]);
  expect(open.filter((name) => !found.some((one) => one.startsWith(`${name}:`)))).toEqual([]);
});
