import { groupBinding } from '../kubernetes/access/defaultRoles.ts';
import type { ClusterPlan, NodePlan } from '../simulation/plan.ts';
import { fleetWorkloads } from './fleetWorkloads.ts';
import type { Scenario } from './scenario.ts';

const HOUR = 3600;

const big = { cores: 192, memoryGi: 2048 } as const;
const small = { cores: 64, memoryGi: 512 } as const;

const MIG_MIXED = ['3g.40gb', '2g.20gb', '1g.10gb', '1g.10gb'];

const nodes: readonly NodePlan[] = [
  { name: 'gpu-h100-01', product: 'h100', gpus: 8, exporter: '4.x', ...big },
  { name: 'gpu-h100-02', product: 'h100', gpus: 8, exporter: '4.x', ...big },
  {
    name: 'gpu-h100-03',
    product: 'h100',
    gpus: 8,
    exporter: '4.x',
    ...big,
    taints: [{ key: 'dedicated', value: 'research', effect: 'NoSchedule' }],
    labels: { pool: 'research' },
  },
  { name: 'gpu-a100-01', product: 'a100x80', gpus: 8, exporter: '4.x', ...big },
  {
    name: 'gpu-a100-02',
    product: 'a100x80',
    gpus: 8,
    exporter: '4.x',
    ...big,
    mig: {
      0: MIG_MIXED,
      1: MIG_MIXED,
      2: MIG_MIXED,
      3: ['1g.10gb', '1g.10gb', '1g.10gb', '1g.10gb', '1g.10gb', '2g.20gb'],
    },
  },
  { name: 'gpu-a100-03', product: 'a100x40', gpus: 4, exporter: '3.x', ...small },
  { name: 'gpu-l40s-01', product: 'l40s', gpus: 4, exporter: '4.x', ...small },
  { name: 'gpu-l40s-02', product: 'l40s', gpus: 4, exporter: '4.x', ...small, cordoned: true },
  { name: 'gpu-l4-01', product: 'l4', gpus: 2, exporter: '4.x', ...small, replicas: 4 },
  { name: 'gpu-v100-01', product: 'v100', gpus: 8, exporter: '3.x', ...small },
  { name: 'gpu-t4-01', product: 't4', gpus: 1, exporter: '3.x', cores: 16, memoryGi: 64 },
  { name: 'gpu-t4-02', product: 't4', gpus: 1, exporter: '3.x', cores: 16, memoryGi: 64 },
];

const faults: ClusterPlan['faults'] = [
  { kind: 'lost-gpu', at: -2.2 * HOUR, node: 'gpu-h100-02', gpu: 5 },
  { kind: 'xid', at: -3.4 * HOUR, node: 'gpu-v100-01', gpu: 3, code: 31 },
  { kind: 'xid', at: -1.1 * HOUR, node: 'gpu-v100-01', gpu: 3, code: 48 },
  { kind: 'xid', at: -3.1 * HOUR, node: 'gpu-h100-01', gpu: 2, code: 31 },
  { kind: 'xid', at: -2.4 * HOUR, node: 'gpu-h100-01', gpu: 2, code: 31 },
  { kind: 'xid', at: -1.3 * HOUR, node: 'gpu-h100-01', gpu: 2, code: 94 },
  { kind: 'hot-gpu', at: -3 * HOUR, node: 'gpu-a100-01', gpu: 2 },
  { kind: 'out-of-memory', at: -1.6 * HOUR, node: 'gpu-l40s-01', gpu: 0 },
  { kind: 'ecc', at: -4 * HOUR, node: 'gpu-a100-03', gpu: 1, perHour: 22 },
  { kind: 'reboot', at: -0.8 * HOUR, node: 'gpu-t4-01' },
  { kind: 'exporter-down', at: -0.4 * HOUR, node: 'gpu-t4-02' },
];

/** What other scenarios change in parts. */
export const fleetPlan: ClusterPlan = {
  kubernetesVersion: 'v1.30.8',
  host: {
    osImage: 'Ubuntu 22.04.5 LTS',
    osId: 'ubuntu',
    osVersion: '22.04',
    kernel: '5.15.0-130-generic',
    runtime: 'containerd://1.7.24',
    driver: '550.144.03',
    cuda: '12.4',
  },
  operator: 'v24.9.2',
  collectSeconds: 15,
  counters: 'extended',
  nodes,
  workloads: fleetWorkloads,
  faults,
};

/** The administrators everywhere, and two of the teams, each in the namespace of its name. */
const rights = [groupBinding('nlp', 'edit', 'nlp'), groupBinding('vision', 'edit', 'vision')];

export const fleet: Scenario = {
  name: 'fleet',
  description: 'A dozen nodes, seven GPU models, MIG and time-slicing, three teams at work, a few faults',
  honorLabels: false,
  scrapeSeconds: 15,
  plan: () => ({ ...fleetPlan, operatorMetrics: true, objects: rights }),
};
