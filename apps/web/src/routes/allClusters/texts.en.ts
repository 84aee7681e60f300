/** The words of the page of all clusters. */
export const en = {
  title: 'All clusters',
  clusters: 'Clusters',
  cluster: 'Cluster',
  within: (namespaces: string) => `of ${namespaces}`,
  total: 'Total',
  nodes: 'Nodes ready',
  ready: (ready: number, total: number) => `${ready} / ${total}`,
  allocated: 'Allocated',
  free: 'Free',
  used: 'Utilization of allocated',
  problems: 'Problems',
  asOf: 'As of',
  ofClusters: (known: number, all: number) => `of ${known} of ${all} clusters`,
  unread: 'Could not be read',
  stale: 'Not read anew',
  models: 'GPUs by model',
  model: 'Model',
  unnamed: 'Unknown model',
  noModels: 'No GPU is known',
};

export type AllClustersTexts = typeof en;
