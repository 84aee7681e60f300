import type { CheckResult, SetupReport, SetupStep } from '@gpu-console/shared/contract';
import { choicesOf, commandsFor } from '@gpu-console/shared/setup';
import type { Facts } from '../doctor/facts.ts';
import { findAll, worstOf } from '../doctor/runChecks.ts';
import { orderSteps, progressOf } from './order.ts';
import { setupSetting } from './setupSetting.ts';
import type { Probes, Step } from './step.ts';
import { allocatable } from './steps/allocatable.ts';
import { curve } from './steps/curve.ts';
import { exporter } from './steps/exporter.ts';
import { helm } from './steps/helm.ts';
import { install } from './steps/install.ts';
import { kubesphere } from './steps/kubesphere.ts';
import { monitor } from './steps/monitor.ts';
import { notebook } from './steps/notebook.ts';
import { operands } from './steps/operands.ts';
import { prerequisites } from './steps/prerequisites.ts';
import { samples } from './steps/samples.ts';
import { target } from './steps/target.ts';
import { uninstall } from './steps/uninstall.ts';

/** In the order in which they are walked. */
const STEPS: readonly Step[] = [
  prerequisites,
  helm,
  install,
  operands,
  allocatable,
  samples,
  notebook,
  exporter,
  monitor,
  target,
  kubesphere,
  curve,
  uninstall,
];

const MAX_RESULTS = 10;

/** The steps without what only the caller knows: how old they are and what they lack. */
export function setupReport(facts: Facts, probes: Probes): Omit<SetupReport, 'asOf' | 'partial'> {
  const setting = setupSetting(facts, probes);
  const choices = choicesOf(setting, {});
  const looked = STEPS.map(({ step, needs, checks, look }) => {
    const wanted: ReadonlySet<string> = new Set(checks);
    const results = findAll(facts).filter(({ check }) => wanted.has(check));
    const {
      items,
      beside = [],
      isOptional = false,
      isPartlyDone = false,
    } = look({ facts, probes, setting, results });
    return {
      step,
      needs,
      results,
      items: [...items, ...beside],
      progress: progressOf(items, results, isOptional),
      isPartlyDone,
    };
  });
  const places = orderSteps(looked);
  const steps = looked.map(({ step, results, items }): SetupStep => {
    const { state = 'unknown', blockedBy = null } = places.get(step) ?? {};
    return {
      step,
      state,
      blockedBy,
      items,
      checks: verdictsOf(results),
      results: results.filter(({ verdict }) => verdict !== 'pass').slice(0, MAX_RESULTS),
      commands: [...commandsFor(step, setting, choices)],
    };
  });
  return { setting, next: steps.find(({ state }) => state === 'next')?.step ?? null, steps };
}

function verdictsOf(results: readonly CheckResult[]): SetupStep['checks'] {
  return [...new Set(results.map(({ check }) => check))].map((check) => ({
    check,
    verdict: worstOf(results.filter((result) => result.check === check)) ?? 'unknown',
  }));
}
