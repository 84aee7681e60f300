import type { CheckId } from '@gpu-console/shared/doctor';
import { type Fact, isKnown } from '../fact.ts';
import type { ComponentRecord } from '../kubernetes/componentRecord.ts';
import type { Facts } from './facts.ts';

/** What a driver container prints when the host is in its way (NVIDIA/gpu-driver-container, nvidia-driver; modprobe; apt, dnf). */
const HINTS = [
  {
    check: 'driver-nouveau',
    variant: 'loaded',
    pattern: /nouveau/i,
    not: /blacklist|unloading nouveau driver\.\.\.$/i,
  },
  {
    check: 'driver-secure-boot',
    variant: 'rejected',
    pattern:
      /Required key not available|Key was rejected by service|module verification failed|Lockdown: .*unsigned module/i,
    not: undefined,
  },
  {
    check: 'driver-kernel-headers',
    variant: 'missing',
    pattern:
      /Could not resolve Linux kernel version|Unable to locate package linux-(?:headers|image|modules)|Couldn't find any package .*linux-(?:headers|image|modules)|No match for argument: kernel-(?:headers|devel|core)|Unable to find a match: kernel-(?:headers|devel|core)/i,
    not: undefined,
  },
] as const satisfies readonly {
  check: CheckId;
  variant: string;
  pattern: RegExp;
  not: RegExp | undefined;
}[];

export interface DriverHint {
  readonly check: (typeof HINTS)[number]['check'];
  /** The line of the log that tells it. */
  readonly line: string;
}

/** What the log of a driver pod that is not ready says is in its way; at most one, since one thing ends it. */
export function hintsOf(pod: ComponentRecord, facts: Facts): readonly DriverHint[] {
  const log = logOf(pod, facts);
  if (log === undefined || !isKnown(log)) return [];
  const lines = log.value.split('\n').reverse();
  for (const { check, pattern, not } of HINTS) {
    const line = lines.find((text) => pattern.test(text) && !(not?.test(text) ?? false));
    if (line !== undefined) return [{ check, line: line.trim().slice(0, 200) }];
  }
  return [];
}

/** Undefined for a pod that is none of the driver's, or ready: then there is nothing to read in it. */
export function logOf(pod: ComponentRecord, { driverLogs }: Facts): Fact<string> | undefined {
  if (pod.component !== 'driver' || pod.ready) return undefined;
  return driverLogs.get(`${pod.namespace}/${pod.name}`) ?? { unknown: 'its log was not read' };
}
