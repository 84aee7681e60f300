/** Where numbers come from; `meanings` are of those that no metric of the catalogue explains. */
export const en = {
  from: 'Source',
  about: 'Where these numbers come from',
  copy: 'Copy the query',
  meanings: {
    gpuTotal:
      'Physical GPUs: what GPU feature discovery’s label counts, what reports metrics, or what the node’s capacity stands for, whichever is most. MIG instances and time-sliced replicas are parts of one GPU.',
    gpuAllocated:
      'What the pods that have not ended request, as the scheduler counts it. A MIG instance counts by its compute slices, a time-sliced replica by its share.',
    gpuFree:
      'Allocatable less requested, per resource, in physical GPUs. Unhealthy devices are not allocatable.',
    nodeResources:
      'Requests of the pods on the node that have not ended, and the node’s allocatable: per container, init container and overhead, as kubectl describe node adds them up.',
    nodeStatus: 'The node’s Ready condition, and whether it is cordoned (spec.unschedulable).',
    nodeDriver:
      'Labels that GPU feature discovery sets on the node; without them, what the exporter says of its GPUs.',
    nodeFacts:
      'What the node’s kubelet says of itself (status.nodeInfo); kernel, runtime, kubelet and architecture too.',
    podStatus: 'What kubectl get pods prints.',
    podRequests: 'GPU resources of all its containers together, as the scheduler counts them.',
    deviceIdentity: 'Labels of the device’s DCGM series.',
    deviceNode: 'The node that the series’ host name, node label, exporter pod or scraped address leads to.',
    holders:
      'The pods that the exporter names on the device’s series, and those whose resource claim was given the device. Nothing named is unknown, not free.',
    memoryTotal:
      'Used framebuffer memory; the total is used + free, + reserved where that is exported. In MiB.',
    heldUtilization: 'The mean of the utilization of the GPUs and MIG instances that pods hold now.',
    energyInRange: 'Power drawn now by all GPUs, and the energy that they counted over the range shown.',
    problems:
      'Nodes that are not ready, unhealthy devices, exporters that are down, XID errors and overheating.',
  },
};

export type SourceTexts = typeof en;
