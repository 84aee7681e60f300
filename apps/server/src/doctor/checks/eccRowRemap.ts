import { check, gpuSubject, seen } from '../check.ts';
import { eachReading, placeOf } from '../readings.ts';

const FAILURE = 'DCGM_FI_DEV_ROW_REMAP_FAILURE';
const PENDING = 'DCGM_FI_DEV_ROW_REMAP_PENDING';

export const eccRowRemap = check('ecc-row-remap', (facts, found) => {
  const failures = eachReading(facts, found, [FAILURE], ({ gpu, value }) => {
    const evidence = [seen(`GPU/${gpu.uuid}`, FAILURE, value, gpu.sampledAt)];
    return [
      value > 0
        ? found.fail(gpuSubject(gpu), 'failed', { params: placeOf(gpu), evidence })
        : found.pass(gpuSubject(gpu), evidence),
    ];
  });
  const failed = new Set(
    failures.filter(({ verdict }) => verdict === 'fail').map(({ subject }) => subject.name),
  );
  const pending = eachReading(facts, found, [PENDING], ({ gpu, value }) => {
    if (value === 0 || failed.has(gpu.uuid)) return [];
    const evidence = [seen(`GPU/${gpu.uuid}`, PENDING, value, gpu.sampledAt)];
    return [found.warn(gpuSubject(gpu), 'pending', { params: placeOf(gpu), evidence })];
  }).filter(({ verdict }) => verdict !== 'unknown');
  const waiting = new Set(pending.map(({ subject }) => subject.name));
  return [...failures.filter(({ subject }) => !waiting.has(subject.name)), ...pending];
});
