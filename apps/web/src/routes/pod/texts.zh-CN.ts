import type { PodTexts } from './texts.en.ts';

export const zhCN: PodTexts = {
  gpusTitle: '占用的 GPU',
  noGpus: '没有 GPU 归属于此 Pod',
  gpusUnknownDetail:
    '节点上的 exporter 没有在指标中标出 Pod。需要启用 --kubernetes（DCGM_EXPORTER_KUBERNETES=true）并挂载 kubelet 的 pod-resources 套接字；时间片共享的 GPU 还需要 --kubernetes-virtual-gpus。',
  noGpusPending: '调度成功后才会分得 GPU。',
  noGpusDetail: 'DCGM exporter 目前的指标中没有此 Pod。',
  containers: '容器',
  byDevice:
    '此集群的 exporter 不标注工作负载，因此图中是此 Pod 当前所占 GPU 的整卡数据，也包含其他 Pod 在其上的活动。',
  whyFailed: (status) => `失败原因：${status}`,
  xids: '运行期间其 GPU 上报的 XID 错误',
  whyPending: '等待原因',
  schedulerSays: '调度器原文',
  pendingSince: (age) => `已等待 ${age}`,
  shared: (count) => `整块 GPU 的数值，与另外 ${count} 个 Pod 共享`,
  init: '初始化',
  exitCode: (code) => `退出码 ${code}`,
  lastEnd: '上次终止',
  services: 'Service',
  servicesNote: '选择器匹配此 Pod',
  noServices: '没有 Service 选中此 Pod。',
  servicesUnread: '无法读取通向此 Pod 的 Service。',
  clusterIp: 'Cluster IP',
  headless: '无（headless）',
  ports: '端口',
  toPort: (port) => `转到端口 ${port}`,
  nodePort: (port) => `NodePort ${port}`,
  address: '地址',
  copyCommand: '复制命令',
  notebook: 'Notebook',
  openNotebook: '打开 Notebook',
  token: '令牌',
  copyToken: '复制令牌',
  noToken: '日志中未给出：令牌是手动设置的。',
  madeOf: '来源',
  fromLog: (container) => `${container} 的日志`,
  fromService: (name, type) => `Service ${name}（${type}）`,
  fromNode: (node) => `节点 ${node}`,
  noWayIn: (port) => `没有 Service 从集群外通到 Notebook 的端口 ${port}。`,
  forwardFirst: '先转发到本机，再打开本地地址：',
  openLocal: '打开本地地址',
  pending: {
    amount: (count, resource) =>
      `${count} 个 ${resource === 'nvidia.com/gpu' ? 'GPU' : resource.replace('nvidia.com/', '')}`,
    list: (names, more) =>
      more > 0 ? `${names.join('、')} 等 ${names.length + more} 个节点` : names.join('、'),
    gated: (gates) => `被调度门控 ${gates} 阻止：设置者移除它之前，调度器不会尝试调度。`,
    kueue: '队列有足够配额后，Kueue 会将其移除。',
    group: (name, minimum, members, running, waiting) =>
      `属于 Pod 组 ${name}，组内 Pod 应一同启动：${
        minimum === null ? '' : `需要 ${minimum} 个，`
      }现有 ${members} 个，其中 ${running} 个运行中，${waiting} 个待调度。`,
    fits: (nodes) => `从 GPU、污点和标签看，可以放在 ${nodes}。`,
    silent: '调度器尚未给出说明。',
    somethingElse:
      '另有原因，见调度器原文：CPU、内存、存储卷或 Pod 间亲和性；也可能是 GPU 空出后调度器尚未重试。',
    noNodes: '集群中没有 GPU 节点。',
    tooLarge: (asked, maxOnOne) => `合适的节点都没有 ${asked} 这么多：最大的节点有 ${maxOnOne} 个。`,
    oneNodeOnly: (free) => `这些节点合计空闲 ${free} 个，但一个 Pod 的 GPU 必须都在同一节点上。`,
    fragmented: (free, nodes, maxOnOne, asked) =>
      `空闲总量足够，但过于零散：${nodes} 个合适的节点共空闲 ${free}，单个节点最多 ${maxOnOne} 个，而它要求同一节点上有 ${asked} 个。`,
    scarce: (free, nodes, asked) => `空闲不足：${nodes} 个合适的节点共空闲 ${free}，而它要求 ${asked} 个。`,
    noLabel: (label) => `没有节点带有它所选择的标签 ${label}。`,
    noAffinity: '没有节点满足它要求的节点亲和性。',
    noResource: (resource) => `没有节点提供 ${resource}。`,
    unsuitable: (nodes) => `${nodes} 个 GPU 节点都不合适。`,
    nearest: (node, why) => `最接近的是 ${node}：${why}。`,
    short: (free, asked, more) => `所需的 ${asked} 中已有 ${free} 个空闲，还差 ${more} 个`,
    onlyThis: (verdict) => `唯一的阻塞原因是${verdict}`,
    wouldFit: '可以放下',
    cordoned: '已停止调度',
    notReady: '未就绪',
    taint: (taint) => `污点 ${taint}`,
    selector: (key, wanted, has) =>
      has === null ? `没有标签 ${key}，要求 ${wanted}` : `标签 ${key} 为 ${has}，要求 ${wanted}`,
    affinity: (unmet) => (unmet === '' ? '没有节点能满足的亲和性' : `亲和性 ${unmet}`),
    unmet: (wanted, has) => `${wanted}，实际为 ${has ?? '无'}`,
    wrongResource: (resource, offers) =>
      offers === '' ? `没有 ${resource}` : `没有 ${resource}，只有 ${offers}`,
    tooSmall: (asked, allocatable) => `总共只有 ${allocatable} 个，要求 ${asked} 个`,
    unhealthy: (asked, allocatable, capacity) =>
      `${capacity} 个中只有 ${allocatable} 个健康，要求 ${asked} 个`,
    boardShort: (free, asked, boards) =>
      boards === 1
        ? `该 GPU 仅剩 ${free}，要求 ${asked}`
        : `${boards} 块 GPU 中单块最多剩 ${free}，要求 ${asked}`,
    boardsUnknown: (resource) => `未知：只有该 Pod 的调度器知道 ${resource} 还剩多少`,
    insufficient: (free, asked) => `空闲 ${free} 个，要求 ${asked} 个`,
    nodes: '逐个节点',
    nodesNote: '最接近的在前；此处不检查 CPU、内存和存储卷',
    free: '空闲',
    freeOf: (free, allocatable) => `${free} / ${allocatable}`,
    verdict: '阻塞原因',
    holders: (node) => `${node} 的 GPU 占用情况`,
    gpus: 'GPU 数',
    since: '开始',
    use: '利用情况',
    idle: (idle, of) => (idle === of ? '闲置' : `${of} 个中 ${idle} 个闲置`),
    inUse: '使用中',
  },
};
