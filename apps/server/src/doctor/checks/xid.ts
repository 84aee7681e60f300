import { XID_SEVERITY, xidOf } from '@gpu-console/shared/faults';
import { isKnown } from '../../fact.ts';
import { CLUSTER, check, gpuSubject, seen } from '../check.ts';

const FIELD = 'DCGM_FI_DEV_XID_ERRORS';

export const xid = check('xid', ({ fleet }, found) => {
  if (!isKnown(fleet)) return [found.unknown(CLUSTER, fleet.unknown)];
  return fleet.value.gpus.flatMap((gpu) => {
    const { xid: code } = gpu.readings;
    if (code === null || gpu.instance !== null) return [];
    const subject = gpuSubject(gpu);
    const evidence = [seen(`GPU/${gpu.uuid}`, FIELD, code, gpu.sampledAt)];
    if (code === 0) return [found.pass(subject, evidence)];
    const { remedy, meaning } = xidOf(code);
    const params = {
      node: gpu.node ?? '?',
      index: gpu.index ?? '?',
      xid: code,
      meaning: meaning.en,
      meaningZh: meaning['zh-CN'],
    };
    return [
      XID_SEVERITY[remedy] === 'critical'
        ? found.fail(subject, remedy, { params, evidence })
        : found.warn(subject, remedy, { params, evidence }),
    ];
  });
});
