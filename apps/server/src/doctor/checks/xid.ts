import { isKnown } from '../../known.ts';
import { CLUSTER, check, gpuSubject, seen } from '../check.ts';
import { xidAction } from '../xidAction.ts';

const FIELD = 'DCGM_FI_DEV_XID_ERRORS';

export const xid = check('xid', ({ fleet }, found) => {
  if (!isKnown(fleet)) return [found.unknown(CLUSTER, fleet.unknown)];
  return fleet.value.gpus.flatMap((gpu) => {
    if (gpu.xid === null || gpu.instance !== null) return [];
    const subject = gpuSubject(gpu);
    const evidence = [seen(`GPU/${gpu.uuid}`, FIELD, gpu.xid, gpu.sampledAt)];
    const action = gpu.xid === 0 ? undefined : xidAction(gpu.xid);
    if (action === undefined) return [found.pass(subject, evidence)];
    const params = { node: gpu.node ?? '?', index: gpu.index ?? '?', xid: gpu.xid };
    return [
      action === 'watch' || action === 'application'
        ? found.warn(subject, action, { params, evidence })
        : found.fail(subject, action, { params, evidence }),
    ];
  });
});
