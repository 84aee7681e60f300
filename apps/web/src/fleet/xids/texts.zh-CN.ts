import type { XidTexts } from './texts.en.ts';

export const zhCN: XidTexts = {
  remedies: {
    application: '检查应用',
    observe: '留意观察',
    contained: '重启程序',
    driver: '检查驱动',
    reset: '重置 GPU',
    reboot: '重启节点',
    hardware: '检查硬件',
  },
  before: '早于该时间范围',
  failed: '无法读取 XID 历史',
  gpu: 'GPU',
  heldBy: '当时的 Pod',
  nobody: '未上报 Pod',
};
