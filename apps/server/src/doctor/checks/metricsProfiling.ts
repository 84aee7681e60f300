import { isKnown } from '../../fact.ts';
import { CLUSTER, check, gpuSubject, seen } from '../check.ts';
import { placeOf } from '../readings.ts';

/** Of GPUs with profiling fields only: that these do not contradict what else tells their use. */
export const metricsProfiling = check('metrics-profiling', ({ exported, fleet }, found) => {
  if (!isKnown(fleet)) return [found.unknown(CLUSTER, fleet.unknown)];
  if (!isKnown(exported)) return [found.unknown(CLUSTER, exported.unknown)];
  const { gpus, isStuck } = fleet.value;
  const stuck = gpus.filter(isStuck);
  if (stuck.length === 0) return gpus.length === 0 ? [] : [found.pass(CLUSTER)];
  return stuck.map((gpu) => {
    const use = Math.round((gpu.utilization ?? 0) * 100);
    const evidence = [
      seen(`GPU/${gpu.uuid}`, 'DCGM_FI_PROF_GR_ENGINE_ACTIVE', 0, gpu.sampledAt),
      seen(`GPU/${gpu.uuid}`, gpu.utilizationSource ?? '', `${use} %`, gpu.sampledAt),
    ];
    return found.warn(gpuSubject(gpu), 'stuck', { params: { ...placeOf(gpu), use }, evidence });
  });
});
