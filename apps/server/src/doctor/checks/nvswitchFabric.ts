import { isKnown } from '../../fact.ts';
import { CLUSTER, check, type Finder, type Finding, gpuSubject, nodeSubject, seen } from '../check.ts';
import type { Facts } from '../facts.ts';
import { placeOf } from '../readings.ts';

const STATUS = 'DCGM_FI_DEV_FABRIC_MANAGER_STATUS';
const ERROR = 'DCGM_FI_DEV_FABRIC_MANAGER_ERROR_CODE';
/** NVIDIA/DCGM, dcgmFabricManagerStatus_t; the others say that there is none, or that it has not finished. */
const SUCCESS = 3;
const FAILURE = 4;

/** NVSwitches and the fabric between GPUs, where an exporter tells of them: few machines have any, and none is missed. */
export const nvswitchFabric = check('nvswitch-fabric', (facts, found) => {
  const { switchReadings } = facts;
  if (!isKnown(switchReadings)) return [found.unknown(CLUSTER, switchReadings.unknown)];
  const switches = switchReadings.value.map(({ node, nvSwitch, sxid }): Finding => {
    const subject = node === null ? CLUSTER : nodeSubject(node);
    const evidence = [seen(`NVSwitch/${nvSwitch}`, 'DCGM_FI_DEV_SXID_FATAL_ERROR', sxid)];
    if (sxid === 0) return found.pass(subject, evidence);
    const params = { node: node ?? '?', nvSwitch, sxid };
    return found.fail(subject, 'sxid', { about: nvSwitch, params, evidence });
  });
  return [...switches, ...managers(facts, found)];
});

/** How the fabric manager is, as each GPU tells it. */
function managers({ fleet, readings }: Facts, found: Finder<'nvswitch-fabric'>) {
  if (!isKnown(fleet)) return [found.unknown(CLUSTER, fleet.unknown)];
  if (!isKnown(readings)) return [found.unknown(CLUSTER, readings.unknown)];
  const statuses = readings.value.get(STATUS);
  return fleet.value.gpus.flatMap((gpu): Finding[] => {
    const status = gpu.instance === null ? statuses?.get(gpu.uuid) : undefined;
    if (status !== SUCCESS && status !== FAILURE) return [];
    const error = readings.value.get(ERROR)?.get(gpu.uuid) ?? null;
    const evidence = [
      seen(`GPU/${gpu.uuid}`, STATUS, status, gpu.sampledAt),
      ...(error === null ? [] : [seen(`GPU/${gpu.uuid}`, ERROR, error, gpu.sampledAt)]),
    ];
    if (status === SUCCESS) return [found.pass(gpuSubject(gpu), evidence)];
    return [
      found.fail(gpuSubject(gpu), 'manager', { params: { ...placeOf(gpu), error: error ?? '—' }, evidence }),
    ];
  });
}
