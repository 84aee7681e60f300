import { XID_ADVICE } from '../faults/index.ts';
import type { CheckText } from './checkText.ts';
import { helmUpgrade, kubectl, onNode, withDriver } from './commands.ts';

type P = Readonly<Record<string, string | number>>;

const drain = ({ node }: P) => `kubectl drain ${node} --ignore-daemonsets --delete-emptydir-data`;
const uncordon = ({ node }: P) => `kubectl uncordon ${node}`;
const reset = (p: P) => withDriver(p, `nvidia-smi --gpu-reset -i ${p['index']}`);
const look = (p: P, about = '') => withDriver(p, `nvidia-smi -q ${about}-i ${p['index']}`);
const bugReport = (p: P) => withDriver(p, 'nvidia-bug-report.sh');

const NAME = {
  en: 'GPU {{index}} on {{node}}',
  'zh-CN': '{{node}} 的 GPU {{index}}',
};

const XID = {
  en: `${NAME.en} reported XID {{xid}}: {{meaning}}`,
  'zh-CN': `${NAME['zh-CN']} 上报 XID {{xid}}：{{meaningZh}}`,
};

/** The GPUs themselves, and KubeSphere's dashboards of them. */
export const hardwareTexts = {
  xid: {
    stage: 'hardware',
    title: { en: 'No XID error', 'zh-CN': '没有 XID 错误' },
    variants: {
      application: { says: XID, remedy: XID_ADVICE.application },
      observe: { says: XID, remedy: XID_ADVICE.observe, commands: (p) => [look(p)] },
      contained: { says: XID, remedy: XID_ADVICE.contained, commands: (p) => [look(p), reset(p)] },
      driver: { says: XID, remedy: XID_ADVICE.driver, commands: (p) => [bugReport(p)] },
      reset: { says: XID, remedy: XID_ADVICE.reset, commands: (p) => [drain(p), reset(p), uncordon(p)] },
      reboot: {
        says: XID,
        remedy: XID_ADVICE.reboot,
        commands: (p) => [drain(p), onNode(p, 'sudo reboot'), uncordon(p)],
      },
      hardware: {
        says: XID,
        remedy: XID_ADVICE.hardware,
        commands: (p) => [drain(p), look(p), bugReport(p)],
      },
    },
  },
  'nvswitch-fabric': {
    stage: 'hardware',
    title: { en: 'NVSwitches and their fabric work', 'zh-CN': 'NVSwitch 与其互联正常' },
    variants: {
      sxid: {
        says: {
          en: 'NVSwitch {{nvSwitch}} on {{node}} reported a fatal error, SXID {{sxid}}: GPUs that are joined by it cannot be used together',
          'zh-CN':
            '{{node}} 的 NVSwitch {{nvSwitch}} 上报了致命错误 SXID {{sxid}}：经它互联的 GPU 无法协同工作',
        },
        remedy: {
          en: 'Drain the node and reboot it, which resets its GPUs and switches; if it recurs, have the switch or its links replaced.',
          'zh-CN': '排空并重启节点，使其 GPU 与交换芯片复位；若反复出现，请更换交换芯片或其链路。',
        },
        commands: (p) => [
          onNode(p, 'sudo dmesg -T | grep -i sxid'),
          drain(p),
          onNode(p, 'sudo reboot'),
          uncordon(p),
        ],
      },
      manager: {
        says: {
          en: `The fabric manager failed for ${NAME.en} (error {{error}}), so CUDA does not start on it`,
          'zh-CN': `Fabric Manager 未能初始化 ${NAME['zh-CN']}（错误 {{error}}），CUDA 无法在其上启动`,
        },
        remedy: {
          en: 'See the fabric manager’s log; its version has to be the driver’s.',
          'zh-CN': '查看 Fabric Manager 日志；其版本必须与驱动一致。',
        },
        commands: (p) => [
          withDriver(p, 'nvidia-smi -q | grep -A4 Fabric'),
          onNode(p, 'sudo journalctl -u nvidia-fabricmanager --since -1h'),
        ],
      },
    },
  },
  'gpu-temperature': {
    stage: 'hardware',
    title: { en: 'The GPU is not too hot', 'zh-CN': 'GPU 温度正常' },
    variants: {
      hot: {
        says: {
          en: `${NAME.en} is at {{temperature}} °C`,
          'zh-CN': `${NAME['zh-CN']} 温度为 {{temperature}} °C`,
        },
        remedy: {
          en: 'Check fans, filters, airflow and room temperature.',
          'zh-CN': '检查风扇、滤网、风道与机房温度。',
        },
        commands: (p) => [look(p, '-d TEMPERATURE,PERFORMANCE ')],
      },
    },
  },
  'gpu-throttle': {
    stage: 'hardware',
    title: { en: 'The GPU is not throttled by heat or power', 'zh-CN': 'GPU 没有因过热或供电降频' },
    variants: {
      hardware: {
        says: {
          en: `${NAME.en} is throttled by hardware: {{reasons}}`,
          'zh-CN': `${NAME['zh-CN']} 被硬件降频：{{reasons}}`,
        },
        remedy: {
          en: 'Heat, or a power supply that cannot keep up: check cooling, power cables and the supply.',
          'zh-CN': '过热或供电不足：检查散热、供电线与电源。',
        },
        commands: (p) => [look(p, '-d PERFORMANCE,TEMPERATURE,POWER ')],
      },
      software: {
        says: {
          en: `${NAME.en} is throttled by the driver because of its temperature`,
          'zh-CN': `${NAME['zh-CN']} 因温度被驱动降频`,
        },
        remedy: { en: 'Check cooling, or lower the power limit.', 'zh-CN': '检查散热，或降低功率上限。' },
        commands: (p) => [look(p, '-d PERFORMANCE,TEMPERATURE ')],
      },
    },
  },
  'ecc-row-remap': {
    stage: 'hardware',
    title: { en: 'No row remapping is pending or failed', 'zh-CN': '没有待处理或失败的显存行重映射' },
    variants: {
      failed: {
        says: {
          en: `${NAME.en} has no spare rows left for its memory`,
          'zh-CN': `${NAME['zh-CN']} 的显存已没有可用的备用行`,
        },
        remedy: { en: 'Have the GPU replaced.', 'zh-CN': '请更换 GPU。' },
        commands: (p) => [drain(p), look(p, '-d ROW_REMAPPER ')],
      },
      pending: {
        says: {
          en: `${NAME.en} has memory rows that are remapped at the next reset`,
          'zh-CN': `${NAME['zh-CN']} 有显存行待下次重置时重映射`,
        },
        remedy: { en: 'Drain the node and reset the GPU.', 'zh-CN': '排空节点并重置 GPU。' },
        commands: (p) => [drain(p), reset(p), uncordon(p)],
      },
    },
  },
  'ecc-double-bit': {
    stage: 'hardware',
    title: { en: 'No uncorrectable memory error', 'zh-CN': '没有不可纠正的显存错误' },
    variants: {
      errors: {
        says: {
          en: `${NAME.en} had {{errors}} uncorrectable memory errors since its driver was loaded`,
          'zh-CN': `${NAME['zh-CN']} 自驱动加载以来有 {{errors}} 次不可纠正的显存错误`,
        },
        remedy: {
          en: 'What ran there is lost. Reset the GPU; have it replaced if they recur.',
          'zh-CN': '当时的任务结果不可信。重置 GPU；若再次出现请更换。',
        },
        commands: (p) => [drain(p), look(p, '-d ECC,ROW_REMAPPER '), reset(p), uncordon(p)],
      },
    },
  },
  'exporter-dcgm-version': {
    stage: 'hardware',
    title: { en: 'Exporter and DCGM versions match', 'zh-CN': 'Exporter 与 DCGM 版本匹配' },
    variants: {
      mismatch: {
        says: {
          en: 'The exporter was built for DCGM {{exporter}}, but connects to nvidia-dcgm {{dcgm}}',
          'zh-CN': 'Exporter 基于 DCGM {{exporter}} 构建，但连接的 nvidia-dcgm 为 {{dcgm}}',
        },
        remedy: {
          en: 'Use the same major version, or let the exporter use its embedded DCGM.',
          'zh-CN': '使用相同的主版本，或让 Exporter 使用内置的 DCGM。',
        },
        commands: (_p, s) => [helmUpgrade(s, 'dcgm.enabled=false'), kubectl(s, 'get pods -o wide')],
      },
    },
  },
  'kubesphere-workspace': {
    stage: 'kubesphere',
    title: {
      en: 'The exporter’s namespace belongs to a workspace',
      'zh-CN': 'Exporter 的命名空间属于某个企业空间',
    },
    variants: {
      none: {
        says: {
          en: 'Namespace {{namespace}} belongs to no workspace: custom monitoring cannot be opened for it',
          'zh-CN': '命名空间 {{namespace}} 不属于任何企业空间：无法为它打开自定义监控',
        },
        remedy: {
          en: 'Assign it to one, for example system-workspace.',
          'zh-CN': '将其分配到企业空间，例如 system-workspace。',
        },
        commands: ({ namespace }) => [
          `kubectl label namespace ${namespace} kubesphere.io/workspace=system-workspace`,
        ],
      },
    },
  },
  'kubesphere-dashboards': {
    stage: 'kubesphere',
    title: { en: 'KubeSphere has a GPU dashboard', 'zh-CN': 'KubeSphere 中有 GPU 仪表盘' },
    variants: {
      'not-served': {
        says: {
          en: 'monitoring.kubesphere.io is not served: custom dashboards cannot be created',
          'zh-CN': 'monitoring.kubesphere.io 未提供：无法创建自定义仪表盘',
        },
        remedy: {
          en: 'Enable the WhizardTelemetry or monitoring component.',
          'zh-CN': '启用监控（WhizardTelemetry）组件。',
        },
        commands: () => ['kubectl api-resources --api-group=monitoring.kubesphere.io'],
      },
      none: {
        says: { en: 'No Dashboard queries DCGM metrics', 'zh-CN': '没有查询 DCGM 指标的 Dashboard' },
        remedy: {
          en: 'Export the built-in one from this console and apply it.',
          'zh-CN': '从本控制台导出内置仪表盘并应用。',
        },
        commands: () => [
          'kubectl get clusterdashboards.monitoring.kubesphere.io,dashboards.monitoring.kubesphere.io -A',
        ],
      },
    },
  },
} as const satisfies Record<string, CheckText>;
