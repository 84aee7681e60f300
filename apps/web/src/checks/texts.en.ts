import type { Severity, Verdict } from '@gpu-console/shared/contract';
import type { Stage } from '@gpu-console/shared/doctor';

const verdicts: Readonly<Record<Verdict, string>> = {
  pass: 'Pass',
  warn: 'Warning',
  fail: 'Critical',
  unknown: 'Unknown',
};

const severities: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  warning: 'Warning',
  info: 'Info',
};

const stages: Readonly<Record<Stage, string>> = {
  sources: 'Sources',
  platform: 'Platform',
  nfd: 'Node feature discovery',
  operator: 'Operator',
  driver: 'Driver',
  toolkit: 'Container toolkit',
  'device-plugin': 'Device plugin',
  'dra-driver': 'DRA driver',
  validator: 'Validator',
  'feature-discovery': 'GPU feature discovery',
  dcgm: 'DCGM',
  exporter: 'DCGM exporter',
  'mig-manager': 'MIG manager',
  devices: 'Devices',
  scheduling: 'Scheduling',
  metrics: 'Metrics path',
  hardware: 'Hardware',
  kubesphere: 'KubeSphere',
};

/** How results of checks are shown; `texts.zh-CN.ts` has the same in Chinese. What they say is in `@gpu-console/shared/doctor`. */
export const en = {
  components: {
    'nfd-worker': 'NFD',
    driver: 'Driver',
    toolkit: 'Toolkit',
    'device-plugin': 'Device plugin',
    validator: 'Validator',
    'feature-discovery': 'Feature discovery',
    dcgm: 'DCGM',
    'dcgm-exporter': 'Exporter',
    'mig-manager': 'MIG manager',
    'node-status-exporter': 'Status exporter',
    'mps-control-daemon': 'MPS control daemon',
    'dra-driver': 'DRA driver',
    'vgpu-manager': 'vGPU manager',
    'vgpu-device-manager': 'vGPU device manager',
    'vfio-manager': 'VFIO manager',
    'sandbox-device-plugin': 'Sandbox device plugin',
    'sandbox-validator': 'Sandbox validator',
    'kata-manager': 'Kata manager',
    'kata-device-plugin': 'Kata device plugin',
    'cc-manager': 'CC manager',
  },
  verdicts,
  severities,
  stages,
  waits: 'Blocked',
  waitsFor: (check: string, subject: string) =>
    subject === '' ? `Blocked by: ${check}` : `Blocked by: ${check} (${subject})`,
  remedy: 'What to do',
  commands: 'Commands',
  commandsNote: 'for this cluster',
  copyCommand: 'Copy the command',
  copyAll: 'Copy all commands',
  evidence: 'Evidence',
  problems: 'Problems',
  problemOver: 'The problem that the link leads to is no longer found.',
};

export type CheckTexts = typeof en;
