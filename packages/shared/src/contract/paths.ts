/** Where each endpoint lives, for clients: no schema comes along, so that a browser pays for none. */
const root = (cluster: string) => `/api/v1/clusters/${encodeURIComponent(cluster)}`;
const part = encodeURIComponent;

export const paths = {
  clusters: () => '/api/v1/clusters',
  overview: (cluster: string) => `${root(cluster)}/overview`,
  nodes: (cluster: string) => `${root(cluster)}/nodes`,
  node: (cluster: string, node: string) => `${root(cluster)}/nodes/${part(node)}`,
  gpus: (cluster: string) => `${root(cluster)}/gpus`,
  gpu: (cluster: string, uuid: string) => `${root(cluster)}/gpus/${part(uuid)}`,
  pods: (cluster: string) => `${root(cluster)}/pods`,
  pod: (cluster: string, namespace: string, pod: string) =>
    `${root(cluster)}/pods/${part(namespace)}/${part(pod)}`,
  usage: (cluster: string) => `${root(cluster)}/usage`,
  logs: (cluster: string, namespace: string, pod: string) =>
    `${root(cluster)}/pods/${part(namespace)}/${part(pod)}/logs`,
  operator: (cluster: string) => `${root(cluster)}/operator`,
  doctor: (cluster: string) => `${root(cluster)}/doctor`,
  setup: (cluster: string) => `${root(cluster)}/setup`,
  samples: (cluster: string) => `${root(cluster)}/samples`,
  sample: (cluster: string, sample: string) => `${root(cluster)}/samples/${part(sample)}`,
  query: (cluster: string) => `${root(cluster)}/query`,
  values: (cluster: string) => `${root(cluster)}/values`,
  dashboards: (cluster: string) => `${root(cluster)}/dashboards`,
  dashboard: (cluster: string, dashboard: string) => `${root(cluster)}/dashboards/${part(dashboard)}`,
  panelPicture: (cluster: string, dashboard: string, panel: string) =>
    `${root(cluster)}/dashboards/${part(dashboard)}/panels/${part(panel)}.png`,
} as const;
