import type { Texts } from '@gpu-console/shared/texts';
import type { CheckTexts } from './texts.en.ts';

export const zhCN: Texts<CheckTexts> = {
  verdicts: { pass: '通过', warn: '警告', fail: '失败', unknown: '未知' },
  stages: {
    sources: '数据源',
    platform: '平台',
    nfd: 'Node Feature Discovery',
    operator: 'Operator',
    driver: '驱动',
    toolkit: 'Container Toolkit',
    'device-plugin': 'Device Plugin',
    validator: '验证组件',
    'feature-discovery': 'GPU Feature Discovery',
    dcgm: 'DCGM',
    exporter: 'DCGM Exporter',
    'mig-manager': 'MIG Manager',
    devices: '设备',
    scheduling: '调度',
    metrics: '指标链路',
    hardware: '硬件',
    kubesphere: 'KubeSphere',
  },
  waits: '等待中',
  waitsFor: (check, subject) => (subject === '' ? `等待：${check}` : `等待：${check}（${subject}）`),
  remedy: '处理方法',
  commands: '命令',
  commandsNote: '针对本集群',
  copyCommand: '复制命令',
  copyAll: '复制全部命令',
  evidence: '依据',
};
