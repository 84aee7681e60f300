/** The nodes page's words. */
export const en = {
  title: 'Nodes',
  empty: 'No node has GPUs',
  emptyDetail: 'No node offers nvidia.com/gpu or carries the label nvidia.com/gpu.present.',
  gpuUse: 'GPUs requested / allocatable',
  freeGpus: 'Free GPUs',
};

export type NodesTexts = typeof en;
