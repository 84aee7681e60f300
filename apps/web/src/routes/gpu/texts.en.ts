import { pluralOf } from '@gpu-console/shared/texts';

const plural = pluralOf('en');

/** What a GPU's page says beside the common words; `texts.zh-CN.ts` has the same in Chinese. It travels with the page. */
export const en = {
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
