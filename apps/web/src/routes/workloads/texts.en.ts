/** The workloads page's words. */
export const en = {
  title: 'Workloads',
  empty: 'No pod asks for GPUs',
  emptyDetail: 'Pods show up here when they request nvidia.com/gpu or a MIG resource.',
  allNamespaces: 'All namespaces',
  allPhases: 'All phases',
  phase: {
    Pending: 'Pending',
    Running: 'Running',
    Succeeded: 'Succeeded',
    Failed: 'Failed',
    Unknown: 'Unknown',
  },
};

export type WorkloadsTexts = typeof en;
