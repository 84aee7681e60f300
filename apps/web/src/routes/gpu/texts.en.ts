import type { XidRemedy } from '@gpu-console/shared/faults';
import { pluralOf } from '@gpu-console/shared/texts';

const plural = pluralOf('en');

const remedies: Readonly<Record<XidRemedy, string>> = {
  application: 'Application',
  observe: 'Observe',
  contained: 'Restart the program',
  driver: 'Driver',
  reset: 'Reset the GPU',
  reboot: 'Reboot the node',
  hardware: 'Hardware',
};

/** What a GPU's page says beside the common words; `texts.zh-CN.ts` has the same in Chinese. It travels with the page. */
export const en = {
  remedies,
  states: { held: 'Held by a pod', free: 'Free', hot: 'Hot', slowed: 'Throttled', problem: 'Has a problem' },
  identity: 'Identity',
  instances: 'MIG instances',
  podsEmpty: 'No pod holds this GPU',
  shared: (count: number) => `Shared by ${count} pods: the values are the whole device’s, not one pod’s.`,
  clockEvents: 'Clocks limited by',
  noClockEvents: 'nothing',
  partOf: 'Part of',
  xidHistory: 'XID errors in this range',
  noXids: 'No XID error in this time range',
  noXidsDetail: 'The driver’s last XID did not change in this range.',
  before: 'before this range',
  xidsFailed: 'The XID history could not be read',
  heldBy: 'Pod at that time',
  nobody: 'no pod reported',
  missing: (count: number) =>
    plural(
      count,
      'One metric of this group is not exported here',
      `${count} metrics of this group are not exported here`,
    ),
  missingDetail:
    'Add the lines to the exporter’s counters list (its ConfigMap, or --collectors). Profiling fields (PROF) need a Volta or newer GPU, and no other profiler using it.',
  copyLines: 'Copy the lines',
};

export type GpuTexts = typeof en;
