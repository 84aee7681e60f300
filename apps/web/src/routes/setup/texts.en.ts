import type { SetupItem, SetupState, SetupStepId } from '@gpu-console/shared/contract';

const states: Readonly<Record<SetupState, string>> = {
  done: 'Done',
  next: 'Next',
  open: 'To do',
  blocked: 'Blocked',
  unknown: 'Unknown',
  optional: 'Optional',
};

const verdicts: Readonly<Record<SetupItem['verdict'], string>> = {
  pass: 'Found',
  warn: 'Warning',
  fail: 'Missing',
  wait: 'In progress',
  unknown: 'Unknown',
  info: 'Note',
};

/** The page in the console that shows more of what a step is about. */
const more: Readonly<Partial<Record<SetupStepId, string>>> = {
  prerequisites: 'Nodes',
  operands: 'GPU Operator',
  allocatable: 'Nodes',
  samples: 'Workloads',
  exporter: 'GPU Operator',
  monitor: 'GPU Operator',
  target: 'GPU Operator',
  curve: 'GPUs',
};

/** What the setup page says beside the steps' own words; `texts.zh-CN.ts` has the same in Chinese. */
export const en = {
  states,
  verdicts,
  more,
  progress: (done: number, all: number) => `${done} of ${all} steps done`,
  next: 'Next',
  allDone: 'Everything is set up',
  blockedBy: (step: string) => `after “${step}”`,
  open: 'Show',
  checks: 'Failing checks',
  copyCommand: (caption: string) => `Copy: ${caption}`,
  commands: 'Commands to run',
  forThisCluster: 'generated for this cluster',
  openNotebook: 'Link and token of the notebook',
  choices: {
    legend: 'Choices',
    allocation: 'How GPUs are handed out',
    allocations: {
      'device-plugin': 'As resources, by the device plugin',
      claim: 'By claim alone (GPUCluster)',
    },
    runtime: 'Container runtime',
    distribution: 'Kubernetes distribution',
    distributions: { none: 'kubeadm or other', k3s: 'K3s', rke2: 'RKE2', k0s: 'k0s', microk8s: 'MicroK8s' },
    driver: 'Driver',
    drivers: { operator: 'By the operator', host: 'Preinstalled on the hosts' },
    driverVersion: 'Driver version',
    driverVersionHint: 'the release’s own',
    badDriverVersion: 'Such as 550.144.03',
    registry: 'Private registry (offline)',
    registryHint: 'none: from nvcr.io',
    badRegistry: 'Host, port and path, such as registry.example.com:5000/gpu',
    form: 'Values',
    forms: { set: 'On the command line', file: 'In a file' },
  },
};

export type SetupTexts = typeof en;
