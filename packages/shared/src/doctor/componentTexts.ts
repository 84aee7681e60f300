import type { Localized } from '../units/locale.ts';
import type { CheckText } from './checkText.ts';
import { aboutCrash, aboutPod, deletePod, describeNode, helmUpgrade, kubectl, onNode } from './commands.ts';
import type { Stage } from './stages.ts';

/** The words that the components have in common. */
function ready(stage: Stage, name: Localized) {
  return {
    stage,
    title: { en: `${name.en} runs on the node`, 'zh-CN': `节点上的${name['zh-CN']}正常运行` },
    variants: {
      waits: {
        says: {
          en: `${name.en} on {{node}} waits for {{waitsFor}}, which is not ready there`,
          'zh-CN': `{{node}} 上的${name['zh-CN']}正在等待 {{waitsFor}}，后者尚未就绪`,
        },
        remedy: {
          en: 'Nothing to do here: it continues once {{waitsFor}} is ready.',
          'zh-CN': '此处无需处理：{{waitsFor}} 就绪后会自动继续。',
        },
      },
      pulling: {
        says: {
          en: `${name.en} on {{node}} waits for an image ({{status}})`,
          'zh-CN': `{{node}} 上的${name['zh-CN']}正在等待镜像（{{status}}）`,
        },
        remedy: { en: 'See the image that cannot be pulled.', 'zh-CN': '参见无法拉取的镜像。' },
      },
      explained: {
        says: {
          en: `${name.en} on {{node}} is {{status}}, and another check says why`,
          'zh-CN': `{{node}} 上的${name['zh-CN']}状态为 {{status}}，原因见其他检查项`,
        },
        remedy: { en: 'See the check that names the cause.', 'zh-CN': '参见指出原因的检查项。' },
      },
      starting: {
        says: {
          en: `${name.en} on {{node}} is starting ({{status}})`,
          'zh-CN': `{{node}} 上的${name['zh-CN']}正在启动（{{status}}）`,
        },
        remedy: { en: 'Give it a few minutes.', 'zh-CN': '请稍等几分钟。' },
        commands: aboutPod,
      },
      crashing: {
        says: {
          en: `${name.en} on {{node}} fails: {{reason}} in container {{container}}`,
          'zh-CN': `{{node}} 上的${name['zh-CN']}失败：容器 {{container}} {{reason}}`,
        },
        remedy: {
          en: 'Its log, also that of the run before, says why. Once the cause is fixed, delete the pod to retry at once.',
          'zh-CN': '查看当前及上一次运行的日志；原因排除后删除该 Pod，可立即重试。',
        },
        commands: (p) => [...aboutCrash(p), deletePod(p)],
      },
      validation: {
        says: {
          en: `${name.en} on {{node}} does not get past {{container}}, although {{waitsFor}} is ready there`,
          'zh-CN': `{{node}} 上的${name['zh-CN']}卡在 {{container}}，而 {{waitsFor}} 已经就绪`,
        },
        remedy: {
          en: 'A container cannot get at the GPU there: check that the container runtime was configured for it (the NVIDIA runtime, or CDI where GPUs are claimed) and restarted, then delete the pod.',
          'zh-CN':
            '该节点上的容器无法使用 GPU：确认容器运行时已为此配置（NVIDIA runtime；通过 claim 分配 GPU 时为 CDI）并重启，然后删除该 Pod。',
        },
        commands: (p) => [...aboutCrash(p), deletePod(p)],
      },
      'not-ready': {
        says: {
          en: `${name.en} on {{node}} is not ready ({{status}})`,
          'zh-CN': `{{node}} 上的${name['zh-CN']}未就绪（{{status}}）`,
        },
        remedy: { en: 'See its events and log.', 'zh-CN': '查看其事件与日志。' },
        commands: aboutPod,
      },
      unschedulable: {
        says: {
          en: `${name.en} cannot be scheduled on {{node}}: {{message}}`,
          'zh-CN': `${name['zh-CN']}无法调度到 {{node}}：{{message}}`,
        },
        remedy: {
          en: 'See what the scheduler says: taints, resources, affinity.',
          'zh-CN': '查看调度器给出的原因：污点、资源或亲和性。',
        },
        commands: (p) => [...aboutPod(p), describeNode(p)],
      },
    },
  } as const satisfies CheckText;
}

const driver = ready('driver', { en: 'The driver', 'zh-CN': '驱动' });

export const componentTexts = {
  'driver-ready': {
    ...driver,
    variants: {
      ...driver.variants,
      'host-driver': {
        says: {
          en: 'No driver pod runs on {{node}} and the preinstalled driver does not work: {{pod}} is stuck in {{container}}',
          'zh-CN': '{{node}} 上没有驱动 Pod，宿主机预装的驱动也不可用：{{pod}} 停在 {{container}}',
        },
        remedy: {
          en: 'Run nvidia-smi on the host and repair its driver, or let the operator install one.',
          'zh-CN': '在宿主机运行 nvidia-smi 并修复驱动，或由 Operator 安装驱动。',
        },
        commands: (p, s) => [onNode(p, 'nvidia-smi'), helmUpgrade(s, 'driver.enabled=true')],
      },
    },
  },
  'driver-upgrade': {
    stage: 'driver',
    title: { en: 'No driver upgrade is stuck', 'zh-CN': '没有卡住的驱动升级' },
    variants: {
      failed: {
        says: { en: 'The driver upgrade on {{node}} failed', 'zh-CN': '{{node}} 的驱动升级失败' },
        remedy: {
          en: 'See the driver pod and the operator’s log; then request the upgrade again with the label.',
          'zh-CN': '查看驱动 Pod 与 Operator 日志；排除原因后通过标签重新发起升级。',
        },
        commands: ({ node }, s) => [
          kubectl(s, `get pods -o wide --field-selector spec.nodeName=${node}`),
          kubectl(s, 'logs deployment/gpu-operator --tail=500 | grep controllers.Upgrade'),
          `kubectl label node ${node} nvidia.com/gpu-driver-upgrade-state=upgrade-required --overwrite`,
        ],
      },
      'in-progress': {
        says: {
          en: 'The driver on {{node}} is being upgraded: {{state}}',
          'zh-CN': '{{node}} 的驱动正在升级：{{state}}',
        },
        remedy: {
          en: 'The node is drained and comes back; GPU pods that may not be evicted block it.',
          'zh-CN': '节点会被排空后恢复；不可驱逐的 GPU Pod 会阻塞升级。',
        },
        commands: (p) => [describeNode(p)],
      },
    },
  },
  'driver-versions': {
    stage: 'driver',
    title: { en: 'Nodes run one driver version', 'zh-CN': '各节点驱动版本一致' },
    variants: {
      skewed: {
        says: {
          en: 'Drivers differ from node to node: {{versions}}',
          'zh-CN': '各节点驱动版本不同：{{versions}}',
        },
        remedy: {
          en: 'Normal during an upgrade; otherwise images that need the newer CUDA fail on the older nodes.',
          'zh-CN': '升级过程中属正常现象；否则依赖新版 CUDA 的镜像会在旧节点上失败。',
        },
        commands: () => ['kubectl get nodes -L nvidia.com/cuda.driver-version.full'],
      },
    },
  },
  'driver-supported': {
    stage: 'driver',
    title: {
      en: 'The driver is one that a GPUCluster supports',
      'zh-CN': '驱动版本受 GPUCluster 支持',
    },
    variants: {
      'too-old': {
        says: {
          en: '{{node}} runs driver {{driver}}, but the DRA driver of a GPUCluster needs {{minimum}} or newer',
          'zh-CN': '{{node}} 的驱动为 {{driver}}，GPUCluster 的 DRA 驱动要求 {{minimum}} 或更新版本',
        },
        remedy: {
          en: 'Upgrade the driver: in its NVIDIADriver, or on the host where it is preinstalled.',
          'zh-CN': '升级驱动：修改 NVIDIADriver；若为宿主机预装，则在宿主机上升级。',
        },
        commands: (p) => ['kubectl get nvidiadrivers.nvidia.com -o yaml', onNode(p, 'nvidia-smi')],
      },
    },
  },
  'toolkit-ready': ready('toolkit', { en: 'The container toolkit', 'zh-CN': ' Container Toolkit ' }),
  'device-plugin-ready': ready('device-plugin', { en: 'The device plugin', 'zh-CN': '设备插件' }),
  'dra-driver-ready': ready('dra-driver', { en: 'The DRA driver', 'zh-CN': ' DRA 驱动' }),
  'dra-controller-ready': {
    ...ready('dra-driver', { en: 'The DRA driver’s controller', 'zh-CN': ' DRA 控制器' }),
    title: { en: 'The DRA driver’s controller runs', 'zh-CN': 'DRA 驱动的控制器正常运行' },
  },
  'validator-ready': ready('validator', { en: 'The validator', 'zh-CN': '验证组件' }),
  'validator-metrics': {
    stage: 'validator',
    title: {
      en: 'The node status exporter says the same as the pods',
      'zh-CN': '节点状态 exporter 的指标与 Pod 状态一致',
    },
    variants: {
      'not-ready': {
        says: {
          en: 'All pods on {{node}} are ready, but its validations are not there: {{stages}}',
          'zh-CN': '{{node}} 上的 Pod 均已就绪，但缺少验证结果：{{stages}}',
        },
        remedy: {
          en: 'The files in /run/nvidia/validations are gone. Delete the validator’s pod there, so that it validates again.',
          'zh-CN': '/run/nvidia/validations 下的文件已丢失。删除该节点的验证 Pod，让它重新验证。',
        },
        commands: ({ node }, s) => [
          kubectl(s, `get pods -o wide --field-selector spec.nodeName=${node}`),
          kubectl(s, `delete pod -l app=nvidia-operator-validator --field-selector spec.nodeName=${node}`),
        ],
      },
      driver: {
        says: {
          en: 'All pods on {{node}} are ready, but nvidia-smi does not work there any more',
          'zh-CN': '{{node}} 上的 Pod 均已就绪，但 nvidia-smi 已不可用',
        },
        remedy: {
          en: 'See what the kernel says of the GPUs; then restart the driver’s pod, or reboot the node if its driver is preinstalled.',
          'zh-CN': '查看内核日志中与 GPU 有关的信息；然后重启驱动 Pod，若驱动为宿主机预装则重启节点。',
        },
        commands: (p, s) => [
          onNode(p, 'sudo dmesg -T | grep -iE "nvrm|nvidia|xid" | tail -n 50'),
          kubectl(s, `get pods -o wide --field-selector spec.nodeName=${p['node']}`),
        ],
      },
      waits: {
        says: {
          en: 'The validations on {{node}} are not done: {{stages}}',
          'zh-CN': '{{node}} 上的验证尚未完成：{{stages}}',
        },
        remedy: {
          en: 'They will be once the component before is ready.',
          'zh-CN': '前一个组件就绪后即会完成。',
        },
      },
    },
  },
  'feature-discovery-ready': ready('feature-discovery', {
    en: 'GPU feature discovery',
    'zh-CN': ' GPU Feature Discovery ',
  }),
  'dcgm-ready': ready('dcgm', { en: 'DCGM', 'zh-CN': ' DCGM ' }),
  'exporter-ready': ready('exporter', { en: 'The DCGM exporter', 'zh-CN': ' DCGM Exporter ' }),
  'mig-manager-ready': ready('mig-manager', { en: 'The MIG manager', 'zh-CN': ' MIG Manager ' }),
} as const satisfies Record<string, CheckText>;
