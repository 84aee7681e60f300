import type { Params } from '../texts/template.ts';
import type { CheckText, Setting } from './checkText.ts';
import { helmUpgrade, kubectl, onNode, quoted } from './commands.ts';

const exporterNamespace = (s: Setting, command: string) => `kubectl -n ${s.exporterNamespace} ${command}`;

/** Without the operator (NVIDIA/dcgm-exporter, README.md). */
const exporterAlone = ({ exporterNamespace }: Setting): string[] => [
  'helm repo add gpu-helm-charts https://nvidia.github.io/dcgm-exporter/helm-charts',
  'helm repo update',
  `helm install dcgm-exporter gpu-helm-charts/dcgm-exporter -n ${exporterNamespace} --create-namespace`,
];

const portForward = (s: Setting): string[] => [
  exporterNamespace(s, `port-forward service/${s.exporterService} 9400`),
  'curl -s http://127.0.0.1:9400/metrics | grep DCGM_FI_DEV_GPU_TEMP',
];

/** The exporter's counters list with one line more, as a ConfigMap that the operator passes on. */
const addCounters = ({ lines }: Params, s: Setting): string[] => [
  exporterNamespace(
    s,
    `exec daemonset/${s.exporterService} -- cat /etc/dcgm-exporter/default-counters.csv > counters.csv`,
  ),
  `cat >> counters.csv <<'EOF'\n${lines}\nEOF`,
  kubectl(s, 'create configmap dcgm-counters --from-file=dcgm-metrics.csv=counters.csv'),
  helmUpgrade(
    s,
    'dcgmExporter.config.name=dcgm-counters',
    'dcgmExporter.env[0].name=DCGM_EXPORTER_COLLECTORS',
    'dcgmExporter.env[0].value=/etc/dcgm-exporter/dcgm-metrics.csv',
  ),
];

const setMatchers = (matcher: string | number | undefined) =>
  `kubectl -n gpu-console set env deployment/gpu-console PROMETHEUS_MATCHERS=${quoted(matcher)}`;

/** From the exporter to the curve, link by link. */
export const metricsTexts = {
  'exporter-everywhere': {
    stage: 'metrics',
    title: { en: 'An exporter runs on the node', 'zh-CN': '节点上运行着 Exporter' },
    variants: {
      missing: {
        says: { en: 'No DCGM exporter runs on {{node}}', 'zh-CN': '{{node}} 上没有运行 DCGM Exporter' },
        remedy: {
          en: 'See its DaemonSet: node selector, tolerations (taints there: {{taints}}), and whether dcgmExporter.enabled is true.',
          'zh-CN':
            '检查其 DaemonSet：节点选择器、容忍（该节点污点：{{taints}}），以及 dcgmExporter.enabled 是否为 true。',
        },
        commands: (_p, s) => [
          exporterNamespace(s, 'get daemonsets,pods -o wide'),
          ...(s.operatorInstalled === false
            ? exporterAlone(s)
            : [helmUpgrade(s, 'dcgmExporter.enabled=true')]),
        ],
      },
      'switched-off': {
        says: {
          en: 'No DCGM exporter runs on {{node}}: its label nvidia.com/gpu.deploy.dcgm-exporter is false',
          'zh-CN': '{{node}} 上没有运行 DCGM Exporter：其标签 nvidia.com/gpu.deploy.dcgm-exporter 为 false',
        },
        remedy: {
          en: 'Set the label to true if nothing else exports this node’s metrics.',
          'zh-CN': '如果没有其他程序导出该节点的指标，将标签设为 true。',
        },
        commands: ({ node }) => [
          `kubectl label node ${node} nvidia.com/gpu.deploy.dcgm-exporter=true --overwrite`,
        ],
      },
      skipped: {
        says: {
          en: 'No DCGM exporter runs on {{node}}: its label {{label}} is {{value}}, so the DaemonSet skips the node',
          'zh-CN': '{{node}} 上没有运行 DCGM Exporter：其标签 {{label}} 为 {{value}}，DaemonSet 会跳过该节点',
        },
        remedy: {
          en: 'Set the label to true, or finish what paused it.',
          'zh-CN': '将标签设为 true，或完成引起暂停的操作。',
        },
        commands: ({ node, label }) => [`kubectl label node ${node} ${label}=true --overwrite`],
      },
      'not-installed': {
        says: {
          en: 'No DCGM exporter runs on {{node}}, and nothing of NVIDIA’s is installed in the cluster',
          'zh-CN': '{{node}} 上没有运行 DCGM Exporter：集群中未安装任何 NVIDIA 组件',
        },
        remedy: { en: 'The GPU Operator brings one.', 'zh-CN': 'GPU Operator 会部署它。' },
      },
      'left-alone': {
        says: {
          en: 'No DCGM exporter runs on {{node}}, which the operator is configured to skip',
          'zh-CN': '{{node}} 上没有运行 DCGM Exporter：已指定 Operator 不管理该节点',
        },
        remedy: {
          en: 'It is deployed once the operator may manage the node.',
          'zh-CN': '允许 Operator 管理该节点后会自动部署。',
        },
      },
    },
  },
  'metrics-service': {
    stage: 'metrics',
    title: { en: 'A Service selects the exporter', 'zh-CN': '有 Service 选中 Exporter' },
    variants: {
      missing: {
        says: {
          en: 'No Service in {{namespace}} selects the exporter’s pods ({{labels}})',
          'zh-CN': '{{namespace}} 中没有 Service 选中 Exporter 的 Pod（{{labels}}）',
        },
        remedy: { en: 'Create one.', 'zh-CN': '创建一个 Service。' },
        commands: ({ namespace, app }) => [
          `kubectl -n ${namespace} apply -f - <<'EOF'\napiVersion: v1\nkind: Service\nmetadata:\n  name: nvidia-dcgm-exporter\n  labels: {app: nvidia-dcgm-exporter}\nspec:\n  selector: {${app}}\n  ports: [{name: gpu-metrics, port: 9400, targetPort: 9400}]\nEOF`,
        ],
      },
      selector: {
        says: {
          en: 'Service {{service}} selects {{selector}}, which no exporter’s pod has ({{labels}})',
          'zh-CN':
            'Service {{service}} 的 selector 为 {{selector}}，与 Exporter 的 Pod 标签（{{labels}}）不符',
        },
        remedy: { en: 'Select the exporter’s pods.', 'zh-CN': '让它选中 Exporter 的 Pod。' },
        commands: ({ namespace, service, label }) => [
          `kubectl -n ${namespace} set selector service ${service} ${label}`,
        ],
      },
    },
  },
  'metrics-endpoints': {
    stage: 'metrics',
    title: { en: 'The Service has every exporter as an endpoint', 'zh-CN': 'Service 指向所有 Exporter' },
    variants: {
      none: {
        says: {
          en: 'Service {{service}} has no ready address',
          'zh-CN': 'Service {{service}} 没有任何就绪的后端地址',
        },
        remedy: {
          en: 'Compare its selector with the pods’ labels.',
          'zh-CN': '对比其 selector 与 Pod 标签。',
        },
        commands: ({ service }, s) => [
          exporterNamespace(s, `describe service ${service}`),
          exporterNamespace(s, `get endpoints ${service}`),
        ],
      },
      some: {
        says: {
          en: 'Service {{service}} lacks {{missing}} of {{exporters}} ready exporters',
          'zh-CN': 'Service {{service}} 缺少 {{exporters}} 个就绪 Exporter 中的 {{missing}} 个',
        },
        remedy: {
          en: 'They may be of another kind, with other labels.',
          'zh-CN': '它们的标签可能与 selector 不同。',
        },
        commands: (_p, s) => [exporterNamespace(s, 'get pods -o wide --show-labels')],
      },
    },
  },
  'metrics-monitor': {
    stage: 'metrics',
    title: {
      en: 'Prometheus is configured to scrape the exporter',
      'zh-CN': '已配置由 Prometheus 抓取 Exporter',
    },
    variants: {
      missing: {
        says: {
          en: 'No ServiceMonitor or PodMonitor matches the exporter’s Service {{service}} ({{labels}})',
          'zh-CN': '没有 ServiceMonitor 或 PodMonitor 匹配 Exporter 的 Service {{service}}（{{labels}}）',
        },
        remedy: {
          en: 'Let the operator create one, or apply the generated ServiceMonitor of the Setup page.',
          'zh-CN': '由 Operator 创建，或应用“安装向导”中生成的 ServiceMonitor。',
        },
        commands: (_p, s) => [helmUpgrade(s, 'dcgmExporter.serviceMonitor.enabled=true')],
      },
      'only-operator': {
        says: {
          en: 'The only ServiceMonitor, {{monitor}}, is for the operator’s own metrics; none matches the exporter’s Service {{service}}',
          'zh-CN':
            '唯一的 ServiceMonitor {{monitor}} 用于 Operator 自身的指标；没有匹配 Exporter Service {{service}} 的',
        },
        remedy: {
          en: 'It is often mistaken for the exporter’s. Add one for the exporter.',
          'zh-CN': '它常被误认为是 Exporter 的。请为 Exporter 单独添加。',
        },
        commands: (_p, s) => [helmUpgrade(s, 'dcgmExporter.serviceMonitor.enabled=true')],
      },
      port: {
        says: {
          en: '{{monitor}} matches Service {{service}} but names port “{{port}}”; it has {{ports}}',
          'zh-CN': '{{monitor}} 匹配 Service {{service}}，但端口名为“{{port}}”；实际端口为 {{ports}}',
        },
        remedy: { en: 'Correct the port’s name.', 'zh-CN': '修正端口名。' },
        commands: ({ monitor, right }) => {
          const [kind, namespace, name] = String(monitor).split('/');
          const object = `${kind?.toLowerCase()} ${name}`;
          if (!right) return [`kubectl -n ${namespace} edit ${object}`];
          const patch = JSON.stringify([{ op: 'add', path: '/spec/endpoints/0/port', value: right }]);
          return [`kubectl -n ${namespace} patch ${object} --type json -p '${patch}'`];
        },
      },
    },
  },
  'metrics-monitor-selected': {
    stage: 'metrics',
    title: { en: 'A Prometheus selects the monitor', 'zh-CN': '有 Prometheus 选中该 ServiceMonitor' },
    variants: {
      'not-selected': {
        says: {
          en: '{{monitor}} matches the exporter, but no Prometheus selects it: {{prometheus}} wants {{wanted}}',
          'zh-CN': '{{monitor}} 匹配 Exporter，但没有 Prometheus 选中它：{{prometheus}} 要求 {{wanted}}',
        },
        remedy: {
          en: 'Give the monitor (or its namespace) the label that is required.',
          'zh-CN': '为该 ServiceMonitor（或其命名空间）加上所需标签。',
        },
        commands: ({ monitor, label, namespaceLabel }, s) => {
          const [kind, namespace, name] = String(monitor).split('/');
          if (namespaceLabel) return [`kubectl label namespace ${namespace} ${namespaceLabel}`];
          const [key, value] = String(label ?? '').split('=');
          return [
            `kubectl -n ${namespace} label ${kind?.toLowerCase()} ${name} ${label ?? '<label>'}`,
            helmUpgrade(s, `dcgmExporter.serviceMonitor.additionalLabels.${key}=${value}`),
          ];
        },
      },
    },
  },
  'metrics-target': {
    stage: 'metrics',
    title: { en: 'Prometheus scrapes the exporter', 'zh-CN': 'Prometheus 正在抓取 Exporter' },
    variants: {
      missing: {
        says: {
          en: 'Prometheus has no target for the exporter on {{node}} ({{pod}})',
          'zh-CN': 'Prometheus 没有 {{node}} 上 Exporter（{{pod}}）的抓取目标',
        },
        remedy: {
          en: 'See the links before this one; a new monitor takes Prometheus up to two minutes.',
          'zh-CN': '检查前面的环节；新的 ServiceMonitor 最多两分钟后生效。',
        },
        commands: (_p, s) => portForward(s),
      },
      unlinked: {
        says: {
          en: 'Prometheus has no target for the exporter on {{node}}, since a link before it is broken',
          'zh-CN': 'Prometheus 没有 {{node}} 上 Exporter 的抓取目标：前面的环节已中断',
        },
        remedy: { en: 'It appears once that link is fixed.', 'zh-CN': '修复该环节后即可抓取。' },
      },
      down: {
        says: {
          en: 'Prometheus cannot scrape the exporter on {{node}}: {{error}}',
          'zh-CN': 'Prometheus 无法抓取 {{node}} 上的 Exporter：{{error}}',
        },
        remedy: {
          en: 'Try the address from Prometheus’ pod: network policies and host firewalls show up there; on a timeout, raise scrapeTimeout.',
          'zh-CN':
            '从 Prometheus 的 Pod 中访问该地址：可发现网络策略或防火墙问题；超时则调大 scrapeTimeout。',
        },
        commands: ({ url }, s) => [`curl -sv ${quoted(url)}`, ...portForward(s)],
      },
      waits: {
        says: {
          en: 'Prometheus cannot scrape the exporter on {{node}}, which is not ready',
          'zh-CN': 'Prometheus 无法抓取 {{node}} 上的 Exporter：它尚未就绪',
        },
        remedy: { en: 'It is scraped once the exporter runs.', 'zh-CN': 'Exporter 运行后即可抓取。' },
      },
      untold: {
        says: {
          en: 'Prometheus has not scraped the exporter on {{node}} yet',
          'zh-CN': 'Prometheus 尚未抓取过 {{node}} 上的 Exporter',
        },
        remedy: { en: 'Wait for a scrape interval.', 'zh-CN': '等待一个抓取周期。' },
      },
    },
  },
  'metrics-series': {
    stage: 'metrics',
    title: { en: 'The node’s GPUs have series', 'zh-CN': '节点的 GPU 有时间序列' },
    variants: {
      none: {
        says: {
          en: 'The exporter on {{node}} is scraped, but yields no DCGM series',
          'zh-CN': '{{node}} 上的 Exporter 已被抓取，但没有任何 DCGM 序列',
        },
        remedy: {
          en: 'See what it serves, and whether metricRelabelings drop it.',
          'zh-CN': '查看它输出的内容，以及 metricRelabelings 是否丢弃了它们。',
        },
        commands: (_p, s) => portForward(s),
      },
    },
  },
  'metrics-fresh': {
    stage: 'metrics',
    title: { en: 'Metrics are fresh', 'zh-CN': '数据持续更新' },
    variants: {
      stale: {
        says: {
          en: 'The newest sample of {{node}} is {{age}} s old',
          'zh-CN': '{{node}} 最新的采样已是 {{age}} 秒之前',
        },
        remedy: {
          en: 'The exporter or DCGM hangs, or scrapes time out.',
          'zh-CN': 'Exporter 或 DCGM 卡住，或抓取超时。',
        },
        commands: (_p, s) => [exporterNamespace(s, `rollout restart daemonset/${s.exporterService}`)],
      },
    },
  },
  'metrics-catalogue': {
    stage: 'metrics',
    title: { en: 'The exporter exports every metric shown here', 'zh-CN': 'Exporter 提供了所需的全部指标' },
    variants: {
      essential: {
        says: { en: 'Essential metrics are missing: {{metrics}}', 'zh-CN': '缺少关键指标：{{metrics}}' },
        remedy: {
          en: 'Add the lines to the exporter’s counters list.',
          'zh-CN': '将对应的行加入 Exporter 的计数器列表。',
        },
        commands: addCounters,
      },
      some: {
        says: { en: 'Some metrics are not exported: {{metrics}}', 'zh-CN': '部分指标未导出：{{metrics}}' },
        remedy: {
          en: 'Add the lines to the exporter’s counters list. Profiling fields need Volta or newer.',
          'zh-CN': '将对应的行加入计数器列表。PROF 类字段需要 Volta 或更新的 GPU。',
        },
        commands: addCounters,
      },
    },
  },
  'metrics-profiling': {
    stage: 'metrics',
    title: { en: 'Profiling fields agree with the GPU’s use', 'zh-CN': 'PROF 类字段与 GPU 利用率一致' },
    variants: {
      stuck: {
        says: {
          en: 'Profiling fields of GPU {{index}} on {{node}} have been 0 for 30 min while it works ({{use}} %)',
          'zh-CN': '{{node}} 上 GPU {{index}} 正在工作（{{use}}%），但 PROF 类字段已有 30 分钟为 0',
        },
        remedy: {
          en: 'Another profiler or DCGM instance may hold the counters: end it, or restart DCGM on the node. Until then utilization comes from the other field.',
          'zh-CN':
            '计数器可能被其他性能分析工具或另一个 DCGM 占用：请结束它，或重启该节点的 DCGM。在此之前，利用率取自另一个字段。',
        },
        commands: (_p, s) => [exporterNamespace(s, `rollout restart daemonset/${s.exporterService}`)],
      },
    },
  },
  'metrics-pods': {
    stage: 'metrics',
    title: { en: 'Series name the pods that hold the GPUs', 'zh-CN': '序列标明了占用 GPU 的 Pod' },
    variants: {
      none: {
        says: {
          en: '{{pods}} pod(s) hold GPUs, but no series names a pod',
          'zh-CN': '有 {{pods}} 个 Pod 占用 GPU，但没有序列标明 Pod',
        },
        remedy: {
          en: 'Start the exporter with DCGM_EXPORTER_KUBERNETES=true and kubelet’s pod-resources socket mounted.',
          'zh-CN': '以 DCGM_EXPORTER_KUBERNETES=true 启动 Exporter，并挂载 kubelet 的 pod-resources 套接字。',
        },
        commands: (_p, s) => [
          exporterNamespace(s, `set env daemonset/${s.exporterService} DCGM_EXPORTER_KUBERNETES=true`),
        ],
      },
      shared: {
        says: {
          en: 'GPUs of {{node}} are time-sliced, and {{pods}} pod(s) that hold them are not named',
          'zh-CN': '{{node}} 的 GPU 采用时间片共享，有 {{pods}} 个占用者未被标明',
        },
        remedy: {
          en: 'Start the exporter with KUBERNETES_VIRTUAL_GPUS=true.',
          'zh-CN': '以 KUBERNETES_VIRTUAL_GPUS=true 启动 Exporter。',
        },
        commands: (_p, s) => [
          // Helm's --set would make a boolean of it, which is no value of an environment variable.
          `${helmUpgrade(s, 'dcgmExporter.env[0].name=KUBERNETES_VIRTUAL_GPUS')} --set-string ${quoted('dcgmExporter.env[0].value=true')}`,
        ],
      },
    },
  },
  'metrics-foreign': {
    stage: 'metrics',
    title: { en: 'Series are of this cluster alone', 'zh-CN': '序列只来自本集群' },
    variants: {
      clusters: {
        says: {
          en: 'Prometheus holds GPUs of several clusters: label {{label}} has {{count}} values ({{values}}), and {{foreign}} of {{gpus}} GPUs are on nodes that this cluster lacks',
          'zh-CN':
            'Prometheus 中有多个集群的 GPU：标签 {{label}} 有 {{count}} 个取值（{{values}}），{{gpus}} 个 GPU 中有 {{foreign}} 个位于本集群没有的节点上',
        },
        remedy: {
          en: 'Set PROMETHEUS_MATCHERS to {{matcher}}, whose nodes are this cluster’s: it then stands in every query.',
          'zh-CN': '将 PROMETHEUS_MATCHERS 设为 {{matcher}}（其节点属于本集群），所有查询都会带上它。',
        },
        commands: ({ matcher }) => [setMatchers(matcher)],
      },
      several: {
        says: {
          en: 'Prometheus holds GPUs of several clusters: label {{label}} has {{count}} values ({{values}}), and nodes alone do not tell which is this cluster’s',
          'zh-CN':
            'Prometheus 中有多个集群的 GPU：标签 {{label}} 有 {{count}} 个取值（{{values}}），仅凭节点无法判断哪个属于本集群',
        },
        remedy: {
          en: 'Set PROMETHEUS_MATCHERS to {{matcher}}, with this cluster’s value (an empty one where its series lack the label).',
          'zh-CN':
            '将 PROMETHEUS_MATCHERS 设为 {{matcher}}，填入本集群的取值（本集群的序列没有该标签时留空）。',
        },
        commands: ({ matcher }) => [setMatchers(matcher)],
      },
      nodes: {
        says: {
          en: '{{gpus}} GPU(s) report from nodes that this cluster does not have: {{nodes}}',
          'zh-CN': '有 {{gpus}} 个 GPU 来自本集群没有的节点：{{nodes}}',
        },
        remedy: {
          en: 'If they are another cluster’s, give each Prometheus an external label (cluster) and set PROMETHEUS_MATCHERS to this cluster’s, e.g. cluster="NAME".',
          'zh-CN':
            '如果它们属于其他集群，请为各 Prometheus 设置外部标签（cluster），并将 PROMETHEUS_MATCHERS 设为本集群的取值，例如 cluster="NAME"。',
        },
        commands: () => [setMatchers('cluster="NAME"')],
      },
    },
  },
  'clock-skew': {
    stage: 'metrics',
    title: { en: 'Clocks agree', 'zh-CN': '时钟一致' },
    variants: {
      prometheus: {
        says: {
          en: 'Prometheus’ clock is {{seconds}} s off the console’s: “now” is not now',
          'zh-CN': 'Prometheus 的时钟与控制台相差 {{seconds}} 秒：“现在”并不准确',
        },
        remedy: { en: 'Let both hosts follow a time server.', 'zh-CN': '让两台宿主机都与时间服务器同步。' },
        commands: () => [
          'timedatectl status',
          'kubectl get pods -A -o wide -l app.kubernetes.io/name=prometheus',
        ],
      },
      node: {
        says: {
          en: 'The clock of {{node}} is {{seconds}} s off Prometheus’',
          'zh-CN': '{{node}} 的时钟与 Prometheus 相差 {{seconds}} 秒',
        },
        remedy: { en: 'Let the node follow a time server.', 'zh-CN': '让该节点与时间服务器同步。' },
        commands: (p) => [onNode(p, 'timedatectl status'), onNode(p, 'sudo timedatectl set-ntp true')],
      },
    },
  },
} as const satisfies Record<string, CheckText>;
