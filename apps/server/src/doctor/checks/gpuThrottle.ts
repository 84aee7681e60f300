import { check, gpuSubject, seen } from '../check.ts';
import { eachReading, placeOf } from '../readings.ts';

const FIELDS = ['DCGM_FI_DEV_CLOCK_THROTTLE_REASONS', 'DCGM_FI_DEV_CLOCKS_EVENT_REASONS'];

/** Bits of NVML's clock event reasons (nvml.h); idle, caps by power and settings are as it should be. */
const HARDWARE = [
  [0x8, 'hardware slowdown'],
  [0x40, 'hardware thermal slowdown'],
  [0x80, 'power brake'],
] as const;
const SOFTWARE_THERMAL = 0x20;

export const gpuThrottle = check('gpu-throttle', (facts, found) =>
  eachReading(facts, found, FIELDS, ({ gpu, field, value }) => {
    const has = (bit: number) =>
      facts.held.isOrWas(`gpu-throttle/${gpu.uuid}/${bit}`, (value & bit) !== 0, facts.now);
    const evidence = [seen(`GPU/${gpu.uuid}`, field, `0x${value.toString(16)}`, gpu.sampledAt)];
    const reasons = HARDWARE.flatMap(([bit, name]) => (has(bit) ? [name] : []));
    if (reasons.length > 0) {
      const params = { ...placeOf(gpu), reasons: reasons.join(', ') };
      return [found.fail(gpuSubject(gpu), 'hardware', { params, evidence })];
    }
    if (has(SOFTWARE_THERMAL))
      return [found.warn(gpuSubject(gpu), 'software', { params: placeOf(gpu), evidence })];
    return [found.pass(gpuSubject(gpu), evidence)];
  }),
);
