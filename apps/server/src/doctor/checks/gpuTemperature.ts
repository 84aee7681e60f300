import { metric } from '@gpu-console/shared/metrics';
import { isKnown } from '../../fact.ts';
import { CLUSTER, check, gpuSubject, seen } from '../check.ts';

/** A GPU counts as cooler once it is this much below a threshold. */
const MARGIN_CELSIUS = 3;

export const gpuTemperature = check('gpu-temperature', ({ fleet, held, now }, found) => {
  if (!isKnown(fleet)) return [found.unknown(CLUSTER, fleet.unknown)];
  const { thresholds } = metric('temperature');
  if (thresholds === undefined) return [];
  return fleet.value.gpus.flatMap((gpu) => {
    const { temperatureCelsius, instance } = gpu;
    if (temperatureCelsius === null || instance !== null) return [];
    const evidence = [seen(`GPU/${gpu.uuid}`, 'temperature', `${temperatureCelsius} °C`, gpu.sampledAt)];
    const params = { node: gpu.node ?? '?', index: gpu.index ?? '?', temperature: temperatureCelsius };
    const level = held.level(
      `gpu-temperature/${gpu.uuid}`,
      temperatureCelsius,
      thresholds,
      MARGIN_CELSIUS,
      now,
    );
    if (level === 'critical') return [found.fail(gpuSubject(gpu), 'hot', { params, evidence })];
    return [
      level === 'warning'
        ? found.warn(gpuSubject(gpu), 'hot', { params, evidence })
        : found.pass(gpuSubject(gpu), evidence),
    ];
  });
});
