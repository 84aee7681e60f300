/** The GPUs page's words. */
export const en = {
  title: 'GPUs',
  empty: 'No GPU reports metrics',
  emptyDetail:
    'Prometheus holds no DCGM series now. Check that the DCGM exporter runs and that Prometheus scrapes it.',
};

export type GpusTexts = typeof en;
