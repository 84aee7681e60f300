import type { Unit } from '@gpu-console/shared/units';
import type { MapGpu } from './mapGpu.ts';
import type { Colouring } from './mapSearch.ts';

/** What a colouring reads of a GPU, and the values at the two ends of the colour scale. */
export interface MapScale {
  readonly unit: Unit;
  readonly low: number;
  readonly high: number;
  readonly read: (gpu: MapGpu) => number | null;
}

const COOL = 25;
const HOT = 90;
const ROUND_WATTS = 100;

/** Memory compares by how full it is: models differ in how much they have. */
function fullness({ memoryUsedBytes: used, memoryTotalBytes: total }: MapGpu): number | null {
  return used === null || total === null || total === 0 ? null : used / total;
}

/** Power goes up to the fleet's highest, rounded up, so that colours do not shift with every sample. */
function highestPower(gpus: readonly MapGpu[]): number {
  const highest = gpus.reduce((most, { powerWatts }) => Math.max(most, powerWatts ?? 0), ROUND_WATTS);
  return Math.ceil(highest / ROUND_WATTS) * ROUND_WATTS;
}

export function mapScale(colouring: Colouring, gpus: readonly MapGpu[]): MapScale {
  switch (colouring) {
    case 'utilization':
      return { unit: 'ratio', low: 0, high: 1, read: (gpu) => gpu.utilization };
    case 'memoryUsed':
      return { unit: 'ratio', low: 0, high: 1, read: fullness };
    case 'temperature':
      return { unit: 'celsius', low: COOL, high: HOT, read: (gpu) => gpu.temperatureCelsius };
    case 'power':
      return { unit: 'watts', low: 0, high: highestPower(gpus), read: (gpu) => gpu.powerWatts };
  }
}

/** Where a value stands on a scale of `steps` colours. */
export function stepOf(value: number, { low, high }: Pick<MapScale, 'low' | 'high'>, steps: number): number {
  const share = (value - low) / (high - low);
  return Math.min(steps - 1, Math.max(0, Math.floor(share * steps)));
}
