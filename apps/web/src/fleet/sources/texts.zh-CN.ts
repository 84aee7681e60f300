import type { Texts } from '@gpu-console/shared/texts';
import type { SourceTexts } from './texts.en.ts';

export const zhCN: Texts<SourceTexts> = {
  from: '来源',
  about: '这些数字的来源',
  copy: '复制查询',
  meanings: {
    gpuTotal:
      '物理 GPU 数量：取 GFD 标签计数、有指标上报的数量、节点 capacity 折算数量三者中的最大值。MIG 实例与时间片副本只是一块 GPU 的一部分。',
    gpuAllocated: '未结束的 Pod 的请求量，与调度器的算法一致。MIG 实例按计算切片折算，时间片副本按份额折算。',
    gpuFree: '各资源的可分配量减去请求量，折算为物理 GPU。不健康的设备不可分配。',
    nodeResources:
      '节点上未结束的 Pod 的请求量与节点的可分配量：容器、Init 容器与 overhead 的合计方式与 kubectl describe node 相同。',
    nodeStatus: '节点的 Ready 状况，以及是否已停止调度（spec.unschedulable）。',
    nodeDriver: 'GFD 在节点上设置的标签；没有标签时取 exporter 上报的内容。',
    nodeFacts: '节点 kubelet 上报的信息（status.nodeInfo），包括内核、容器运行时、kubelet 与架构。',
    podStatus: '与 kubectl get pods 的输出一致。',
    podRequests: '所有容器的 GPU 资源合计，与调度器的算法一致。',
    deviceIdentity: '设备的 DCGM 指标上的标签。',
    deviceNode: '由指标中的主机名、节点标签、exporter Pod 或抓取地址对应到的节点。',
    holders:
      'exporter 在设备指标上标出的 Pod，以及通过资源声明获得该设备的 Pod。没有标出并不代表空闲，只是未知。',
    memoryTotal: '已用显存；总量为已用 + 空闲（若有导出，再加上保留）。单位 MiB。',
    heldUtilization: '当前被 Pod 占用的 GPU 与 MIG 实例的平均利用率。',
    energyInRange: '所有 GPU 当前的总功耗，以及所选时间范围内累计的能耗。',
    problems: '未就绪的节点、不健康的设备、停止工作的 exporter、XID 错误与过热。',
  },
};
