import { deviceKey } from '@gpu-console/shared/metrics';
import { seen } from '../../doctor/check.ts';
import { isKnown } from '../../fact.ts';
import { MOVES_SECONDS, step } from '../step.ts';

/** Less than this is noise: a notebook that waits for its user. */
const MOVES_BY = 0.05;

export const curve = step('curve', { needs: ['samples', 'target'] }, ({ facts, probes }, found) => {
  const { fleet } = facts;
  const { moved } = probes;
  if (!isKnown(fleet)) return { items: [found.unknown(fleet.unknown)] };
  if (!isKnown(moved)) return { items: [found.unknown(moved.unknown)] };
  const held = fleet.value.gpus
    .filter(({ pods }) => pods.length > 0)
    .map((gpu) => ({ gpu, by: moved.value.get(deviceKey(gpu.uuid, gpu.instance?.id)) }))
    .filter((one): one is typeof one & { by: number } => one.by !== undefined)
    .sort((a, b) => b.by - a.by);
  const minutes = MOVES_SECONDS / 60;
  const [most] = held;
  if (most === undefined) return { items: [found.fail('idle')] };
  const { gpu, by } = most;
  if (by < MOVES_BY) return { items: [found.fail('still', { minutes })] };
  const [pod] = gpu.pods;
  const params = {
    gpu: gpu.index ?? gpu.uuid,
    node: gpu.node ?? '—',
    pod: `${pod?.namespace}/${pod?.name}`,
    points: Math.round(by * 100),
    minutes,
  };
  return {
    items: [
      found.pass('moves', params, [
        seen(`GPU/${gpu.uuid}`, 'max − min of its use', `${params.points} %`, gpu.sampledAt),
      ]),
    ],
  };
});
