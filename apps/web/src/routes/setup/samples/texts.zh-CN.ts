import type { SampleTexts } from './texts.en.ts';

export const zhCN: SampleTexts = {
  title: '示例工作负载',
  names: { load: 'GPU 压测', notebook: 'Notebook' },
  purposes: {
    load: '用 NVIDIA 的 dcgmproftester 在一块 GPU 的 Tensor Core 上做五分钟矩阵乘法，然后结束。链路正常时，曲线会立刻升高。',
    notebook:
      '在一块 GPU 上运行带 TensorFlow 的 Jupyter Notebook，并通过 NodePort Service 访问。删除之前会一直运行并占用 GPU。',
  },
  namespace: '命名空间',
  off: '本控制台当前只读：请复制清单自行应用。自行启动的示例同样会显示在这里。',
  howToAllow: '如需从这里运行',
  allowSettings: '为控制台设置以下环境变量，命名空间按需选择：',
  allowRole: '允许控制台的账号在该命名空间创建和删除 Pod 与 Service：',
  asksFor: (resource, cuda, major) =>
    cuda === null
      ? `申请 1 个 ${resource}。节点没有标明驱动支持的 CUDA 版本，按 CUDA ${major} 生成。`
      : `申请 1 个 ${resource}；按驱动支持的 CUDA ${cuda} 生成。`,
  acts: { start: '运行', try: '试运行', remove: '清理' },
  doing: { try: '试运行中…', start: '启动中…', remove: '删除中…' },
  notRunning: '尚未启动。',
  runsIn: (namespace) => `命名空间 ${namespace}`,
  onlyService: '只剩 Service，Pod 已不存在。',
  lasting: '已持续',
  node: '节点',
  gpus: (count) => `${count} 块 GPU`,
  nodePort: (port) => `NodePort ${port}`,
  whyNotYet: '未运行的原因',
  podPage: 'Pod 页面',
  notebookPage: 'Pod 页面（含 Notebook 链接与令牌）',
  tried: (objects, namespace) => `API Server 可以在命名空间 ${namespace} 接受 ${objects}。没有创建任何对象。`,
  started: (objects, namespace) => `已在命名空间 ${namespace} 创建 ${objects}。`,
  removed: (objects, namespace) =>
    `正在从命名空间 ${namespace} 删除 ${objects}。Pod 可能需要半分钟左右才会结束。`,
  failed: '操作未成功',
  unknown: '正在运行的内容未知',
  manifest: '清单',
  copyManifest: '复制清单',
  apply: '一条命令',
  copyApply: '复制命令',
  removeCommand: '删除命令',
  copyRemove: '复制删除命令',
};
