import type { Device, UnusedClaim } from '@gpu-console/shared/contract';
import { ago, CHINESE, LONG } from './names.ts';

const DEVICE: Device = {
  driver: 'gpu.nvidia.com',
  pool: 'gpu-h100-01',
  name: 'gpu-0',
  node: 'gpu-h100-01',
  product: 'NVIDIA H100 80GB HBM3',
  type: 'gpu',
  profile: null,
  uuid: 'GPU-00000000-0000-0000-0000-000000000001',
  parentUuid: null,
  share: 1,
  taints: [],
  schedulable: true,
  health: null,
  healthMessage: null,
  claims: [],
};

const CLAIM = {
  namespace: 'nlp',
  name: 'train-0-gpu',
  createdAt: ago(7200),
  admin: false,
  pods: ['train-0'],
};
const LOOKS = { ...CLAIM, namespace: 'monitoring', name: 'look', admin: true, pods: ['exporter-abcde'] };
const XID = { key: 'gpu.nvidia.com/xid', value: '79', effect: 'NoSchedule', since: ago(300), rule: null };

/** From free to broken, a part, one of which nobody knows who holds it, and one of long names. */
export const DEVICES: readonly Device[] = [
  DEVICE,
  { ...DEVICE, name: 'gpu-1', health: 'Healthy', claims: [CLAIM, LOOKS] },
  {
    ...DEVICE,
    name: 'gpu-2',
    schedulable: false,
    health: 'Unhealthy',
    healthMessage: 'XID 79',
    taints: [XID, { ...XID, key: 'gpu.nvidia.com/unmonitored', value: '', effect: 'None', rule: LONG }],
  },
  {
    ...DEVICE,
    name: 'gpu-3-mig-1g10gb-19-0',
    type: 'mig',
    profile: '1g.10gb',
    uuid: null,
    parentUuid: DEVICE.uuid,
    share: 1 / 7,
    health: 'Unknown',
    claims: [CLAIM],
  },
  { ...DEVICE, name: LONG, product: CHINESE, claims: null },
];

export const UNUSED_CLAIMS: readonly UnusedClaim[] = [
  {
    namespace: 'nlp',
    name: 'kept',
    createdAt: ago(864_000),
    reason: 'unreserved',
    pods: [],
    devices: [{ node: 'gpu-h100-01', name: 'gpu-0' }],
  },
  {
    namespace: LONG,
    name: 'done',
    createdAt: ago(3600),
    reason: 'ended',
    pods: ['train-0', 'train-1'],
    devices: [{ node: null, name: 'gpu-1' }],
  },
  { namespace: 'nlp', name: CHINESE, createdAt: ago(60), reason: 'gone', pods: [LONG], devices: [] },
];
