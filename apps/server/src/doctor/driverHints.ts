import { type Fact, isKnown } from '../fact.ts';
import type { ComponentRecord } from '../kubernetes/componentRecord.ts';
import { DRIVER_SIGNS, tellingLines } from './driverSigns.ts';
import type { Facts } from './facts.ts';

export interface DriverHint {
  readonly check: (typeof DRIVER_SIGNS)[number]['check'];
  readonly variant: (typeof DRIVER_SIGNS)[number]['variant'];
  /** The line of the log that tells it. */
  readonly line: string;
}

const MAX_LINE = 200;

/** What the log of a driver pod that is not ready says is in its way; one at most, since one thing ends it. */
export function hintOf(pod: ComponentRecord, facts: Facts): DriverHint | undefined {
  const log = logOf(pod, facts);
  if (log === undefined || !isKnown(log)) return undefined;
  return signIn(log.value, hasEnded(pod));
}

/**
 * The first sign in a log, certain ones before the others.
 *
 * @param ended whether the container ever ended: one that still runs may yet succeed at what it could not do
 */
export function signIn(log: string, ended: boolean): DriverHint | undefined {
  const lines = tellingLines(log).reverse();
  for (const wanted of [true, false]) {
    for (const sign of DRIVER_SIGNS) {
      if (sign.certain !== wanted || (!ended && sign.variant !== 'preinstalled')) continue;
      const not = 'not' in sign ? sign.not : undefined;
      const line = lines.find((text) => sign.pattern.test(text) && !(not?.test(text) ?? false));
      if (line !== undefined)
        return { check: sign.check, variant: sign.variant, line: line.trim().slice(0, MAX_LINE) };
    }
  }
  return undefined;
}

function hasEnded(pod: ComponentRecord): boolean {
  return pod.heldUpBy !== null && (pod.heldUpBy.restarts > 0 || pod.heldUpBy.state !== 'running');
}

/** Undefined for a pod that is none of the driver's, or ready: then there is nothing to read in it. */
export function logOf(pod: ComponentRecord, { driverLogs }: Facts): Fact<string> | undefined {
  if (pod.component !== 'driver' || pod.ready) return undefined;
  return driverLogs.get(`${pod.namespace}/${pod.name}`) ?? { unknown: 'its log was not read' };
}
