/** A node's page. */
export const en = {
  facts: 'Facts',
  resources: 'GPU resources',
  resourcesNote: 'as kubectl describe node counts them',
  resourcesEmpty: 'This node offers no GPU resource',
  gpus: 'GPUs',
  gpusEmpty: 'No GPU on this node reports metrics',
  gpusEmptyDetail: 'Either the DCGM exporter does not run here or Prometheus does not scrape it.',
  pods: 'Pods with GPU requests',
  podsEmpty: 'No pod on this node asks for GPUs',
  components: 'GPU Operator components on this node',
  componentsEmpty: 'No GPU Operator pod runs on this node',
  conditions: 'Conditions',
};

export type NodeTexts = typeof en;
