import { CONTAINERD_PATHS, DISTRIBUTIONS } from '../kubernetes/distributions.ts';
import type { Params } from '../texts/template.ts';
import type { CheckText, Setting } from './checkText.ts';
import {
  aboutCrash,
  aboutPod,
  deletePod,
  describeNode,
  HELM_REPOSITORY,
  helmUpgrade,
  kubectl,
  onNode,
  quoted,
} from './commands.ts';

/** The operator, how it is configured, and what goes wrong with any of its pods. */
export const operatorTexts = {
  'operator-installed': {
    stage: 'operator',
    title: { en: 'GPU nodes are managed', 'zh-CN': 'GPU 节点已有组件管理' },
    variants: {
      missing: {
        says: {
          en: '{{nodes}} node(s) have NVIDIA devices, but neither the GPU Operator nor a device plugin runs',
          'zh-CN': '{{nodes}} 个节点带有 NVIDIA 设备，但既没有 GPU Operator 也没有设备插件',
        },
        remedy: { en: 'Install the GPU Operator.', 'zh-CN': '安装 GPU Operator。' },
        commands: (_p, s) => [
          ...HELM_REPOSITORY,
          `helm install --wait ${s.release} nvidia/gpu-operator -n ${s.operatorNamespace} --create-namespace`,
        ],
      },
    },
  },
  'operator-running': {
    stage: 'operator',
    title: { en: 'The operator runs', 'zh-CN': 'Operator 正在运行' },
    variants: {
      failing: {
        says: {
          en: 'The operator’s pod {{pod}} is {{status}}',
          'zh-CN': 'Operator 的 Pod {{pod}} 状态为 {{status}}',
        },
        remedy: {
          en: 'Its log says why; while it is down, missing components are not created.',
          'zh-CN': '日志会说明原因；Operator 不运行，缺少的组件就不会被创建。',
        },
        commands: aboutCrash,
      },
      absent: {
        says: {
          en: 'There is a {{kind}}, {{policy}}, but no pod of the operator: nothing acts on it',
          'zh-CN': '存在 {{kind}} {{policy}}，但没有 Operator 的 Pod：没有组件在处理它',
        },
        remedy: {
          en: 'Its Deployment was scaled down, or cannot create pods: its events say why.',
          'zh-CN': 'Operator 的 Deployment 被缩容为 0，或无法创建 Pod：查看其事件。',
        },
        commands: (_p, s) => [
          kubectl(s, 'describe deployment gpu-operator'),
          kubectl(s, `patch deployment gpu-operator -p '{"spec":{"replicas":1}}'`),
        ],
      },
      starting: {
        says: {
          en: 'The operator’s pod {{pod}} is starting ({{status}})',
          'zh-CN': 'Operator 的 Pod {{pod}} 正在启动（{{status}}）',
        },
        remedy: { en: 'Wait a minute.', 'zh-CN': '请稍等片刻。' },
      },
    },
  },
  'operator-single': {
    stage: 'operator',
    title: { en: 'One operator is installed', 'zh-CN': '只安装了一个 Operator' },
    variants: {
      several: {
        says: {
          en: 'GPU Operators run in {{namespaces}}: each overwrites what the other does',
          'zh-CN': '{{namespaces}} 中同时运行着 GPU Operator：它们会互相覆盖',
        },
        remedy: { en: 'Uninstall all but one.', 'zh-CN': '只保留一个，卸载其余的。' },
        commands: () => ['helm list -A | grep gpu-operator'],
      },
    },
  },
  'clusterpolicy-state': {
    stage: 'operator',
    title: { en: 'The ClusterPolicy is ready', 'zh-CN': 'ClusterPolicy 已就绪' },
    variants: {
      missing: {
        says: {
          en: 'The operator runs, but there is neither a ClusterPolicy nor a GPUCluster',
          'zh-CN': 'Operator 在运行，但既没有 ClusterPolicy 也没有 GPUCluster',
        },
        remedy: {
          en: 'Nothing is installed without one. Upgrade the Helm release, which creates it.',
          'zh-CN': '没有它就不会安装任何组件。升级 Helm release 会创建它。',
        },
        commands: (_p, s) => ['kubectl get clusterpolicies.nvidia.com', helmUpgrade(s)],
      },
      'not-ready': {
        says: {
          en: 'ClusterPolicy {{policy}} is {{state}}: {{message}}',
          'zh-CN': 'ClusterPolicy {{policy}} 状态为 {{state}}：{{message}}',
        },
        remedy: {
          en: 'See which component the operator waits for.',
          'zh-CN': '查看 Operator 正在等待哪个组件。',
        },
        commands: ({ policy }, s) => [
          `kubectl describe clusterpolicies.nvidia.com ${policy}`,
          kubectl(s, 'logs deployment/gpu-operator --tail=100'),
          kubectl(s, 'get pods -o wide'),
        ],
      },
      waits: {
        says: {
          en: 'ClusterPolicy {{policy}} is {{state}}, because a component is not ready',
          'zh-CN': 'ClusterPolicy {{policy}} 状态为 {{state}}：有组件未就绪',
        },
        remedy: { en: 'It becomes ready once that component is.', 'zh-CN': '该组件就绪后即可恢复。' },
      },
      ignored: {
        says: {
          en: 'ClusterPolicy {{policy}} is ignored: there may be only one',
          'zh-CN': 'ClusterPolicy {{policy}} 被忽略：集群中只能有一个',
        },
        remedy: { en: 'Delete the one that is not needed.', 'zh-CN': '删除不需要的那个。' },
        commands: ({ policy }) => [
          'kubectl get clusterpolicies.nvidia.com',
          `kubectl delete clusterpolicies.nvidia.com ${policy}`,
        ],
      },
    },
  },
  'gpucluster-state': {
    stage: 'operator',
    title: { en: 'The GPUCluster is ready', 'zh-CN': 'GPUCluster 已就绪' },
    variants: {
      unmet: {
        says: {
          en: 'GPUCluster {{gpuCluster}} is {{state}}, and the operator does nothing for it: {{message}}',
          'zh-CN': 'GPUCluster {{gpuCluster}} 状态为 {{state}}，Operator 未对其进行任何处理：{{message}}',
        },
        remedy: {
          en: 'A cluster has a ClusterPolicy or a GPUCluster. Remove the one that is not wanted; GPUs that are in use cannot be moved from one to the other.',
          'zh-CN':
            '一个集群只能使用 ClusterPolicy 或 GPUCluster 之一。删除不需要的那个；使用中的 GPU 无法在两者之间迁移。',
        },
        commands: ({ gpuCluster }) => [
          'kubectl get clusterpolicies.nvidia.com,gpuclusters.nvidia.com',
          `kubectl describe gpuclusters.nvidia.com ${gpuCluster}`,
        ],
      },
      'not-ready': {
        says: {
          en: 'GPUCluster {{gpuCluster}} is {{state}}: {{message}}',
          'zh-CN': 'GPUCluster {{gpuCluster}} 状态为 {{state}}：{{message}}',
        },
        remedy: {
          en: 'See which component the operator waits for.',
          'zh-CN': '查看 Operator 正在等待哪个组件。',
        },
        commands: ({ gpuCluster }, s) => [
          `kubectl describe gpuclusters.nvidia.com ${gpuCluster}`,
          kubectl(s, 'logs deployment/gpu-operator --tail=100'),
          kubectl(s, 'get pods -o wide'),
        ],
      },
      waits: {
        says: {
          en: 'GPUCluster {{gpuCluster}} is {{state}}, because a component is not ready',
          'zh-CN': 'GPUCluster {{gpuCluster}} 状态为 {{state}}：有组件未就绪',
        },
        remedy: { en: 'It becomes ready once that component is.', 'zh-CN': '该组件就绪后即可恢复。' },
      },
      unused: {
        says: {
          en: 'GPUCluster {{gpuCluster}} is {{state}}: the operator makes nothing of it',
          'zh-CN': 'GPUCluster {{gpuCluster}} 状态为 {{state}}：Operator 未部署其任何组件',
        },
        remedy: {
          en: 'There may be only one, named gpu-cluster. Delete one that is not needed.',
          'zh-CN': '集群中只能有一个，且名称为 gpu-cluster。删除不需要的那个。',
        },
        commands: () => ['kubectl get gpuclusters.nvidia.com'],
      },
    },
  },
  'nvidiadriver-state': {
    stage: 'operator',
    title: { en: 'The NVIDIADriver is ready', 'zh-CN': 'NVIDIADriver 已就绪' },
    variants: {
      'not-ready': {
        says: {
          en: 'NVIDIADriver {{driver}} is {{state}}: {{message}}',
          'zh-CN': 'NVIDIADriver {{driver}} 状态为 {{state}}：{{message}}',
        },
        remedy: {
          en: 'See its conditions, and the pods of its DaemonSets.',
          'zh-CN': '查看它的 conditions 与其 DaemonSet 的 Pod。',
        },
        commands: ({ driver }, s) => [
          `kubectl describe nvidiadrivers.nvidia.com ${driver}`,
          kubectl(s, 'get pods -o wide -l app.kubernetes.io/component=nvidia-driver'),
        ],
      },
      waits: {
        says: {
          en: 'NVIDIADriver {{driver}} is {{state}}, because a driver pod is not ready',
          'zh-CN': 'NVIDIADriver {{driver}} 状态为 {{state}}：有驱动 Pod 未就绪',
        },
        remedy: { en: 'It becomes ready once the driver is.', 'zh-CN': '驱动就绪后即可恢复。' },
      },
      unused: {
        says: {
          en: 'NVIDIADriver {{driver}} is {{state}}',
          'zh-CN': 'NVIDIADriver {{driver}} 状态为 {{state}}',
        },
        remedy: {
          en: 'It is used only with driver.nvidiaDriverCRD.enabled=true.',
          'zh-CN': '仅在 driver.nvidiaDriverCRD.enabled=true 时生效。',
        },
      },
    },
  },
  'operator-reconciles': {
    stage: 'operator',
    title: {
      en: 'The operator’s own metrics say that it succeeded',
      'zh-CN': 'Operator 自身的指标显示调谐成功',
    },
    variants: {
      failing: {
        says: {
          en: 'The operator reports errors of its own (gpu_operator_reconciliation_status is {{status}})',
          'zh-CN': 'Operator 报告自身出错（gpu_operator_reconciliation_status 为 {{status}}）',
        },
        remedy: {
          en: 'Its log names what it could not do; a missing permission is the usual cause.',
          'zh-CN': '日志会说明它无法完成的操作，常见原因是缺少权限。',
        },
        commands: (_p, s) => [kubectl(s, 'logs deployment/gpu-operator --tail=100')],
      },
      'no-policy': {
        says: {
          en: 'The operator cannot read its ClusterPolicy (gpu_operator_reconciliation_status is {{status}})',
          'zh-CN': 'Operator 无法读取 ClusterPolicy（gpu_operator_reconciliation_status 为 {{status}}）',
        },
        remedy: {
          en: 'See whether there is one, and one only, and what the operator’s log says of it.',
          'zh-CN': '确认 ClusterPolicy 存在且只有一个，并查看 Operator 日志。',
        },
        commands: (_p, s) => [
          'kubectl get clusterpolicies.nvidia.com',
          kubectl(s, 'logs deployment/gpu-operator --tail=100'),
        ],
      },
      'not-ready': {
        says: {
          en: 'The operator reports that something is not ready, though every component is',
          'zh-CN': 'Operator 报告尚未就绪，但各组件均已就绪',
        },
        remedy: {
          en: 'Normal for a minute after a change; otherwise its log names the state it is stuck in.',
          'zh-CN': '变更后一分钟内通常会恢复；否则请在日志中查看它停在哪个 state。',
        },
        commands: (_p, s) => [kubectl(s, 'logs deployment/gpu-operator --tail=100')],
      },
      waits: {
        says: {
          en: 'The operator reports that something is not ready',
          'zh-CN': 'Operator 报告有组件未就绪',
        },
        remedy: { en: 'It clears once that component is ready.', 'zh-CN': '该组件就绪后即可恢复。' },
      },
    },
  },
  'runtime-values': {
    stage: 'operator',
    title: {
      en: 'The operator is configured for the right container runtime',
      'zh-CN': 'Operator 的容器运行时参数正确',
    },
    variants: {
      mismatch: {
        says: {
          en: 'The operator was installed for {{given}}, but {{node}} runs {{runtime}}',
          'zh-CN': 'Operator 按 {{given}} 安装，但 {{node}} 使用的是 {{runtime}}',
        },
        remedy: {
          en: 'Releases before 1.10 do not detect the runtime: set operator.defaultRuntime.',
          'zh-CN': '1.10 之前的版本不会自动检测运行时：请设置 operator.defaultRuntime。',
        },
        commands: ({ runtime }, s) => [helmUpgrade(s, `operator.defaultRuntime=${runtime}`)],
      },
      'socket-broken': {
        says: {
          en: '{{distribution}} on {{node}} keeps containerd’s socket elsewhere, the toolkit is not configured for that path, and GPUs do not work there',
          'zh-CN':
            '{{node}} 上的 {{distribution}} 的 containerd socket 路径不同，toolkit 未配置该路径，GPU 不可用',
        },
        remedy: {
          en: 'Give the toolkit the paths of {{distribution}}’s containerd.',
          'zh-CN': '为 toolkit 指定 {{distribution}} 的 containerd 路径。',
        },
        commands: (p, s) => [toolkitPaths(p, s)],
      },
      'socket-unset': {
        says: {
          en: 'The toolkit is not configured for the path of {{distribution}}’s containerd socket; it still works on {{node}}',
          'zh-CN': 'toolkit 未配置 {{distribution}} 的 containerd socket 路径；{{node}} 上仍可工作',
        },
        remedy: { en: 'Set the paths before the next upgrade.', 'zh-CN': '请在下次升级前设置路径。' },
        commands: (p, s) => [toolkitPaths(p, s)],
      },
    },
  },
  'runtime-class': {
    stage: 'operator',
    title: { en: 'RuntimeClasses that components name exist', 'zh-CN': '组件引用的 RuntimeClass 存在' },
    variants: {
      missing: {
        says: {
          en: 'DaemonSet {{daemonSet}} asks for RuntimeClass {{runtimeClass}}, which does not exist: its pods are not created',
          'zh-CN': 'DaemonSet {{daemonSet}} 需要的 RuntimeClass {{runtimeClass}} 不存在，无法创建 Pod',
        },
        remedy: {
          en: 'The operator creates it; if it was deleted, create it again.',
          'zh-CN': '它由 Operator 创建；若被删除，请重新创建。',
        },
        commands: ({ runtimeClass }) => [
          `kubectl apply -f - <<'EOF'\napiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata:\n  name: ${runtimeClass}\nhandler: ${runtimeClass}\nEOF`,
        ],
      },
    },
  },
  'component-versions': {
    stage: 'operator',
    title: { en: 'A component has one version on all nodes', 'zh-CN': '同一组件在各节点版本一致' },
    variants: {
      skewed: {
        says: {
          en: '{{component}} runs in several versions: {{versions}}',
          'zh-CN': '{{component}} 存在多个版本：{{versions}}',
        },
        remedy: {
          en: 'Normal during an upgrade. Otherwise delete the pods of the old version: driver pods are not replaced otherwise.',
          'zh-CN': '升级过程中属正常现象；否则请删除旧版本的 Pod：驱动 Pod 只有删除后才会更新。',
        },
        commands: (p) => [`kubectl -n ${p['namespace']} get pods -o wide`, deletePod(p)],
      },
    },
  },
  'component-missing': {
    stage: 'operator',
    title: { en: 'Every component runs where it should', 'zh-CN': '每个组件都运行在应有的节点上' },
    variants: {
      missing: {
        says: {
          en: '{{node}} should run {{component}}, but no such pod is there',
          'zh-CN': '{{node}} 应当运行 {{component}}，但没有对应的 Pod',
        },
        remedy: {
          en: 'See whether its DaemonSet tolerates the node’s taints ({{taints}}), and what its events say.',
          'zh-CN': '检查其 DaemonSet 是否容忍该节点的污点（{{taints}}），并查看事件。',
        },
        commands: (p, s) => [
          kubectl(s, 'get daemonsets'),
          kubectl(s, 'get events --field-selector type=Warning --sort-by=.lastTimestamp'),
          describeNode(p),
          helmUpgrade(s, 'daemonsets.tolerations[0].operator=Exists'),
        ],
      },
      label: {
        says: {
          en: 'The DaemonSets of {{components}} skip {{node}}, since they ask for labels that are true: {{labels}}',
          'zh-CN': '{{components}} 的 DaemonSet 跳过了 {{node}}，因为它们要求以下标签为 true：{{labels}}',
        },
        remedy: {
          en: 'Remove the labels, so that the operator sets them anew, or set them to true. If they are emptied again, see what else writes labels of this node.',
          'zh-CN':
            '移除这些标签让 Operator 重新设置，或直接设为 true。若再次被清空，请检查还有什么在修改该节点的标签。',
        },
        commands: ({ node, settings }, s) => [
          `kubectl label node ${node} ${settings} --overwrite`,
          kubectl(s, `get pods -o wide --field-selector spec.nodeName=${node}`),
        ],
      },
      paused: {
        says: {
          en: '{{components}} on {{node}} were paused, and nothing takes that back, so that their DaemonSets skip the node: {{labels}}',
          'zh-CN':
            '{{node}} 上的 {{components}} 被暂停且没有恢复，它们的 DaemonSet 会一直跳过该节点：{{labels}}',
        },
        remedy: {
          en: 'The driver upgrade, or the change of MIG, that paused them never came to its end. Finish it: restart the node’s driver pod, whose manager takes the pause back, or set the labels to true.',
          'zh-CN':
            '暂停它们的驱动升级（或 MIG 变更）没有完成。请完成它：重启该节点的驱动 Pod（其 manager 会解除暂停），或将标签设为 true。',
        },
        commands: ({ node, settings }, s) => [
          `kubectl get node ${node} -L nvidia.com/gpu-driver-upgrade-state,nvidia.com/mig.config.state`,
          kubectl(s, `get pods -o wide --field-selector spec.nodeName=${node}`),
          `kubectl label node ${node} ${settings} --overwrite`,
        ],
      },
      pausing: {
        says: {
          en: '{{components}} on {{node}} are paused for now: {{labels}}',
          'zh-CN': '{{node}} 上的 {{components}} 暂时停止：{{labels}}',
        },
        remedy: {
          en: 'They come back once what paused them is done; if it never is, set the labels to true.',
          'zh-CN': '引起暂停的操作完成后会自动恢复；若一直未完成，可将标签设为 true。',
        },
        commands: ({ node, settings }) => [
          `kubectl get node ${node} -L nvidia.com/gpu-driver-upgrade-state,nvidia.com/mig.config.state`,
          `kubectl label node ${node} ${settings} --overwrite`,
        ],
      },
      'switched-off': {
        says: {
          en: '{{components}} are switched off on {{node}}, and nothing offers its GPUs instead: {{labels}}',
          'zh-CN': '{{node}} 上关闭了 {{components}}，而没有其他组件提供其 GPU：{{labels}}',
        },
        remedy: {
          en: 'Set the labels to true if that is not intended.',
          'zh-CN': '如非有意，请将标签设为 true。',
        },
        commands: ({ node, settings }) => [`kubectl label node ${node} ${settings} --overwrite`],
      },
      disabled: {
        says: {
          en: '{{node}} has GPUs, but the operator is configured to skip it (nvidia.com/gpu.deploy.operands=false)',
          'zh-CN': '{{node}} 有 GPU，但已标记 nvidia.com/gpu.deploy.operands=false，Operator 不管理它',
        },
        remedy: { en: 'Remove the label if that is not intended.', 'zh-CN': '如非有意，请移除该标签。' },
        commands: ({ node }) => [`kubectl label node ${node} nvidia.com/gpu.deploy.operands-`],
      },
    },
  },
  'pod-sandbox': {
    stage: 'operator',
    title: { en: 'Pods’ sandboxes can be created', 'zh-CN': 'Pod 沙箱可以创建' },
    variants: {
      'other-config': {
        says: {
          en: 'Containerd on {{node}} has no runtime “nvidia”, since that of {{distribution}} reads another file than the toolkit wrote ({{pods}}): {{message}}',
          'zh-CN':
            '{{node}} 的 containerd 没有名为 nvidia 的运行时：{{distribution}} 的 containerd 读取的配置文件与 Toolkit 写入的不同（{{pods}}）：{{message}}',
        },
        remedy: {
          en: 'Tell the toolkit by CONTAINERD_CONFIG={{config}} and CONTAINERD_SOCKET={{socket}}; it then restarts containerd. If both are set, see whether that file names the runtime, and what the toolkit’s log says.',
          'zh-CN':
            '用 CONTAINERD_CONFIG={{config}} 与 CONTAINERD_SOCKET={{socket}} 告知 Toolkit，它随后会重启 containerd。若两者都已设置，请检查该文件中是否有此运行时，并查看 Toolkit 日志。',
        },
        commands: (p, s) => [
          onNode(p, `sudo grep -rn nvidia ${p['config']}`),
          kubectl(s, 'logs -l app=nvidia-container-toolkit-daemonset --tail=50'),
          toolkitPaths(p, s),
        ],
      },
      'no-runtime': {
        says: {
          en: 'The container runtime of {{node}} has no runtime “nvidia” ({{pods}}): {{message}}',
          'zh-CN': '{{node}} 的容器运行时中没有名为 nvidia 的运行时（{{pods}}）：{{message}}',
        },
        remedy: {
          en: 'The toolkit wrote its configuration to another file than the runtime reads, or the runtime was not restarted since. Name the file and the socket by CONTAINERD_CONFIG and CONTAINERD_SOCKET where they are not the usual ones; without the toolkit, configure the runtime by nvidia-ctk on the host.',
          'zh-CN':
            'Toolkit 写入的配置文件不是运行时读取的那个，或运行时之后没有重启。若路径不是默认值，请用 CONTAINERD_CONFIG 与 CONTAINERD_SOCKET 指定；未使用 Toolkit 时，请在宿主机上用 nvidia-ctk 配置运行时。',
        },
        commands: (p, s) => [
          onNode(p, 'sudo containerd config dump | grep -n nvidia; ps -ef | grep [c]ontainerd'),
          kubectl(s, 'logs -l app=nvidia-container-toolkit-daemonset --tail=50'),
          onNode(p, 'sudo systemctl restart containerd'),
        ],
      },
      network: {
        says: {
          en: 'The network plugin of {{node}} does not serve its pods ({{pods}}): {{message}}',
          'zh-CN': '{{node}} 的网络插件无法为 Pod 提供网络（{{pods}}）：{{message}}',
        },
        remedy: {
          en: 'See the CNI plugin’s pod on the node and its configuration in /etc/cni/net.d.',
          'zh-CN': '检查该节点上 CNI 插件的 Pod 及 /etc/cni/net.d 下的配置。',
        },
        commands: (p) => [
          `kubectl get pods -A -o wide --field-selector spec.nodeName=${p['node']}`,
          onNode(p, 'ls -l /etc/cni/net.d /opt/cni/bin'),
        ],
      },
      image: {
        says: {
          en: '{{node}} cannot pull the pause image, which every pod’s sandbox runs ({{pods}}): {{message}}',
          'zh-CN': '{{node}} 无法拉取每个 Pod 沙箱都需要的 pause 镜像（{{pods}}）：{{message}}',
        },
        remedy: {
          en: 'Let the node reach the registry, or name a copy as sandbox_image in the runtime’s configuration.',
          'zh-CN': '放通节点到镜像仓库的网络，或在运行时配置的 sandbox_image 中指定镜像副本。',
        },
        commands: (p) => [
          onNode(p, 'sudo containerd config dump | grep -n "sandbox"; sudo crictl images | grep pause'),
        ],
      },
      other: {
        says: {
          en: 'No sandbox can be created for pods on {{node}} ({{pods}}): {{message}}',
          'zh-CN': '{{node}} 上无法创建 Pod 沙箱（{{pods}}）：{{message}}',
        },
        remedy: {
          en: 'See the pod’s events, and the logs of kubelet and the container runtime on the node.',
          'zh-CN': '查看 Pod 事件，以及该节点 kubelet 与容器运行时的日志。',
        },
        commands: (p) => [
          `kubectl -n ${p['namespace']} describe pod ${p['pod']}`,
          onNode(
            p,
            'sudo journalctl -u kubelet -u containerd --since "1 hour ago" | grep -i sandbox | tail -n 20',
          ),
        ],
      },
    },
  },
  'image-pull': {
    stage: 'operator',
    title: { en: 'Images can be pulled', 'zh-CN': '镜像可以拉取' },
    variants: {
      failed: {
        says: {
          en: '{{node}} cannot pull {{image}} for {{pod}} ({{reason}}): {{message}}',
          'zh-CN': '{{node}} 无法为 {{pod}} 拉取镜像 {{image}}（{{reason}}）：{{message}}',
        },
        remedy: {
          en: 'Check the name and tag, the node’s network path to the registry, and pull secrets. Offline: copy the image into a private registry and name it in the values.',
          'zh-CN':
            '检查镜像名与标签、节点到镜像仓库的网络以及拉取凭据。离线环境：将镜像同步到私有仓库，并在 values 中指定该仓库。',
        },
        commands: ({ image, ...p }, s) => [
          ...aboutPod({ namespace: p['namespace'] ?? '', pod: p['pod'] ?? '' }),
          'REGISTRY=registry.example.com',
          `docker pull ${quoted(image)}`,
          `docker tag ${quoted(image)} "$REGISTRY/${lastPart(image)}"`,
          `docker push "$REGISTRY/${lastPart(image)}"`,
          // What the shell is to fill in stands outside of the quotes.
          `${helmUpgrade(s)} --set ${repositoryKey(lastPart(image), String(p['component']))}`,
        ],
      },
      slow: {
        says: {
          en: '{{node}} has been pulling {{image}} for {{minutes}} min ({{pod}})',
          'zh-CN': '{{node}} 拉取 {{image}} 已持续 {{minutes}} 分钟（{{pod}}）',
        },
        remedy: {
          en: 'A slow pull, not a failure: driver and CUDA images are large. A nearby registry helps.',
          'zh-CN': '这是拉取较慢，并非失败：驱动和 CUDA 镜像很大，使用就近的镜像仓库会更快。',
        },
        commands: (p) => aboutPod({ namespace: p['namespace'] ?? '', pod: p['pod'] ?? '' }),
      },
    },
  },
  'component-restarts': {
    stage: 'operator',
    title: { en: 'Components do not restart repeatedly', 'zh-CN': '组件没有反复重启' },
    variants: {
      often: {
        says: {
          en: '{{pod}} on {{node}} has restarted {{restarts}} times, last with {{reason}} (exit code {{exitCode}})',
          'zh-CN':
            '{{node}} 上的 {{pod}} 已重启 {{restarts}} 次，最近一次为 {{reason}}（退出码 {{exitCode}}）',
        },
        remedy: { en: 'The log of the previous run says why.', 'zh-CN': '查看上一次运行的日志。' },
        commands: aboutCrash,
      },
    },
  },
} as const satisfies Record<string, CheckText>;

/** Tells the toolkit which file containerd reads here, and where it listens. */
function toolkitPaths({ distribution }: Params, setting: Setting): string {
  const found = DISTRIBUTIONS.find((one) => one === distribution) ?? 'rke2';
  const { config, socket } = CONTAINERD_PATHS[found];
  return helmUpgrade(
    setting,
    'toolkit.env[0].name=CONTAINERD_SOCKET',
    `toolkit.env[0].value=${socket}`,
    'toolkit.env[1].name=CONTAINERD_CONFIG',
    `toolkit.env[1].value=${config}`,
  );
}

/** `driver:550.144.03-ubuntu22.04` of an image's whole name. */
function lastPart(image: string | number | undefined): string {
  return String(image).split('/').at(-1) ?? '';
}

/**
 * The chart's value that says where an image comes from, set to `$REGISTRY` (NVIDIA/gpu-operator, deployments/gpu-operator/values.yaml):
 * a component's init containers have images of others.
 */
function repositoryKey(image: string, component: string): string {
  const name = image.split(/[:@]/)[0] ?? '';
  if (name === 'node-feature-discovery')
    return 'node-feature-discovery.image.repository="$REGISTRY/node-feature-discovery"';
  const ofImage: Readonly<Record<string, string>> = {
    'gpu-operator': 'operator',
    'gpu-operator-validator': 'validator',
    'k8s-driver-manager': 'driver.manager',
    driver: 'driver',
    'container-toolkit': 'toolkit',
    dcgm: 'dcgm',
    'dcgm-exporter': 'dcgmExporter',
    'k8s-mig-manager': 'migManager',
    'gpu-feature-discovery': 'gfd',
    'k8s-device-plugin': component === 'feature-discovery' ? 'gfd' : 'devicePlugin',
  };
  return `${ofImage[name] ?? component}.repository="$REGISTRY"`;
}
