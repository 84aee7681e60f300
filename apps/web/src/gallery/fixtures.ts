import type { CheckResult, Gpu, KubeEvent, Pod, PodUsageList, Readings } from '@gpu-console/shared/contract';
import { columnMetrics } from '@gpu-console/shared/metrics';
import { ago, CHINESE, LONG, SENTENCE } from './names.ts';

const READINGS: Readings = {
  ...(Object.fromEntries(columnMetrics.map(({ id }) => [id, null])) as Readings),
  utilization: 0.87,
  tensorActivity: 0.41,
  memoryBandwidthActivity: 0.3,
  memoryUsed: 7.2e10,
  temperature: 66,
  memoryTemperature: 80,
  power: 612,
  smClock: 1.98e9,
  memoryClock: 2.6e9,
  xid: 0,
};

const GPU: Gpu = {
  uuid: 'GPU-00000000-0000-0000-0000-000000000001',
  index: 0,
  node: 'gpu-h100-01',
  product: 'NVIDIA H100 80GB HBM3',
  instance: null,
  driverVersion: '550.54.15',
  pciBusId: '00000000:3B:00.0',
  utilization: 0.87,
  memoryUsedBytes: 7.2e10,
  memoryTotalBytes: 8.5e10,
  powerWatts: 612,
  utilizationSource: 'DCGM_FI_DEV_GPU_UTIL',
  temperatureCelsius: 66,
  smClockHertz: 1.98e9,
  powerLimitWatts: 700,
  clockEvents: 0,
  readings: READINGS,
  pods: [{ namespace: 'nlp', name: 'train-0', container: 'main' }],
  sharedWithOthers: false,
  sampledAt: ago(8),
};

/** One that works, one that tells little, one that is hot, and an instance. */
export const GPUS: readonly Gpu[] = [
  GPU,
  {
    ...GPU,
    uuid: 'GPU-00000000-0000-0000-0000-000000000002',
    index: null,
    utilization: null,
    memoryUsedBytes: null,
    memoryTotalBytes: null,
    powerWatts: null,
    temperatureCelsius: null,
    smClockHertz: null,
    readings: {
      ...READINGS,
      utilization: null,
      memoryUsed: null,
      power: null,
      temperature: null,
      smClock: null,
    },
    pods: [],
  },
  {
    ...GPU,
    uuid: 'GPU-00000000-0000-0000-0000-000000000003',
    index: 2,
    node: LONG,
    product: CHINESE,
    temperatureCelsius: 95,
    readings: { ...READINGS, temperature: 95 },
    pods: [1, 2, 3].map((number) => ({ namespace: LONG, name: `${LONG}-${number}`, container: null })),
  },
  {
    ...GPU,
    index: 3,
    instance: { id: '7', profile: '1g.10gb' },
    memoryUsedBytes: 8.4e10,
    readings: { ...READINGS, memoryUsed: 8.4e10 },
  },
];

const POD: Pod = {
  namespace: 'nlp',
  name: 'train-0',
  uid: 'uid-1',
  phase: 'Running',
  status: 'Running',
  node: 'gpu-h100-01',
  createdAt: ago(7200),
  startedAt: ago(7100),
  finishedAt: null,
  owner: { kind: 'Job', name: 'train' },
  requests: { 'nvidia.com/gpu': 4 },
  claims: [],
  unhealthyDevices: [],
  gpus: ['a', 'b', 'c', 'd'],
  gpusUnknown: false,
  pending: null,
  earlyStart: null,
  message: null,
  utilization: 0.9,
  memoryUsedBytes: 2.8e11,
  memoryTotalBytes: 3.4e11,
  powerWatts: 2400,
};

export const PODS: readonly Pod[] = [
  POD,
  { ...POD, name: 'unknown-gpus', gpus: [], gpusUnknown: true, utilization: null, memoryUsedBytes: null },
  {
    ...POD,
    name: 'too-early',
    earlyStart: {
      node: 'gpu-h100-01',
      container: 'main',
      startedAt: ago(600),
      rebootedAt: ago(620),
      plugin: 'nvidia-device-plugin',
      pluginReadyAt: ago(500),
    },
  },
  {
    ...POD,
    name: LONG,
    namespace: LONG,
    phase: 'Pending',
    status: 'Pending',
    node: null,
    gpus: [],
    utilization: null,
    pending: {
      reasons: ['Insufficient nvidia.com/gpu', CHINESE],
      causes: [
        {
          kind: 'insufficient',
          nodes: 3,
          detail: 'nvidia.com/gpu',
          places: [],
          text: 'Insufficient nvidia.com/gpu',
        },
        { kind: 'other', nodes: null, detail: null, places: [], text: CHINESE },
      ],
      message: '0/3 nodes are available',
      since: ago(900),
    },
  },
];

export const EVENTS: readonly KubeEvent[] = [
  {
    type: 'Warning',
    reason: 'FailedScheduling',
    message: SENTENCE,
    count: 12,
    lastSeen: ago(30),
    object: 'Pod/train-0',
  },
  { type: 'Normal', reason: 'Scheduled', message: CHINESE, count: 1, lastSeen: null, object: `Pod/${LONG}` },
];

export const RESULT: CheckResult = {
  id: 'devices-healthy gpu-h100-01',
  check: 'devices-healthy',
  stage: 'devices',
  subject: { kind: 'node', name: 'gpu-h100-01', namespace: null, node: 'gpu-h100-01' },
  verdict: 'fail',
  severity: 'critical',
  variant: 'unhealthy',
  params: { node: 'gpu-h100-01', resource: 'nvidia.com/gpu', capacity: 8, unhealthy: 1 },
  evidence: [
    { object: 'Node/gpu-h100-01', field: '.status.capacity', value: '8', time: null },
    { object: `Node/${LONG}`, field: '.status.allocatable', value: LONG, time: ago(40) },
  ],
  blockedBy: null,
  reason: null,
  commands: ['kubectl describe node gpu-h100-01', `kubectl logs ${LONG} --tail=50`],
};

/** With PromQL, as a reply has it. */
export const USAGE: PodUsageList = {
  items: [],
  asOf: { kubernetes: ago(5), metrics: ago(5) },
  partial: [],
  from: ago(21_600),
  to: ago(0),
  step: 60,
  idleBelow: 0.05,
  idleFor: 1800,
  queries: { meanUse: 'avg_over_time(DCGM_FI_DEV_GPU_UTIL[60s])', peakUse: '', memory: `max(${LONG})` },
};
