import { bare } from './bare.ts';
import { crowded } from './crowded.ts';
import { dra } from './dra.ts';
import { eras } from './eras.ts';
import { fleet } from './fleet.ts';
import { fractions } from './fractions.ts';
import { gpucluster } from './gpucluster.ts';
import { mixed } from './mixed.ts';
import { monitored } from './monitored.ts';
import { scale } from './scale.ts';
import type { Scenario } from './scenario.ts';
import { sharing } from './sharing.ts';
import { troubled } from './troubled.ts';
import { twoClusters } from './twoClusters.ts';
import { upgrade } from './upgrade.ts';
import { walkthrough } from './walkthrough.ts';

/** All scenarios, the default first. */
export const scenarios: readonly Scenario[] = [
  fleet,
  walkthrough,
  scale,
  eras,
  upgrade,
  mixed,
  twoClusters,
  sharing,
  fractions,
  dra,
  gpucluster,
  crowded,
  troubled,
  monitored,
  bare,
];

export function scenarioNamed(name: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.name === name);
}
