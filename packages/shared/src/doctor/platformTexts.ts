import type { CheckText } from './checkText.ts';
import { describeNode, HELM_REPOSITORY, helmUpgrade, kubectl, onNode } from './commands.ts';

const useHostDriver = {
  en: 'Use a validated release, or install the driver on the host and set driver.enabled=false.',
  'zh-CN': '换用经过验证的版本，或在宿主机上自行安装驱动并设置 driver.enabled=false。',
};

const HOLD_KERNEL = 'sudo apt-mark hold linux-image-generic linux-headers-generic';

/** The sources, the nodes and their software. */
export const platformTexts = {
  'kubernetes-readable': {
    stage: 'sources',
    title: { en: 'The Kubernetes API can be read', 'zh-CN': 'Kubernetes API 可读' },
    variants: {
      unreachable: {
        says: {
          en: 'Nodes and pods cannot be read: {{reason}}',
          'zh-CN': '无法读取节点与 Pod：{{reason}}',
        },
        remedy: {
          en: 'Check the kubeconfig or service account of the console, and that the API server answers.',
          'zh-CN': '检查控制台使用的 kubeconfig 或 ServiceAccount，并确认 API server 可以访问。',
        },
        commands: () => ['kubectl get --raw /readyz', 'kubectl auth can-i list nodes'],
      },
      refused: {
        says: {
          en: '{{kind}} cannot be read, so checks that need them say unknown: {{reason}}',
          'zh-CN': '无法读取 {{kind}}，依赖它的检查结果为“未知”：{{reason}}',
        },
        remedy: {
          en: 'Grant the console the ClusterRole in deploy/kubernetes/clusterrole.yaml.',
          'zh-CN': '为控制台授予 deploy/kubernetes/clusterrole.yaml 中的 ClusterRole。',
        },
        commands: () => ['kubectl apply -f deploy/kubernetes/clusterrole.yaml'],
      },
    },
  },
  'prometheus-reachable': {
    stage: 'sources',
    title: { en: 'Prometheus answers', 'zh-CN': 'Prometheus 可以访问' },
    variants: {
      unreachable: {
        says: { en: 'Prometheus does not answer: {{reason}}', 'zh-CN': 'Prometheus 没有响应：{{reason}}' },
        remedy: {
          en: 'Check PROMETHEUS_URL, the network policy in front of Prometheus, and that its pod runs.',
          'zh-CN': '检查 PROMETHEUS_URL、Prometheus 前的网络策略，以及它的 Pod 是否在运行。',
        },
        commands: () => ['kubectl get pods -A -l app.kubernetes.io/name=prometheus'],
      },
      tenant: {
        says: {
          en: 'Prometheus’ API wants to know for which tenant it answers: {{reason}}',
          'zh-CN': 'Prometheus 的 API 要求指明租户：{{reason}}',
        },
        remedy: {
          en: 'Set PROMETHEUS_HEADERS to the tenant’s header: X-Scope-OrgID for Mimir and Cortex, THANOS-TENANT for Thanos. What is secret goes into a file, named by PROMETHEUS_HEADERS_FILE.',
          'zh-CN':
            '在 PROMETHEUS_HEADERS 中设置租户请求头：Mimir 与 Cortex 用 X-Scope-OrgID，Thanos 用 THANOS-TENANT。需保密的内容写入文件，由 PROMETHEUS_HEADERS_FILE 指定。',
        },
        commands: () => [
          `kubectl -n gpu-console set env deployment/gpu-console PROMETHEUS_HEADERS='X-Scope-OrgID: TENANT'`,
        ],
      },
    },
  },
  'node-ready': {
    stage: 'platform',
    title: { en: 'The node is ready', 'zh-CN': '节点处于 Ready 状态' },
    variants: {
      'not-ready': {
        says: { en: 'Node {{node}} is not ready: {{reason}}', 'zh-CN': '节点 {{node}} 未就绪：{{reason}}' },
        remedy: {
          en: 'Check its conditions and kubelet’s log on the host; a node that was just rebooted comes back by itself.',
          'zh-CN': '查看节点的 conditions 与宿主机上的 kubelet 日志；刚重启的节点会自行恢复。',
        },
        commands: (p) => [describeNode(p), onNode(p, 'sudo journalctl -u kubelet --since -15min')],
      },
    },
  },
  'platform-os': {
    stage: 'platform',
    title: { en: 'The operating system is supported', 'zh-CN': '操作系统受支持' },
    variants: {
      unsupported: {
        says: {
          en: '{{os}} is not supported by GPU Operator {{operator}} (these are: {{supported}}), and the driver does not run on {{node}}',
          'zh-CN':
            'GPU Operator {{operator}} 不支持 {{os}}（支持：{{supported}}），且 {{node}} 上驱动没有运行',
        },
        remedy: useHostDriver,
        commands: (_p, s) => [helmUpgrade(s, 'driver.enabled=false')],
      },
      unvalidated: {
        says: {
          en: '{{os}} is not among the systems validated with GPU Operator {{operator}} ({{supported}}); the driver still runs on {{node}}',
          'zh-CN':
            '{{os}} 不在 GPU Operator {{operator}} 的验证列表（{{supported}}）中；{{node}} 上驱动仍在运行',
        },
        remedy: {
          en: 'The next kernel or driver may fail; plan for a validated system.',
          'zh-CN': '下次升级内核或驱动时可能出问题，请规划到受支持的系统。',
        },
      },
    },
  },
  'platform-architecture': {
    stage: 'platform',
    title: { en: 'The processor architecture is supported', 'zh-CN': '处理器架构受支持' },
    variants: {
      unsupported: {
        says: {
          en: 'GPU Operator {{operator}} has no images for {{architecture}} ({{node}})',
          'zh-CN': 'GPU Operator {{operator}} 没有 {{architecture}} 架构的镜像（{{node}}）',
        },
        remedy: {
          en: 'Use amd64 nodes, or arm64 with release 1.9 or newer.',
          'zh-CN': '使用 amd64 节点；arm64 需要 1.9 或更新的版本。',
        },
      },
    },
  },
  'platform-kernel': {
    stage: 'platform',
    title: { en: 'The kernel is supported', 'zh-CN': '内核受支持' },
    variants: {
      unsupported: {
        says: {
          en: 'Kernel {{kernel}} on {{node}} is of none of the series that {{os}} ships ({{supported}}), so driver containers find no headers for it; the driver does not run there',
          'zh-CN':
            '{{node}} 的内核 {{kernel}} 不属于 {{os}} 提供的内核系列（{{supported}}），驱动容器找不到对应的内核头文件；该节点上驱动没有运行',
        },
        remedy: {
          en: 'Boot a supported kernel (the release’s own or its HWE kernel) and hold automatic kernel upgrades.',
          'zh-CN': '换用受支持的内核（发行版自带内核或 HWE 内核），并关闭内核自动升级。',
        },
        commands: (p) => [
          onNode(
            p,
            'sudo apt-get update && sudo apt-get install -y linux-generic && dpkg -l "linux-image-*"',
          ),
          onNode(p, HOLD_KERNEL),
          onNode(p, 'sudo systemctl disable --now unattended-upgrades'),
        ],
      },
      unvalidated: {
        says: {
          en: 'Kernel {{kernel}} on {{node}} is of none of the series that {{os}} ships ({{supported}}); the driver still runs',
          'zh-CN': '{{node}} 的内核 {{kernel}} 不属于 {{os}} 提供的内核系列（{{supported}}）；驱动仍在运行',
        },
        remedy: {
          en: 'Hold automatic kernel upgrades, so that a reboot does not bring a kernel without a driver.',
          'zh-CN': '关闭内核自动升级，避免重启后进入没有驱动的内核。',
        },
        commands: (p) => [onNode(p, HOLD_KERNEL)],
      },
      mixed: {
        says: {
          en: 'GPU nodes with {{os}} run kernels of different series: {{kernels}}',
          'zh-CN': '同为 {{os}} 的 GPU 节点运行着不同系列的内核：{{kernels}}',
        },
        remedy: {
          en: 'A driver is built for each of them, so an upgrade may work on some nodes only. Move the nodes to one series, and pin it.',
          'zh-CN':
            '驱动要分别为每个系列编译，升级时可能只有部分节点成功。请将节点统一到同一内核系列并锁定版本。',
        },
        commands: () => [
          'kubectl get nodes -l nvidia.com/gpu.present=true -o custom-columns=NODE:.metadata.name,OS:.status.nodeInfo.osImage,KERNEL:.status.nodeInfo.kernelVersion',
        ],
      },
    },
  },
  'platform-runtime': {
    stage: 'platform',
    title: { en: 'The container runtime is supported', 'zh-CN': '容器运行时受支持' },
    variants: {
      unsupported: {
        says: {
          en: '{{runtime}} on {{node}} is not supported by GPU Operator {{operator}} (these are: {{supported}}), and no device plugin is ready there',
          'zh-CN':
            'GPU Operator {{operator}} 不支持 {{node}} 上的 {{runtime}}（支持：{{supported}}），且该节点上设备插件未就绪',
        },
        remedy: {
          en: 'Upgrade the runtime, or move the node to containerd.',
          'zh-CN': '升级容器运行时，或将节点迁移到 containerd。',
        },
        commands: (p) => [describeNode(p)],
      },
      unvalidated: {
        says: {
          en: '{{runtime}} on {{node}} is not among the runtimes validated with GPU Operator {{operator}} ({{supported}})',
          'zh-CN': '{{node}} 上的 {{runtime}} 不在 GPU Operator {{operator}} 的验证范围（{{supported}}）内',
        },
        remedy: {
          en: 'Plan the move to a current containerd.',
          'zh-CN': '请规划迁移到较新的 containerd。',
        },
      },
    },
  },
  'platform-kubernetes': {
    stage: 'platform',
    title: { en: 'The Kubernetes version is supported', 'zh-CN': 'Kubernetes 版本受支持' },
    variants: {
      'too-old': {
        says: {
          en: 'GPU Operator {{operator}} needs Kubernetes {{minimum}} or newer; this is {{kubernetes}}',
          'zh-CN': 'GPU Operator {{operator}} 要求 Kubernetes {{minimum}} 或更新版本；当前为 {{kubernetes}}',
        },
        remedy: {
          en: 'Upgrade Kubernetes, or install an older release of the operator.',
          'zh-CN': '升级 Kubernetes，或安装较旧版本的 Operator。',
        },
        commands: () => [...HELM_REPOSITORY, 'helm search repo nvidia/gpu-operator --versions'],
      },
      older: {
        says: {
          en: 'GPU Operator {{operator}} was validated from Kubernetes {{minimum}} on; this is {{kubernetes}}, and the operator still runs',
          'zh-CN':
            'GPU Operator {{operator}} 从 Kubernetes {{minimum}} 起经过验证；当前为 {{kubernetes}}，Operator 仍在运行',
        },
        remedy: {
          en: 'Upgrade Kubernetes before the operator’s next release.',
          'zh-CN': '在升级 Operator 之前先升级 Kubernetes。',
        },
        commands: () => ['kubectl version'],
      },
      newer: {
        says: {
          en: 'GPU Operator {{operator}} was validated up to Kubernetes {{maximum}}; this is {{kubernetes}}',
          'zh-CN': 'GPU Operator {{operator}} 最高验证到 Kubernetes {{maximum}}；当前为 {{kubernetes}}',
        },
        remedy: { en: 'Upgrade the operator.', 'zh-CN': '升级 GPU Operator。' },
        commands: () => [...HELM_REPOSITORY, 'helm search repo nvidia/gpu-operator --versions'],
      },
    },
  },
  'kubelet-skew': {
    stage: 'platform',
    title: {
      en: 'Kubelet and API server versions are compatible',
      'zh-CN': 'kubelet 与 API server 版本差在允许范围内',
    },
    variants: {
      skewed: {
        says: {
          en: 'Kubelet {{kubelet}} on {{node}} does not match API server {{server}}: it must not be newer, nor more than three minor versions older',
          'zh-CN':
            '{{node}} 的 kubelet {{kubelet}} 与 API server {{server}} 不匹配：不得更新，且最多落后三个小版本',
        },
        remedy: { en: 'Upgrade the older of the two.', 'zh-CN': '升级其中较旧的一方。' },
        commands: () => ['kubectl get nodes -o wide', 'kubectl version'],
      },
    },
  },
  'nfd-running': {
    stage: 'nfd',
    title: { en: 'Node feature discovery runs on the node', 'zh-CN': '节点上运行着 Node Feature Discovery' },
    variants: {
      missing: {
        says: { en: 'No NFD worker runs on {{node}}', 'zh-CN': '{{node}} 上没有运行 NFD worker' },
        remedy: {
          en: 'Without NFD’s labels the operator does not see the GPU. Let the chart install NFD, or repair the existing one.',
          'zh-CN': '没有 NFD 标签，Operator 就看不到 GPU。让 chart 安装 NFD，或修复现有的 NFD。',
        },
        commands: (p, s) => [
          'kubectl get pods -A -o wide | grep -E "node-feature-discovery|nfd-worker"',
          helmUpgrade(s, 'nfd.enabled=true'),
          describeNode(p),
        ],
      },
      'not-ready': {
        says: {
          en: 'NFD worker {{pod}} on {{node}} is {{status}}',
          'zh-CN': '{{node}} 上的 NFD worker {{pod}} 状态为 {{status}}',
        },
        remedy: { en: 'See why it does not run.', 'zh-CN': '查看它为何没有运行。' },
        commands: (p) => [
          `kubectl -n ${p['namespace']} describe pod ${p['pod']}`,
          `kubectl -n ${p['namespace']} logs ${p['pod']} --tail=100`,
        ],
      },
      waits: {
        says: {
          en: 'NFD worker {{pod}} on {{node}} waits for its node, which is not ready',
          'zh-CN': '{{node}} 上的 NFD worker {{pod}} 正在等待节点就绪',
        },
        remedy: { en: 'It runs once the node is ready.', 'zh-CN': '节点就绪后即可运行。' },
      },
      starting: {
        says: {
          en: 'NFD worker {{pod}} on {{node}} is starting ({{status}})',
          'zh-CN': '{{node}} 上的 NFD worker {{pod}} 正在启动（{{status}}）',
        },
        remedy: { en: 'Wait a minute.', 'zh-CN': '请稍等片刻。' },
      },
    },
  },
  'nfd-labels': {
    stage: 'nfd',
    title: { en: 'The node is labelled as having an NVIDIA device', 'zh-CN': '节点带有 NVIDIA 设备标签' },
    variants: {
      missing: {
        says: {
          en: '{{node}} has GPUs, but no label feature.node.kubernetes.io/pci-10de.present',
          'zh-CN': '{{node}} 有 GPU，但缺少标签 feature.node.kubernetes.io/pci-10de.present',
        },
        remedy: {
          en: 'The operator removes its components from nodes without it. Check NFD’s worker there, and that its configuration has the vendor among deviceLabelFields and class 03 in the whitelist.',
          'zh-CN':
            '没有该标签的节点会被 Operator 移除组件。检查该节点的 NFD worker，并确认其配置的 deviceLabelFields 含 vendor、白名单含 03 类。',
        },
        commands: ({ node }) => [
          `kubectl get node ${node} -o jsonpath='{.metadata.labels}' | tr ',' '\\n' | grep pci-`,
          `kubectl get pods -A -o wide --field-selector spec.nodeName=${node} | grep -E "node-feature|nfd"`,
        ],
      },
    },
  },
  'nfd-single': {
    stage: 'nfd',
    title: { en: 'Node feature discovery is installed once', 'zh-CN': 'Node Feature Discovery 只安装了一份' },
    variants: {
      twice: {
        says: {
          en: 'NFD runs from {{namespaces}}: each removes the other’s labels',
          'zh-CN': 'NFD 同时运行于 {{namespaces}}：彼此会删除对方的标签',
        },
        remedy: {
          en: 'Keep the one that was there first and disable the operator’s own.',
          'zh-CN': '保留原有的 NFD，关闭 Operator 自带的 NFD。',
        },
        commands: (_p, s) => [helmUpgrade(s, 'nfd.enabled=false'), kubectl(s, 'get pods')],
      },
    },
  },
} as const satisfies Record<string, CheckText>;
