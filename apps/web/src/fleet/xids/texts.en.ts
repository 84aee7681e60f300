import type { XidRemedy } from '@gpu-console/shared/faults';

const remedies: Readonly<Record<XidRemedy, string>> = {
  application: 'Application',
  observe: 'Observe',
  contained: 'Restart the program',
  driver: 'Driver',
  reset: 'Reset the GPU',
  reboot: 'Reboot the node',
  hardware: 'Hardware',
};

/** How XIDs are told. */
export const en = {
  remedies,
  before: 'before this range',
  failed: 'The XID history could not be read',
  gpu: 'GPU',
  heldBy: 'Pod at that time',
  nobody: 'no pod reported',
};

export type XidTexts = typeof en;
