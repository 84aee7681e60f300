import type { SetupStepId } from '../contract/setup.ts';
import type { Localized } from '../units/locale.ts';

/** A step's words: what it is, why it is there, and what each thing that was looked at says. */
export interface StepText {
  readonly title: Localized;
  readonly about: Localized;
  readonly items: Readonly<Record<string, Localized>>;
}

export const stepTexts = {
  prerequisites: {
    title: { en: 'Prerequisites of the nodes', 'zh-CN': '节点前置条件' },
    about: {
      en: 'A driver is built for each node’s kernel, and a toolkit hooks into its container runtime: the operator has to support both.',
      'zh-CN': '驱动按节点内核构建，toolkit 接入节点的容器运行时：两者都必须是 Operator 支持的版本。',
    },
    items: {
      nodes: { en: '{{count}} GPU node(s): {{names}}', 'zh-CN': '{{count}} 个 GPU 节点：{{names}}' },
      'no-nodes': {
        en: 'No node with an NVIDIA GPU was found. Node feature discovery labels them; it comes with the operator.',
        'zh-CN': '未发现带 NVIDIA GPU 的节点。NFD 会为其打标签，它随 Operator 一起安装。',
      },
      os: { en: 'Operating system {{value}} ({{nodes}})', 'zh-CN': '操作系统 {{value}}（{{nodes}}）' },
      architecture: { en: 'Architecture {{value}} ({{nodes}})', 'zh-CN': '架构 {{value}}（{{nodes}}）' },
      kernel: { en: 'Kernel {{value}} ({{nodes}})', 'zh-CN': '内核 {{value}}（{{nodes}}）' },
      'kernel-hwe': {
        en: 'Kernel {{value}}, one of Ubuntu’s HWE series ({{nodes}})',
        'zh-CN': '内核 {{value}}，属于 Ubuntu HWE 系列（{{nodes}}）',
      },
      runtime: {
        en: 'Container runtime {{value}} ({{nodes}})',
        'zh-CN': '容器运行时 {{value}}（{{nodes}}）',
      },
      kubernetes: { en: 'Kubernetes {{value}}', 'zh-CN': 'Kubernetes 版本 {{value}}' },
      'kubernetes-release': {
        en: 'Kubernetes {{value}}; releases {{chart}} of the operator suit it and the nodes',
        'zh-CN': 'Kubernetes {{value}}；适用的 Operator 版本为 {{chart}}',
      },
      'feature-gate': {
        en: 'Kubernetes {{value}}: kubelets need the feature gate KubeletPodResources, or metrics name no pods',
        'zh-CN': 'Kubernetes {{value}}：kubelet 需启用特性门控 KubeletPodResources，否则指标中没有 Pod 名称',
      },
      'nouveau-off': {
        en: 'NVIDIA’s driver is loaded, so nouveau is not ({{nodes}})',
        'zh-CN': 'NVIDIA 驱动已加载，nouveau 未占用设备（{{nodes}}）',
      },
      'nouveau-on': { en: 'nouveau holds the GPU ({{nodes}})', 'zh-CN': 'nouveau 占用了 GPU（{{nodes}}）' },
      'nouveau-unseen': {
        en: 'Whether nouveau is loaded cannot be seen from here: look on each node',
        'zh-CN': '无法从这里看到 nouveau 是否已加载：请在每个节点上检查',
      },
      'nfd-own': {
        en: 'Node feature discovery already runs ({{where}}): install the operator with nfd.enabled=false',
        'zh-CN': '集群已有 NFD（{{where}}）：安装 Operator 时使用 nfd.enabled=false',
      },
      'nfd-operators': {
        en: 'Node feature discovery comes with the operator',
        'zh-CN': 'NFD 随 Operator 一起安装',
      },
    },
  },
  helm: {
    title: { en: 'Helm, the repository and the namespace', 'zh-CN': 'Helm、仓库与命名空间' },
    about: {
      en: 'The operator is a Helm chart. Helm runs on your computer; the console sees only what it creates in the cluster.',
      'zh-CN': 'Operator 以 Helm Chart 形式安装。Helm 运行在你的终端，控制台只能看到它在集群中留下的对象。',
    },
    items: {
      namespace: { en: 'Namespace {{namespace}} exists', 'zh-CN': '命名空间 {{namespace}} 已存在' },
      'no-namespace': {
        en: 'There is no namespace {{namespace}} yet',
        'zh-CN': '命名空间 {{namespace}} 尚不存在',
      },
      release: { en: 'Helm release {{release}}', 'zh-CN': 'Helm Release 名称：{{release}}' },
      'other-way': {
        en: 'GPU software was installed in another way ({{pod}}): Helm is needed for the operator only',
        'zh-CN': 'GPU 组件以其他方式安装（{{pod}}）：仅安装 Operator 时才需要 Helm',
      },
      unseen: {
        en: 'Helm and its repositories on your computer cannot be seen from here',
        'zh-CN': '无法从这里看到你本机的 Helm 及其仓库',
      },
    },
  },
  install: {
    title: { en: 'Install the GPU Operator', 'zh-CN': '安装 GPU Operator' },
    about: {
      en: 'One command, with the values that this cluster’s runtime and drivers need.',
      'zh-CN': '一条命令，参数按本集群的容器运行时和驱动生成。',
    },
    items: {
      operator: {
        en: 'GPU Operator {{version}} runs in {{namespace}}',
        'zh-CN': 'GPU Operator {{version}} 运行于 {{namespace}}',
      },
      'operator-starting': {
        en: 'The operator’s pod {{pod}} is {{status}}',
        'zh-CN': 'Operator 的 Pod {{pod}} 状态为 {{status}}',
      },
      'without-operator': {
        en: 'GPUs are managed without the operator: {{pod}}',
        'zh-CN': '未使用 Operator，由 {{pod}} 提供 GPU',
      },
      'offered-otherwise': {
        en: 'Nodes offer GPUs without the operator and without a known device plugin ({{node}})',
        'zh-CN': '节点已提供 GPU，但没有 Operator，也未发现已知的设备插件（{{node}}）',
      },
      none: { en: 'The operator is not installed', 'zh-CN': '尚未安装 Operator' },
      'runtime-values': {
        en: 'Its values fit the nodes’ container runtime ({{runtime}})',
        'zh-CN': '参数与节点容器运行时（{{runtime}}）一致',
      },
      'runtime-values-wrong': {
        en: 'Its values do not fit the nodes’ container runtime ({{runtime}})',
        'zh-CN': '参数与节点容器运行时（{{runtime}}）不一致',
      },
      'host-driver': {
        en: 'Drivers are preinstalled on the hosts (driver.enabled=false)',
        'zh-CN': '使用宿主机预装驱动（driver.enabled=false）',
      },
      'gpu-cluster': {
        en: 'GPUs are handed out by claim alone, as GPUCluster {{name}} says',
        'zh-CN': '按 GPUCluster {{name}} 的配置，GPU 仅通过 claim 分配',
      },
    },
  },
  operands: {
    title: { en: 'The operator’s pods are ready', 'zh-CN': 'Operator 各组件就绪' },
    about: {
      en: 'Each waits for the one before. Images are large: a slow pull is not a failure.',
      'zh-CN': '各组件依次等待前一个就绪。镜像较大：拉取慢不等于失败。',
    },
    items: {
      ready: {
        en: '{{component}}: ready on {{ready}} of {{nodes}} node(s)',
        'zh-CN': '{{component}}：{{nodes}} 个节点中 {{ready}} 个就绪',
      },
      starting: {
        en: '{{component}}: ready on {{ready}} of {{nodes}} node(s), the others are starting',
        'zh-CN': '{{component}}：{{nodes}} 个节点中 {{ready}} 个就绪，其余正在启动',
      },
      waits: {
        en: '{{component}}: ready on {{ready}} of {{nodes}} node(s), the others wait for an earlier component',
        'zh-CN': '{{component}}：{{nodes}} 个节点中 {{ready}} 个就绪，其余在等待前序组件',
      },
      broken: {
        en: '{{component}}: ready on {{ready}} of {{nodes}} node(s), and {{culprits}} failing',
        'zh-CN': '{{component}}：{{nodes}} 个节点中 {{ready}} 个就绪，{{culprits}} 个异常',
      },
      pulling: {
        en: 'An image has been pulling on {{node}} for {{minutes}} min: {{image}}',
        'zh-CN': '{{node}} 正在拉取镜像（已 {{minutes}} 分钟）：{{image}}',
      },
      'pull-failed': {
        en: 'An image cannot be pulled on {{node}}: {{image}} ({{reason}})',
        'zh-CN': '{{node}} 无法拉取镜像：{{image}}（{{reason}}）',
      },
      'offered-otherwise': {
        en: 'No known component was found, but nodes offer GPUs ({{node}})',
        'zh-CN': '未发现已知组件，但节点已提供 GPU（{{node}}）',
      },
      none: { en: 'None of its components runs yet', 'zh-CN': '尚无组件运行' },
    },
  },
  allocatable: {
    title: { en: 'GPUs are allocatable', 'zh-CN': 'GPU 出现在 Allocatable 中' },
    about: {
      en: 'The device plugin registers the GPUs with kubelet, or the DRA driver publishes them; from then on pods can ask for them.',
      'zh-CN': '设备插件向 kubelet 上报 GPU，或由 DRA 驱动发布，此后 Pod 才能申请。',
    },
    items: {
      offered: { en: '{{node}} offers {{amounts}}', 'zh-CN': '{{node}} 提供 {{amounts}}' },
      more: {
        en: 'and {{count}} more node(s) that offer GPUs',
        'zh-CN': '另有 {{count}} 个节点提供 GPU',
      },
      claims: {
        en: '{{node}}: by claim (dynamic resource allocation)',
        'zh-CN': '{{node}}：通过 ResourceClaim 提供（DRA）',
      },
      none: { en: '{{node}} offers no GPU', 'zh-CN': '{{node}} 未提供 GPU' },
      fewer: {
        en: '{{node}}: {{allocatable}} of {{capacity}} {{resource}} are healthy',
        'zh-CN': '{{node}}：{{resource}} 健康数 {{allocatable}} / 总数 {{capacity}}',
      },
      'no-nodes': { en: 'No GPU node was found', 'zh-CN': '没有已知的 GPU 节点' },
    },
  },
  samples: {
    title: { en: 'Sample workloads get a GPU', 'zh-CN': '示例负载获得 GPU' },
    about: {
      en: 'Any pod that gets a GPU will do. These two are small, and can be removed without a trace.',
      'zh-CN': '任何获得 GPU 的 Pod 都可以。下面两个示例很小，用完可清理干净。',
    },
    items: {
      running: {
        en: '{{count}} pod(s) run with GPUs, such as {{pod}} ({{gpus}})',
        'zh-CN': '{{count}} 个 Pod 正在使用 GPU，例如 {{pod}}（{{gpus}}）',
      },
      finished: {
        en: '{{pod}} ran with a GPU and has finished',
        'zh-CN': '{{pod}} 使用 GPU 运行并已结束',
      },
      starting: {
        en: '{{pod}} has its GPU and is starting ({{status}})',
        'zh-CN': '{{pod}} 已分配 GPU，正在启动（{{status}}）',
      },
      queued: {
        en: '{{count}} pod(s) are queued for a GPU, such as {{pod}}: {{message}}',
        'zh-CN': '{{count}} 个 Pod 正在排队等待 GPU，例如 {{pod}}：{{message}}',
      },
      none: { en: 'No pod has asked for a GPU yet', 'zh-CN': '还没有 Pod 申请 GPU' },
    },
  },
  notebook: {
    title: { en: 'Open the notebook', 'zh-CN': '打开 Notebook' },
    about: {
      en: 'Its Service gives a port on every node, and its log the token. The pod’s page has the ready link.',
      'zh-CN': 'Service 在每个节点上开放端口，日志中有令牌。Pod 页面上有现成的链接。',
    },
    items: {
      notebook: { en: 'Notebook {{pod}} runs', 'zh-CN': 'Notebook {{pod}} 正在运行' },
      service: {
        en: 'Service {{service}} leads to it: {{address}}',
        'zh-CN': 'Service {{service}} 可访问它：{{address}}',
      },
      'no-service': { en: 'No Service leads to it', 'zh-CN': '没有 Service 指向它' },
      'no-service-read': {
        en: 'Whether a Service leads to it cannot be read',
        'zh-CN': '无法读取是否有 Service 指向它',
      },
      none: { en: 'No notebook runs with a GPU', 'zh-CN': '没有使用 GPU 的 Notebook 在运行' },
    },
  },
  exporter: {
    title: { en: 'The exporter serves metrics', 'zh-CN': 'Exporter 提供指标' },
    about: {
      en: 'A DCGM exporter on every GPU node, behind one Service.',
      'zh-CN': '每个 GPU 节点一个 DCGM Exporter，由一个 Service 统一访问。',
    },
    items: {
      exporters: {
        en: 'Exporters: {{ready}} of {{count}} ready',
        'zh-CN': 'Exporter：{{count}} 个中 {{ready}} 个就绪',
      },
      'no-exporters': { en: 'No exporter runs', 'zh-CN': '没有运行中的 Exporter' },
      service: { en: 'Service {{service}}, port {{port}}', 'zh-CN': 'Service {{service}}，端口 {{port}}' },
      'no-service': { en: 'No Service selects the exporters', 'zh-CN': '没有 Service 选中 Exporter' },
      'without-service': {
        en: 'Prometheus scrapes the exporters without a Service',
        'zh-CN': 'Prometheus 不经 Service 直接抓取 Exporter',
      },
      endpoints: { en: 'Endpoints: {{count}} address(es)', 'zh-CN': 'Endpoints：{{count}} 个地址' },
      'no-endpoints': { en: 'The Service has no endpoints', 'zh-CN': 'Service 没有 Endpoints' },
      exposition: {
        en: 'It serves {{count}} DCGM fields, such as {{line}}',
        'zh-CN': '输出 {{count}} 个 DCGM 字段，例如 {{line}}',
      },
      'no-exposition': { en: 'It serves no DCGM field', 'zh-CN': '没有输出任何 DCGM 字段' },
      'exposition-unread': {
        en: 'What it serves cannot be read through the API server (optional permission: get on services/proxy)',
        'zh-CN': '无法通过 API Server 代理读取其输出（可选权限：services/proxy 的 get）',
      },
    },
  },
  monitor: {
    title: { en: 'A ServiceMonitor for the exporter', 'zh-CN': '为 Exporter 创建 ServiceMonitor' },
    about: {
      en: 'It has to match the exporter’s Service, and Prometheus has to select it. The operator’s own ServiceMonitor is about the operator, not about GPUs.',
      'zh-CN':
        '它要匹配 Exporter 的 Service，并被 Prometheus 选中。Operator 自带的 ServiceMonitor 只采集 Operator 自身的指标，与 GPU 无关。',
    },
    items: {
      monitor: { en: '{{monitor}} matches the exporter', 'zh-CN': '{{monitor}} 匹配 Exporter' },
      'wrong-port': {
        en: '{{monitor}} matches the Service, but names port {{port}}, which it lacks',
        'zh-CN': '{{monitor}} 匹配 Service，但端口 {{port}} 不存在',
      },
      'without-monitor': {
        en: 'Prometheus scrapes the exporter without a monitor',
        'zh-CN': 'Prometheus 已在抓取 Exporter，无需 ServiceMonitor',
      },
      'no-monitor': {
        en: 'No ServiceMonitor or PodMonitor matches the exporter',
        'zh-CN': '没有 ServiceMonitor 或 PodMonitor 匹配 Exporter',
      },
      'operators-own': {
        en: '{{monitor}} is the operator’s own: it does not count',
        'zh-CN': '{{monitor}} 是 Operator 自身的：不计入',
      },
      selected: { en: '{{prometheus}} selects it', 'zh-CN': '{{prometheus}} 已选中它' },
      'not-selected': {
        en: '{{prometheus}} does not select it: it wants {{wanted}}',
        'zh-CN': '{{prometheus}} 没有选中它：要求 {{wanted}}',
      },
      wants: {
        en: '{{prometheus}} selects monitors with {{wanted}}',
        'zh-CN': '{{prometheus}} 选择带有 {{wanted}} 的 ServiceMonitor',
      },
      'who-reads': {
        en: 'There is no Prometheus object: what reads monitors is unknown',
        'zh-CN': '没有 Prometheus 对象：无法判断由谁读取 ServiceMonitor',
      },
    },
  },
  target: {
    title: {
      en: 'Prometheus scrapes it, and the series are fresh',
      'zh-CN': 'Prometheus 抓取目标正常，数据持续更新',
    },
    about: {
      en: 'A new monitor shows as a target within two minutes.',
      'zh-CN': '新的 ServiceMonitor 会在两分钟内成为抓取目标。',
    },
    items: {
      targets: { en: 'Targets: {{up}} of {{count}} up', 'zh-CN': '抓取目标：{{count}} 个中 {{up}} 个正常' },
      'targets-down': {
        en: 'Targets: {{up}} of {{count}} up. {{error}}',
        'zh-CN': '抓取目标：{{count}} 个中 {{up}} 个正常。{{error}}',
      },
      'no-targets': {
        en: 'Prometheus has no target for an exporter',
        'zh-CN': 'Prometheus 没有 Exporter 的抓取目标',
      },
      series: {
        en: '{{gpus}} GPU(s) have series; the newest sample is {{age}} s old',
        'zh-CN': '{{gpus}} 块 GPU 有序列；最新采样为 {{age}} 秒前',
      },
      stale: {
        en: '{{gpus}} GPU(s) have series, but the newest sample is {{age}} s old',
        'zh-CN': '{{gpus}} 块 GPU 有序列，但最新采样已是 {{age}} 秒前',
      },
      'no-series': { en: 'There is no series of a GPU', 'zh-CN': '没有 GPU 的时间序列' },
    },
  },
  kubesphere: {
    title: { en: 'The dashboard in KubeSphere', 'zh-CN': 'KubeSphere 中的仪表盘' },
    about: {
      en: 'The exporter’s namespace belongs to a workspace, and a dashboard there queries its series.',
      'zh-CN': 'Exporter 所在命名空间属于某个企业空间（workspace），其中有查询其序列的仪表盘。',
    },
    items: {
      elsewhere: { en: 'This is not a KubeSphere cluster', 'zh-CN': '这不是 KubeSphere 集群' },
      workspace: {
        en: 'Namespace {{namespace}} belongs to workspace {{workspace}}',
        'zh-CN': '命名空间 {{namespace}} 属于企业空间 {{workspace}}',
      },
      'no-workspace': {
        en: 'Namespace {{namespace}} belongs to no workspace',
        'zh-CN': '命名空间 {{namespace}} 不属于任何企业空间',
      },
      served: {
        en: 'Dashboards (monitoring.kubesphere.io) are served',
        'zh-CN': '集群支持 Dashboard（monitoring.kubesphere.io）',
      },
      'not-served': {
        en: 'Dashboards (monitoring.kubesphere.io) are not served: enable monitoring in KubeSphere',
        'zh-CN': '集群不支持 Dashboard（monitoring.kubesphere.io）：请在 KubeSphere 中启用监控组件',
      },
      dashboard: {
        en: 'Dashboard {{dashboard}} queries GPU metrics',
        'zh-CN': '仪表盘 {{dashboard}} 查询 GPU 指标',
      },
      'no-dashboard': { en: 'No dashboard queries GPU metrics', 'zh-CN': '没有查询 GPU 指标的仪表盘' },
    },
  },
  curve: {
    title: { en: 'The curve moves', 'zh-CN': '曲线随负载变化' },
    about: {
      en: 'A running pod shows in its GPU’s utilization after one collection and one scrape.',
      'zh-CN': 'Pod 一旦开始计算，经过一次采集和一次抓取，利用率曲线就会变化。',
    },
    items: {
      moves: {
        en: 'Utilization of GPU {{gpu}} on {{node}}, held by {{pod}}, changed by up to {{points}} points in {{minutes}} min',
        'zh-CN':
          '{{node}} 上 GPU {{gpu}}（{{pod}} 占用）的利用率在 {{minutes}} 分钟内变化了 {{points}} 个百分点',
      },
      still: {
        en: 'No GPU that a pod holds has changed in utilization for {{minutes}} min',
        'zh-CN': '{{minutes}} 分钟内，被占用的 GPU 利用率均无变化',
      },
      idle: { en: 'No pod holds a GPU that is measured', 'zh-CN': '没有 Pod 占用有指标的 GPU' },
    },
  },
  uninstall: {
    title: { en: 'Uninstall, and what it leaves behind', 'zh-CN': '卸载与残留清理' },
    about: {
      en: 'Helm removes the release. It leaves CRDs, the namespace, node labels, and the driver’s modules until a reboot.',
      'zh-CN': 'Helm 只移除 Release 本身，会留下 CRD、命名空间、节点标签，以及重启前仍加载的驱动模块。',
    },
    items: {
      policies: { en: '{{kind}} {{name}}, and its CRD', 'zh-CN': '{{kind}} {{name}} 及其 CRD' },
      namespace: { en: 'Namespace {{namespace}}', 'zh-CN': '命名空间 {{namespace}}' },
      labels: {
        en: 'Labels nvidia.com/… on {{count}} node(s)',
        'zh-CN': '{{count}} 个节点上的 nvidia.com/… 标签',
      },
      modules: { en: 'Driver modules on {{count}} node(s)', 'zh-CN': '{{count}} 个节点上已加载的驱动模块' },
      nothing: { en: 'Nothing is installed', 'zh-CN': '没有安装任何组件' },
    },
  },
} as const satisfies Record<SetupStepId, StepText>;

export type ItemOf<S extends SetupStepId> = Extract<keyof (typeof stepTexts)[S]['items'], string>;
