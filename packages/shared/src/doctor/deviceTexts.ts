import type { Params } from '../texts/template.ts';
import type { CheckText, Setting } from './checkText.ts';
import { deletePod, describeNode, kubectl, onNode, withDriver } from './commands.ts';

const deleteRefused = (namespace: string | number | undefined, node: string | number | undefined) =>
  `kubectl -n ${namespace} delete pods --field-selector status.phase=Failed,spec.nodeName=${node}`;

/** What to look at where kubelet refuses pods, and how those are cleared away. */
const refusedPods = ({ namespace, node, pod }: Params, s: Setting): string[] => [
  `kubectl -n ${namespace} describe pod ${pod}`,
  kubectl(s, `get pods -o wide --field-selector spec.nodeName=${node}`),
  onNode({ node: node ?? '' }, 'sudo dmesg -T | grep -iE "nvrm|xid" | tail -n 20'),
  kubectl(s, `delete pod -l app=nvidia-device-plugin-daemonset --field-selector spec.nodeName=${node}`),
  deleteRefused(namespace, node),
];

const OFFERS_NONE = {
  en: '{{node}} is a GPU node by the label {{label}}, but offers no GPU: its device plugin or driver is missing',
  'zh-CN': '按标签 {{label}}，{{node}} 是 GPU 节点，但没有提供 GPU：缺少设备插件或驱动',
};

/** What nodes offer, and which pods use it. */
export const deviceTexts = {
  'gpu-allocatable': {
    stage: 'devices',
    title: { en: 'The node offers its GPUs', 'zh-CN': '节点已提供 GPU 资源' },
    variants: {
      none: {
        says: {
          en: '{{node}} offers no nvidia.com/gpu, although the device plugin runs',
          'zh-CN': '{{node}} 没有提供 nvidia.com/gpu，尽管设备插件在运行',
        },
        remedy: {
          en: 'See the device plugin’s log: it says which devices it found, and whether kubelet accepted them.',
          'zh-CN': '查看设备插件日志：它会说明发现了哪些设备、kubelet 是否接受。',
        },
        commands: (p, s) => [
          describeNode(p),
          kubectl(s, `get pods -o wide --field-selector spec.nodeName=${p['node']}`),
          kubectl(s, 'logs -l app=nvidia-device-plugin-daemonset --tail=50'),
        ],
      },
      skipped: {
        says: {
          en: '{{node}} offers no nvidia.com/gpu: its label {{label}} is {{value}}, so the device plugin’s DaemonSet skips it',
          'zh-CN':
            '{{node}} 没有提供 nvidia.com/gpu：其标签 {{label}} 为 {{value}}，设备插件的 DaemonSet 会跳过该节点',
        },
        remedy: {
          en: 'Set the label to true, or finish what paused it.',
          'zh-CN': '将标签设为 true，或完成引起暂停的操作。',
        },
        commands: ({ node, label }) => [`kubectl label node ${node} ${label}=true --overwrite`],
      },
      waits: {
        says: {
          en: '{{node}} offers no nvidia.com/gpu yet: the device plugin is not ready there',
          'zh-CN': '{{node}} 尚未提供 nvidia.com/gpu：设备插件未就绪',
        },
        remedy: { en: 'It will once the device plugin is ready.', 'zh-CN': '设备插件就绪后即可。' },
      },
      'no-devices': {
        says: {
          en: '{{node}} offers no GPU by claim, although the DRA driver runs: there is no ResourceSlice of gpu.nvidia.com with devices',
          'zh-CN':
            '{{node}} 没有通过 claim 提供 GPU，尽管 DRA 驱动在运行：没有包含设备的 gpu.nvidia.com ResourceSlice',
        },
        remedy: {
          en: 'See the log of the DRA driver’s container gpus: it says which devices it found.',
          'zh-CN': '查看 DRA 驱动 gpus 容器的日志：它会说明发现了哪些设备。',
        },
        commands: (p, s) => [
          `kubectl get resourceslices --field-selector spec.nodeName=${p['node']},spec.driver=gpu.nvidia.com`,
          kubectl(s, 'logs -l app=nvidia-dra-driver-kubelet-plugin -c gpus --tail=50'),
        ],
      },
      'waits-for-claims': {
        says: {
          en: '{{node}} offers no GPU by claim yet: the DRA driver is not ready there',
          'zh-CN': '{{node}} 尚未通过 claim 提供 GPU：DRA 驱动未就绪',
        },
        remedy: { en: 'It will once the DRA driver is ready.', 'zh-CN': 'DRA 驱动就绪后即可。' },
      },
      cloud: {
        says: OFFERS_NONE,
        remedy: {
          en: 'Install the GPU Operator, or the cloud’s driver and device plugin.',
          'zh-CN': '安装 GPU Operator，或云厂商提供的驱动与设备插件。',
        },
        commands: (p) => [describeNode(p)],
      },
      'cloud-gke': {
        says: OFFERS_NONE,
        remedy: {
          en: 'GKE installs the driver only where the node pool asks for it: set gpu-driver-version (default or latest) on the pool, or apply Google’s driver installer DaemonSet. Until then the pod nvidia-gpu-device-plugin waits, and its log says “GPU driver auto installation is disabled.”',
          'zh-CN':
            'GKE 只在节点池要求时安装驱动：在节点池上设置 gpu-driver-version（default 或 latest），或部署 Google 的驱动安装 DaemonSet。在此之前 nvidia-gpu-device-plugin 一直等待，日志为 “GPU driver auto installation is disabled.”。',
        },
        commands: (p) => [
          `kubectl -n kube-system get pods -o wide --field-selector spec.nodeName=${p['node']}`,
          'kubectl -n kube-system logs -l k8s-app=nvidia-gpu-device-plugin -c nvidia-driver-installer --tail=20',
          'kubectl apply -f https://raw.githubusercontent.com/GoogleCloudPlatform/container-engine-accelerators/master/nvidia-driver-installer/cos/daemonset-preloaded.yaml',
        ],
      },
      'cloud-aks': {
        says: OFFERS_NONE,
        remedy: {
          en: 'AKS installs the driver, not the device plugin: install NVIDIA’s device plugin or the GPU Operator (with the node pool’s own driver: driver.enabled=false).',
          'zh-CN':
            'AKS 会安装驱动，但不安装设备插件：请安装 NVIDIA 设备插件或 GPU Operator（节点池已有驱动时设 driver.enabled=false）。',
        },
        commands: (p) => [describeNode(p)],
      },
      'cloud-eks': {
        says: OFFERS_NONE,
        remedy: {
          en: 'Use an accelerated AMI (with driver and toolkit) and install NVIDIA’s device plugin, or install the GPU Operator. A plain AMI has no driver.',
          'zh-CN':
            '使用 accelerated AMI（含驱动与 toolkit）并安装 NVIDIA 设备插件，或安装 GPU Operator。普通 AMI 不含驱动。',
        },
        commands: (p) => [describeNode(p)],
      },
    },
  },
  'devices-healthy': {
    stage: 'devices',
    title: { en: 'All devices are allocatable', 'zh-CN': '所有设备均可分配' },
    variants: {
      unhealthy: {
        says: {
          en: '{{unhealthy}} of {{capacity}} {{resource}} on {{node}} are unhealthy and not allocatable',
          'zh-CN': '{{node}} 上 {{capacity}} 个 {{resource}} 中有 {{unhealthy}} 个不健康，无法分配',
        },
        remedy: {
          en: 'The device plugin marked them unhealthy after an XID. Find the GPU in the driver’s log, drain the node, and reset the GPU or reboot; if it recurs, have it replaced.',
          'zh-CN':
            '设备插件因 XID 将其标记为不健康。从驱动日志确认是哪块 GPU，排空节点后重置 GPU 或重启；若反复出现请更换。',
        },
        commands: (p) => [
          onNode(p, 'sudo dmesg -T | grep -i xid'),
          `kubectl drain ${p['node']} --ignore-daemonsets --delete-emptydir-data`,
          onNode(p, 'sudo reboot'),
          `kubectl uncordon ${p['node']}`,
        ],
      },
    },
  },
  'pods-admitted': {
    stage: 'devices',
    title: {
      en: 'Kubelet admits the GPU pods that are placed on its node',
      'zh-CN': 'kubelet 接纳调度到节点的 GPU Pod',
    },
    variants: {
      unhealthy: {
        says: {
          en: 'Kubelet on {{node}} refuses GPU pods ({{count}}), since no healthy device is there: {{message}}',
          'zh-CN': '{{node}} 的 kubelet 拒绝 GPU Pod（{{count}} 个），因为没有健康的设备：{{message}}',
        },
        remedy: {
          en: 'See the device plugin’s log and the kernel’s for the GPU that was lost; restart the plugin’s pod, reset the GPU or reboot the node. The failed pods hold nothing; delete them.',
          'zh-CN':
            '从设备插件日志与内核日志确认是哪块 GPU 出了问题；重启设备插件 Pod、重置 GPU 或重启节点。失败的 Pod 不占用资源，可以删除。',
        },
        commands: refusedPods,
      },
      unregistered: {
        says: {
          en: 'Kubelet on {{node}} refuses GPU pods ({{count}}), since it knows of no device to give: {{message}}',
          'zh-CN': '{{node}} 的 kubelet 拒绝 GPU Pod（{{count}} 个），因为它没有可分配的设备：{{message}}',
        },
        remedy: {
          en: 'The device plugin is not registered with it, or all devices are held. See the plugin’s log on the node; restarted, it registers again. The failed pods hold nothing; delete them.',
          'zh-CN':
            '设备插件未向它注册，或设备已全部被占用。查看该节点设备插件的日志；重启后会重新注册。失败的 Pod 不占用资源，可以删除。',
        },
        commands: refusedPods,
      },
      taken: {
        says: {
          en: 'Kubelet on {{node}} refuses GPU pods ({{count}}), since others hold the devices that they were placed for: {{message}}',
          'zh-CN': '{{node}} 的 kubelet 拒绝 GPU Pod（{{count}} 个），因为所需设备已被占用：{{message}}',
        },
        remedy: {
          en: 'Kubelet and the scheduler count differently: two schedulers place pods, a pod names its node itself, or the device plugin offers fewer devices than before. Restart the device plugin’s pod if none of this is so.',
          'zh-CN':
            'kubelet 与调度器的计数不一致：可能有两个调度器、Pod 直接指定了节点，或设备插件提供的设备变少。若都不是，请重启设备插件 Pod。',
        },
        commands: refusedPods,
      },
      topology: {
        says: {
          en: 'Kubelet on {{node}} refuses GPU pods ({{count}}), since their GPUs, processors and memory cannot be had of one NUMA node: {{message}}',
          'zh-CN':
            '{{node}} 的 kubelet 拒绝 GPU Pod（{{count}} 个），因为无法在同一 NUMA 节点上分配 GPU、CPU 与内存：{{message}}',
        },
        remedy: {
          en: 'Ask for what fits one NUMA node, or relax kubelet’s topologyManagerPolicy.',
          'zh-CN': '将请求调整到单个 NUMA 节点可满足，或放宽 kubelet 的 topologyManagerPolicy。',
        },
        commands: refusedPods,
      },
      other: {
        says: {
          en: 'Kubelet on {{node}} refuses GPU pods ({{count}}): {{message}}',
          'zh-CN': '{{node}} 的 kubelet 拒绝 GPU Pod（{{count}} 个）：{{message}}',
        },
        remedy: {
          en: 'See the logs of kubelet and the device plugin on the node.',
          'zh-CN': '查看该节点 kubelet 与设备插件的日志。',
        },
        commands: refusedPods,
      },
      waits: {
        says: {
          en: 'Kubelet on {{node}} refuses GPU pods ({{count}}): {{message}}',
          'zh-CN': '{{node}} 的 kubelet 拒绝 GPU Pod（{{count}} 个）：{{message}}',
        },
        remedy: {
          en: 'It admits them again once the devices are back; their owner makes new ones. The failed pods hold nothing; delete them.',
          'zh-CN': '设备恢复后会重新接纳，其控制器会创建新的 Pod。失败的 Pod 不占用资源，可以删除。',
        },
        commands: refusedPods,
      },
      over: {
        says: {
          en: 'Kubelet on {{node}} refused GPU pods ({{count}}) before its device plugin was up, as after a reboot: {{message}}',
          'zh-CN':
            '{{node}} 的 kubelet 曾在设备插件就绪之前（如重启后）拒绝 GPU Pod（{{count}} 个）：{{message}}',
        },
        remedy: {
          en: 'It is over; the failed pods hold nothing and stay until they are deleted. Pods that nobody owns have to be created anew.',
          'zh-CN': '问题已经过去；失败的 Pod 不占用资源，但会保留到被删除。没有控制器的 Pod 需要重新创建。',
        },
        commands: ({ namespace, node }) => [deleteRefused(namespace, node)],
      },
    },
  },
  'devices-reported': {
    stage: 'devices',
    title: { en: 'The exporter sees every GPU of the node', 'zh-CN': 'Exporter 能看到节点的全部 GPU' },
    variants: {
      fewer: {
        says: {
          en: 'The exporter on {{node}} reports {{reported}} of {{expected}} GPUs: the others fell off the bus or are held by something else',
          'zh-CN':
            '{{node}} 的 Exporter 只上报 {{expected}} 块 GPU 中的 {{reported}} 块：其余可能掉卡或被占用',
        },
        remedy: {
          en: 'Compare nvidia-smi and lspci on the host. A GPU that lspci still shows usually comes back after a reboot.',
          'zh-CN': '在宿主机上对比 nvidia-smi 与 lspci；lspci 仍能看到的 GPU 通常重启后恢复。',
        },
        commands: (p) => [
          withDriver(p, 'nvidia-smi -L'),
          onNode(p, 'lspci -d 10de: | grep -E "3D|VGA"'),
          onNode(p, 'sudo dmesg -T | grep -iE "xid|fallen off"'),
        ],
      },
      more: {
        says: {
          en: 'The exporter on {{node}} reports {{reported}} GPUs, but the node offers {{expected}}',
          'zh-CN': '{{node}} 的 Exporter 上报 {{reported}} 块 GPU，但节点只提供 {{expected}} 块',
        },
        remedy: {
          en: 'The device plugin does not see some: delete its pod on the node, and see its log.',
          'zh-CN': '设备插件没有看到其中一部分：删除该节点上的设备插件 Pod 并查看日志。',
        },
        commands: ({ node }, s) => [
          kubectl(
            s,
            `delete pod -l app=nvidia-device-plugin-daemonset --field-selector spec.nodeName=${node}`,
          ),
        ],
      },
    },
  },
  'gfd-labels': {
    stage: 'devices',
    title: { en: 'The node is labelled with its GPUs', 'zh-CN': '节点带有 GPU 属性标签' },
    variants: {
      missing: {
        says: {
          en: '{{node}} offers GPUs but has no label nvidia.com/gpu.product',
          'zh-CN': '{{node}} 提供 GPU，但缺少标签 nvidia.com/gpu.product',
        },
        remedy: {
          en: 'GPU feature discovery writes a file that NFD’s worker turns into labels: see both logs.',
          'zh-CN': 'GPU Feature Discovery 写入文件，由 NFD worker 转成标签：请查看两者日志。',
        },
        commands: (_p, s) => [
          kubectl(s, 'logs -l app=gpu-feature-discovery --tail=50'),
          kubectl(s, 'get pods -o wide'),
        ],
      },
      differs: {
        says: {
          en: '{{node}} is labelled as having {{labelled}} GPU units, but offers {{capacity}}',
          'zh-CN': '{{node}} 的标签表示有 {{labelled}} 个 GPU 单元，实际提供 {{capacity}} 个',
        },
        remedy: {
          en: 'Labels and device plugin disagree on devices or sharing: restart both on this node.',
          'zh-CN': '标签与设备插件对设备数或共享配置不一致：请在该节点重启两者。',
        },
        commands: ({ node }, s) => [
          kubectl(s, `delete pod -l app=gpu-feature-discovery --field-selector spec.nodeName=${node}`),
          kubectl(
            s,
            `delete pod -l app=nvidia-device-plugin-daemonset --field-selector spec.nodeName=${node}`,
          ),
        ],
      },
    },
  },
  'time-slicing-config': {
    stage: 'devices',
    title: {
      en: 'The device plugin’s configuration is valid and in force',
      'zh-CN': '设备插件配置有效且已生效',
    },
    variants: {
      'no-config-map': {
        says: {
          en: 'The ClusterPolicy names ConfigMap {{configMap}} for the device plugin, which does not exist',
          'zh-CN': 'ClusterPolicy 为设备插件指定的 ConfigMap {{configMap}} 不存在',
        },
        remedy: { en: 'Create it in the operator’s namespace.', 'zh-CN': '在 Operator 的命名空间中创建它。' },
        commands: ({ configMap }, s) => [
          kubectl(s, `create configmap ${configMap} --from-file=any=time-slicing.yaml`),
          kubectl(s, 'rollout restart daemonset/nvidia-device-plugin-daemonset'),
        ],
      },
      'no-key': {
        says: {
          en: '{{node}} should use configuration “{{key}}”, which ConfigMap {{configMap}} does not have',
          'zh-CN': '{{node}} 应使用配置“{{key}}”，但 ConfigMap {{configMap}} 中没有该键',
        },
        remedy: {
          en: 'Name one that it has ({{keys}}), by the node’s label or the ClusterPolicy’s default.',
          'zh-CN': '改用已有的键（{{keys}}）：修改节点标签或 ClusterPolicy 的 default。',
        },
        commands: ({ node, configMap, keys }, s) => [
          kubectl(s, `get configmap ${configMap} -o yaml`),
          `kubectl label node ${node} nvidia.com/device-plugin.config=${String(keys).split(', ')[0]} --overwrite`,
        ],
      },
      unreadable: {
        says: {
          en: 'Configuration “{{key}}” of ConfigMap {{configMap}} is not valid YAML: {{message}}',
          'zh-CN': 'ConfigMap {{configMap}} 的配置“{{key}}”不是合法的 YAML：{{message}}',
        },
        remedy: {
          en: 'Correct it; the plugin reads it again by itself.',
          'zh-CN': '修正后设备插件会自动重新读取。',
        },
        commands: ({ configMap }, s) => [kubectl(s, `edit configmap ${configMap}`)],
      },
      'not-applied': {
        says: {
          en: '{{node}} should share each GPU {{wanted}} ways, but its label says {{applied}}',
          'zh-CN': '{{node}} 每块 GPU 应共享 {{wanted}} 份，但标签显示为 {{applied}}',
        },
        remedy: {
          en: 'The device plugin did not apply the change: restart it.',
          'zh-CN': '设备插件没有应用该变更：请重启它。',
        },
        commands: (_p, s) => [kubectl(s, 'rollout restart daemonset/nvidia-device-plugin-daemonset')],
      },
    },
  },
  'mig-state': {
    stage: 'devices',
    title: { en: 'The requested MIG configuration is applied', 'zh-CN': '请求的 MIG 配置已生效' },
    variants: {
      failed: {
        says: {
          en: 'MIG configuration “{{config}}” could not be applied on {{node}}',
          'zh-CN': '{{node}} 上未能应用 MIG 配置“{{config}}”',
        },
        remedy: {
          en: 'Pods that use the GPU block it, or the GPU does not support the profiles. See the MIG manager’s log, free the GPUs, and set the label again.',
          'zh-CN':
            '可能有 Pod 正在使用 GPU，或 GPU 不支持该 profile。查看 MIG Manager 日志，释放 GPU 后重新设置标签。',
        },
        commands: ({ node, config }, s) => [
          kubectl(s, 'logs -l app=nvidia-mig-manager --tail=100'),
          `kubectl label node ${node} nvidia.com/mig.config=${config} --overwrite`,
        ],
      },
      'no-config': {
        says: {
          en: '{{node}} asks for MIG configuration “{{config}}”, which ConfigMap {{configMap}} does not have',
          'zh-CN': '{{node}} 请求的 MIG 配置“{{config}}”不在 ConfigMap {{configMap}} 中',
        },
        remedy: {
          en: 'Name one that it has ({{names}}).',
          'zh-CN': '请使用其中已有的配置（{{names}}）。',
        },
        commands: ({ node, configMap, first }, s) => [
          kubectl(s, `get configmap ${configMap} -o yaml`),
          `kubectl label node ${node} nvidia.com/mig.config=${first} --overwrite`,
        ],
      },
      differs: {
        says: {
          en: '{{node}} asks for “{{config}}”, and its label says success, but it offers {{offered}}',
          'zh-CN': '{{node}} 请求“{{config}}”且状态为成功，但实际提供 {{offered}}',
        },
        remedy: {
          en: 'The device plugin has not seen the change: restart it on this node.',
          'zh-CN': '设备插件没有感知到变化：请在该节点重启它。',
        },
        commands: ({ node }, s) => [
          kubectl(
            s,
            `delete pod -l app=nvidia-device-plugin-daemonset --field-selector spec.nodeName=${node}`,
          ),
        ],
      },
      pending: {
        says: {
          en: 'MIG configuration “{{config}}” is being applied on {{node}} ({{state}})',
          'zh-CN': '{{node}} 正在应用 MIG 配置“{{config}}”（{{state}}）',
        },
        remedy: {
          en: 'It takes a minute, or a reboot of the node.',
          'zh-CN': '需要一分钟左右，或节点重启一次。',
        },
      },
    },
  },
  'started-too-early': {
    stage: 'devices',
    title: { en: 'GPU pods started after the device plugin', 'zh-CN': 'GPU Pod 在设备插件之后启动' },
    variants: {
      early: {
        says: {
          en: '{{pod}} was started on {{node}} before the device plugin after the node came up: it cannot use its GPU',
          'zh-CN': '{{node}} 启动后 {{pod}} 先于设备插件启动，无法使用 GPU',
        },
        remedy: {
          en: 'Re-create it: delete it, and its owner creates a new one.',
          'zh-CN': '重新创建：删除后由其控制器重建。',
        },
        commands: (p) => [deletePod(p)],
      },
    },
  },
  'request-satisfiable': {
    stage: 'scheduling',
    title: { en: 'Requested resources exist', 'zh-CN': 'Pod 请求的资源存在' },
    variants: {
      'not-offered': {
        says: {
          en: '{{pod}} asks for {{resource}}, which no node offers (they offer: {{offered}})',
          'zh-CN': '{{pod}} 请求 {{resource}}，但没有节点提供（现有：{{offered}}）',
        },
        remedy: {
          en: 'Change the request to a resource that is offered, or change MIG or sharing on a node.',
          'zh-CN': '将请求改为已有的资源，或调整某个节点的 MIG / 共享配置。',
        },
        commands: ({ namespace, pod }) => [
          `kubectl -n ${namespace} describe pod ${pod}`,
          'kubectl get nodes -o custom-columns=NODE:.metadata.name,ALLOCATABLE:.status.allocatable',
        ],
      },
      'too-many': {
        says: {
          en: '{{pod}} asks for {{asked}} {{resource}}; no node has more than {{largest}}',
          'zh-CN': '{{pod}} 请求 {{asked}} 个 {{resource}}；单个节点最多 {{largest}} 个',
        },
        remedy: {
          en: 'Split the work over several pods, or ask for fewer.',
          'zh-CN': '拆分到多个 Pod，或减少请求数量。',
        },
        commands: ({ namespace, pod }) => [`kubectl -n ${namespace} describe pod ${pod}`],
      },
    },
  },
  'taints-tolerated': {
    stage: 'scheduling',
    title: { en: 'The node’s taints are tolerated by some pod', 'zh-CN': '节点的污点有 Pod 容忍' },
    variants: {
      'kept-out': {
        says: {
          en: '{{node}} has {{free}} free GPUs, but pending pods do not tolerate its taint {{taint}}',
          'zh-CN': '{{node}} 有 {{free}} 块空闲 GPU，但等待中的 Pod 不容忍其污点 {{taint}}',
        },
        remedy: {
          en: 'Remove the taint, or give the pods a toleration.',
          'zh-CN': '移除该污点，或为 Pod 添加容忍。',
        },
        commands: ({ node, key }) => [`kubectl taint nodes ${node} ${key}-`],
      },
      unused: {
        says: {
          en: 'No GPU pod tolerates taint {{taint}} of {{node}}: its {{free}} free GPUs stay unused',
          'zh-CN': '没有 GPU Pod 容忍 {{node}} 的污点 {{taint}}：{{free}} 块空闲 GPU 无人使用',
        },
        remedy: { en: 'Remove the taint if it is not intended.', 'zh-CN': '如非有意，请移除该污点。' },
        commands: ({ node, key }) => [`kubectl taint nodes ${node} ${key}-`],
      },
    },
  },
  'allocatable-unused': {
    stage: 'scheduling',
    title: { en: 'Free nodes are used while pods wait', 'zh-CN': '有 Pod 等待时空闲节点会被使用' },
    variants: {
      unused: {
        says: {
          en: '{{node}} has all its {{free}} GPUs free, while {{pod}} has been pending for {{minutes}} min',
          'zh-CN': '{{node}} 的 {{free}} 块 GPU 全部空闲，而 {{pod}} 已等待 {{minutes}} 分钟',
        },
        remedy: {
          en: 'Something else blocks the pod: a selector, affinity, CPU, memory, a volume. See what the scheduler says.',
          'zh-CN': '有其他因素阻止调度：选择器、亲和性、CPU、内存或卷。请查看调度器给出的原因。',
        },
        commands: ({ namespace, pod, ...p }) => [
          `kubectl -n ${namespace} describe pod ${pod}`,
          describeNode(p),
        ],
      },
    },
  },
} as const satisfies Record<string, CheckText>;
