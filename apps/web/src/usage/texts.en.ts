import type { Texts } from '@gpu-console/shared/texts';

/** What the console says of held and idle GPUs; `texts.zh-CN.ts` has the same in Chinese. It travels with the pages that use it. */
export const en = {
  views: 'Views',
  pods: 'Pods',
  usage: 'Usage',
  devices: 'Devices',
  about: 'How this is counted',
  workload: 'Namespace / workload / pod',
  gpuHours: 'GPU-hours',
  idleGpuHours: 'Idle GPU-hours',
  idleShare: 'Idle share',
  meanUse: 'Mean utilization',
  peakMemory: 'Peak memory',
  idleSince: 'Idle since',
  gpus: 'GPUs',
  models: 'Models',
  kind: 'Kind',
  total: 'Total',
  expandAll: 'Expand all',
  collapseAll: 'Collapse all',
  idleBelow: 'Idle below',
  below: (share: string) => `Idle: under ${share} utilization`,
  idleFor: 'Idle for at least',
  forAtLeast: (time: string) => `for ${time} or more`,
  anyTime: 'for any time',
  atLeast: (ago: string) => `${ago} or earlier`,
  empty: 'No pod held a GPU in this time',
  emptyDetail:
    'Prometheus has no series of this range that name a pod. Choose another range, or see why under “partial” above.',
  efficiency: 'Efficiency',
  overRange: 'over the range shown',
  podEmpty: 'It held no GPU in the range shown.',
  podUnknown: 'What it held in this range is not known.',
  notCounted: 'Not counted yet: it got its GPU after the last reading of this range, which was taken',
  sharedBy: (count: number) =>
    `Shared by up to ${count} pods: the utilization is the whole device’s, not this pod’s alone.`,
  idleNow: (ago: string) => `idle since ${ago}`,
  ofHours: (hours: string) => `of ${hours} measured GPU-hours`,
  gpusHeld: (count: number, models: string) => `${count} × ${models}`,
  unknownModel: 'GPU',
  unmeasured: (share: string) => `utilization unknown for ${share} of them`,
  meanUseNote: 'weighted by GPU-hours',
  peakMemoryNote: 'all its GPUs together',
  explain: {
    gpuHours:
      'Time in which the exporters named the pod on a GPU. One is a whole GPU for an hour; a MIG instance counts by its compute slices (3g is 3/7), a time-sliced replica as its part of the GPU (1/4 with 4 replicas).',
    idleGpuHours: (share: string, time: string) =>
      `The part of them in stretches of ${time} or more in which every reading was below ${share}.`,
    idleShare:
      'Idle GPU-hours as a share of those whose utilization is known. Where scrapes are missing nothing is known: neither idle nor used.',
    meanUse:
      'Mean utilization of the GPUs, weighted by GPU-hours. Where pods share a device each shows the whole device’s.',
    peakMemory: 'The most memory in use on a pod’s GPUs together at one time; of several pods, the largest.',
    idleSince: 'Since when all that the pod holds at the end of the range has been idle.',
  },
  reading: (step: string) => `Counted from one reading every ${step}; each looks back at most 5 minutes.`,
  anyLength: 'any length',
  promql: 'PromQL',
  copyPromql: 'Copy PromQL',
  tooEarly: 'It runs without its GPU',
  tooEarlyWhat: (node: string) =>
    `${node} rebooted, and this pod’s container was started again before the device plugin was ready. It cannot use its GPU until the pod is re-created.`,
  tooEarlyTimes: 'Evidence',
  rebooted: 'First container after the reboot',
  started: (container: string) => `Container ${container} started`,
  pluginReady: (plugin: string) => `Device plugin ${plugin} ready`,
  wayOut: 'Remedy',
  ownedOut: (kind: string) => `Delete the pod; its ${kind} creates it again:`,
  bareOut: 'Nothing creates this pod again by itself. Save its manifest, delete it, and apply the manifest:',
} as const;

export type UsageTexts = Texts<typeof en>;
