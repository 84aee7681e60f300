import type { Verdict } from '@gpu-console/shared/contract';
import type { Stage } from '@gpu-console/shared/doctor';

const verdicts: Readonly<Record<Verdict, string>> = {
  pass: 'Pass',
  warn: 'Warning',
  fail: 'Fails',
  unknown: 'Unknown',
};

const stages: Readonly<Record<Stage, string>> = {
  sources: 'Sources',
  platform: 'Platform',
  nfd: 'Node feature discovery',
  operator: 'Operator',
  driver: 'Driver',
  toolkit: 'Container toolkit',
  'device-plugin': 'Device plugin',
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
  verdicts,
  stages,
  waits: 'Waits',
  waitsFor: (check: string, subject: string) =>
    subject === '' ? `Waits for: ${check}` : `Waits for: ${check} (${subject})`,
  remedy: 'What to do',
  commands: 'Commands',
  commandsNote: 'for this cluster',
  copyCommand: 'Copy the command',
  copyAll: 'Copy all commands',
  evidence: 'What was seen',
};

export type CheckTexts = typeof en;
