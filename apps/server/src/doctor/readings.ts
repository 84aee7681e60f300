import type { Gpu } from '@gpu-console/shared/contract';
import { deviceKey } from '@gpu-console/shared/metrics';
import { counterLine } from '@gpu-console/shared/metrics/counters';
import { isKnown } from '../fact.ts';
import { CLUSTER, type Finding } from './check.ts';
import type { Facts } from './facts.ts';

/** A health field's value for each whole GPU that reports it. */
export interface Reading {
  readonly gpu: Gpu;
  readonly field: string;
  readonly value: number;
}

/**
 * Runs `of` for every GPU that reports one of the fields, the first of them that it has; while no exporter gives any, the
 * one finding is unknown and names the line that would bring it.
 */
export function eachReading(
  { fleet, readings }: Facts,
  found: { unknown(subject: typeof CLUSTER, reason: string): Finding },
  fields: readonly string[],
  of: (reading: Reading) => readonly Finding[],
): readonly Finding[] {
  if (!isKnown(fleet)) return [found.unknown(CLUSTER, fleet.unknown)];
  if (!isKnown(readings)) return [found.unknown(CLUSTER, readings.unknown)];
  const given = fields.filter((field) => readings.value.has(field));
  const [wanted = ''] = fields;
  if (given.length === 0)
    return [
      found.unknown(
        CLUSTER,
        `no exporter gives ${fields.join(' or ')}; counters line: ${counterLine(wanted)}`,
      ),
    ];
  return fleet.value.gpus.flatMap((gpu) => {
    if (gpu.instance !== null) return [];
    for (const field of given) {
      const value = readings.value.get(field)?.get(deviceKey(gpu.uuid, undefined));
      if (value !== undefined) return of({ gpu, field, value });
    }
    return [];
  });
}

export function placeOf({ node, index }: Gpu): { readonly node: string; readonly index: string | number } {
  return { node: node ?? '?', index: index ?? '?' };
}
