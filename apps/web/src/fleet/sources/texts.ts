import type { Localized } from '@gpu-console/shared/units';

/** What the numbers are that no metric of the catalogue explains. */
export const SOURCE_TEXTS = {
  gpuTotal: {
    en: 'Physical GPUs: what GPU feature discovery’s label counts, what reports metrics, or what the node’s capacity stands for, whichever is most. MIG instances and time-sliced replicas are parts of one GPU.',
    'zh-CN':
      '物理 GPU 数量：取 GFD 标签计数、有指标上报的数量、节点 capacity 折算数量三者中的最大值。MIG 实例与时间片副本只是一块 GPU 的一部分。',
  },
  gpuAllocated: {
    en: 'What the pods that have not ended request, as the scheduler counts it. A MIG instance counts by its compute slices, a time-sliced replica by its share.',
    'zh-CN': '未结束的 Pod 的请求量，与调度器的算法一致。MIG 实例按计算切片折算，时间片副本按份额折算。',
  },
  gpuFree: {
    en: 'Allocatable less requested, per resource, in physical GPUs. Unhealthy devices are not allocatable.',
    'zh-CN': '各资源的可分配量减去请求量，折算为物理 GPU。不健康的设备不可分配。',
  },
  nodeResources: {
    en: 'Requests of the pods on the node that have not ended, and the node’s allocatable: per container, init container and overhead, as kubectl describe node adds them up.',
    'zh-CN':
      '节点上未结束的 Pod 的请求量与节点的可分配量：容器、Init 容器与 overhead 的合计方式与 kubectl describe node 相同。',
  },
  nodeStatus: {
    en: 'The node’s Ready condition, and whether it is cordoned (spec.unschedulable).',
    'zh-CN': '节点的 Ready 状况，以及是否被隔离（spec.unschedulable）。',
  },
  nodeDriver: {
    en: 'Labels that GPU feature discovery sets on the node; without them, what the exporter says of its GPUs.',
    'zh-CN': 'GFD 在节点上设置的标签；没有标签时取 exporter 上报的内容。',
  },
  nodeFacts: {
    en: 'What the node’s kubelet says of itself (status.nodeInfo); kernel, runtime, kubelet and architecture too.',
    'zh-CN': '节点 kubelet 上报的信息（status.nodeInfo），包括内核、容器运行时、kubelet 与架构。',
  },
  podStatus: {
    en: 'What kubectl get pods prints.',
    'zh-CN': '与 kubectl get pods 的输出一致。',
  },
  podRequests: {
    en: 'GPU resources of all its containers together, as the scheduler counts them.',
    'zh-CN': '所有容器的 GPU 资源合计，与调度器的算法一致。',
  },
  deviceIdentity: {
    en: 'Labels of the device’s DCGM series.',
    'zh-CN': '设备的 DCGM 指标上的标签。',
  },
  deviceNode: {
    en: 'The node that the series’ host name, node label, exporter pod or scraped address leads to.',
    'zh-CN': '由指标中的主机名、节点标签、exporter Pod 或抓取地址对应到的节点。',
  },
  holders: {
    en: 'The pods that the exporter names on the device’s series, and those whose resource claim was given the device. Nothing named is unknown, not free.',
    'zh-CN':
      'exporter 在设备指标上标出的 Pod，以及通过资源声明获得该设备的 Pod。没有标出并不代表空闲，只是未知。',
  },
  memoryTotal: {
    en: 'Used framebuffer memory; the total is used + free, + reserved where that is exported. In MiB.',
    'zh-CN': '已用显存；总量为已用 + 空闲（若有导出，再加上保留）。单位 MiB。',
  },
  heldUtilization: {
    en: 'The mean of the utilization of the GPUs and MIG instances that pods hold now.',
    'zh-CN': '当前被 Pod 占用的 GPU 与 MIG 实例的平均利用率。',
  },
  energyInRange: {
    en: 'Power drawn now by all GPUs, and the energy that they counted over the range shown.',
    'zh-CN': '所有 GPU 当前的总功耗，以及所选时间范围内累计的能耗。',
  },
  problems: {
    en: 'Nodes that are not ready, unhealthy devices, exporters that are down, XIDs and heat.',
    'zh-CN': '未就绪的节点、不健康的设备、停止工作的 exporter、XID 错误与过热。',
  },
} as const satisfies Readonly<Record<string, Localized>>;

export const FROM: Localized = { en: 'Source', 'zh-CN': '来源' };
export const ABOUT: Localized = { en: 'Where these numbers come from', 'zh-CN': '这些数字的来源' };
export const COPY: Localized = { en: 'Copy the query', 'zh-CN': '复制查询' };
