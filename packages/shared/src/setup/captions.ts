import type { Localized } from '../units/locale.ts';

/** What a command does, in a line above it. */
export const captions = {
  'look-at-nodes': { en: 'List the nodes', 'zh-CN': '查看节点' },
  'nouveau-loaded': {
    en: 'On each GPU node: nothing printed means that nouveau is not loaded',
    'zh-CN': '在每个 GPU 节点上执行：无输出表示 nouveau 未加载',
  },
  'nouveau-off': { en: 'If it is: disable nouveau', 'zh-CN': '若已加载：禁用 nouveau' },
  'host-driver': {
    en: 'On each GPU node: the host’s driver answers',
    'zh-CN': '在每个 GPU 节点上执行：确认宿主机驱动可用',
  },
  cdi: {
    en: 'On each GPU node: the container runtime takes devices by CDI',
    'zh-CN': '在每个 GPU 节点上执行：确认容器运行时已启用 CDI',
  },
  'feature-gate': {
    en: 'On each node: enable the feature gate',
    'zh-CN': '在每个节点上执行：启用特性门控',
  },
  'get-helm': { en: 'Install Helm, if you do not have it', 'zh-CN': '安装 Helm（如未安装）' },
  repository: { en: 'Add NVIDIA’s repository', 'zh-CN': '添加 NVIDIA 仓库' },
  namespace: { en: 'Create the namespace', 'zh-CN': '创建命名空间' },
  'fetch-chart': {
    en: 'Where there is an Internet connection: fetch the chart, and see which images to copy into your registry',
    'zh-CN': '在可联网的机器上：下载 Chart，并列出需要同步到私有仓库的镜像',
  },
  'values-file': { en: 'Write the values file', 'zh-CN': '写入 values 文件' },
  install: { en: 'Install', 'zh-CN': '安装' },
  upgrade: { en: 'Change the values of the installed release', 'zh-CN': '修改已安装 Release 的参数' },
  'watch-pods': { en: 'Watch the pods start', 'zh-CN': '观察 Pod 启动' },
  pulls: {
    en: 'Pulls: slow ones end with “Pulled”, failed ones with “Failed” or “BackOff”',
    'zh-CN': '镜像拉取：慢的最终显示 Pulled，失败的显示 Failed 或 BackOff',
  },
  allocatable: { en: 'What each node offers', 'zh-CN': '查看各节点可分配的 GPU' },
  'device-classes': { en: 'What can be claimed', 'zh-CN': '查看可申请的设备类别' },
  slices: { en: 'The devices of each node', 'zh-CN': '查看各节点的设备' },
  load: { en: 'A load for the GPU', 'zh-CN': '运行 GPU 负载' },
  notebook: { en: 'A notebook', 'zh-CN': '运行 Notebook' },
  'watch-samples': { en: 'Watch them: allocated, queued, running', 'zh-CN': '观察：已分配、排队、运行' },
  'remove-samples': { en: 'Remove them', 'zh-CN': '清理示例' },
  expose: { en: 'Give it a Service with a node port', 'zh-CN': '创建 NodePort Service' },
  'node-port': { en: 'Its Service and node port', 'zh-CN': '查看 Service 与 NodePort' },
  token: { en: 'The token in its log', 'zh-CN': '从日志中获取令牌' },
  forward: {
    en: 'Or without a node port: http://127.0.0.1:8888',
    'zh-CN': '或不使用 NodePort：http://127.0.0.1:8888',
  },
  service: { en: 'The Service and its endpoints', 'zh-CN': '查看 Service 与 Endpoints' },
  metrics: { en: 'What it serves, through the API server', 'zh-CN': '通过 API Server 查看输出' },
  'label-namespace': {
    en: 'Label the namespace as Prometheus wants it',
    'zh-CN': '按 Prometheus 的要求为命名空间打标签',
  },
  'label-service': {
    en: 'Give the Service a label to be matched by',
    'zh-CN': '为 Service 添加用于匹配的标签',
  },
  monitor: {
    en: 'Apply a ServiceMonitor generated for this Service and this Prometheus',
    'zh-CN': '应用按本集群 Service 与 Prometheus 生成的 ServiceMonitor',
  },
  'operators-monitor': { en: 'Or let the operator create it', 'zh-CN': '或由 Operator 创建' },
  prometheus: { en: 'Reach Prometheus', 'zh-CN': '访问 Prometheus' },
  targets: {
    en: 'In another terminal: its targets, and a series',
    'zh-CN': '在另一个终端：查看抓取目标与序列',
  },
  workspace: { en: 'Put the namespace into a workspace', 'zh-CN': '将命名空间加入企业空间' },
  dashboard: { en: 'Apply a GPU dashboard', 'zh-CN': '应用 GPU 仪表盘' },
  compare: { en: 'Compare with nvidia-smi', 'zh-CN': '与 nvidia-smi 对比' },
  claims: {
    en: 'Claims that pods still hold: delete those pods first',
    'zh-CN': '仍被 Pod 占用的 claim：请先删除这些 Pod',
  },
  uninstall: { en: 'Uninstall', 'zh-CN': '卸载' },
  leftovers: { en: 'Remove the CRDs and the namespace', 'zh-CN': '删除 CRD 与命名空间' },
  labels: { en: 'Remove the labels', 'zh-CN': '删除节点标签' },
  modules: {
    en: 'On each node, once no pod uses a GPU: unload the driver, or reboot',
    'zh-CN': '在每个节点上（无 Pod 使用 GPU 后）：卸载驱动模块或重启',
  },
} as const satisfies Record<string, Localized>;

export type CaptionId = keyof typeof captions;
