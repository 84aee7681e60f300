import type { Localized } from '../units/locale.ts';

/** What has to happen next, mildest first. */
export type XidRemedy = 'application' | 'observe' | 'contained' | 'driver' | 'reset' | 'reboot' | 'hardware';

export interface Xid {
  readonly code: number;
  readonly meaning: Localized;
  readonly remedy: XidRemedy;
}

/** How much an XID's remedy makes of it; an application's own fault is nothing of the GPU's. */
export const XID_SEVERITY: Readonly<Record<XidRemedy, 'info' | 'warning' | 'critical'>> = {
  application: 'info',
  observe: 'info',
  contained: 'warning',
  driver: 'warning',
  reset: 'critical',
  reboot: 'critical',
  hardware: 'critical',
};

/** What a remedy asks of people. */
export const XID_ADVICE: Readonly<Record<XidRemedy, Localized>> = {
  application: {
    en: 'Usually the application’s own fault: read its log, run it under compute-sanitizer, restart it. The GPU itself is fine unless other programs hit the same error.',
    'zh-CN':
      '通常是应用自身的问题：查看应用日志，用 compute-sanitizer 检查后重新运行。除非其他程序也出现同样的错误，否则 GPU 本身没有问题。',
  },
  observe: {
    en: 'Nothing to do right away; watch whether it recurs on this GPU.',
    'zh-CN': '无需立即处理；留意这块 GPU 是否再次出现。',
  },
  contained: {
    en: 'Restart the program that was ended; others continue. Reset the GPU when it is free, and have its memory checked if such errors recur.',
    'zh-CN': '重新运行被终止的程序，其他程序不受影响。待 GPU 空闲时重置；若此类错误再次出现，需检查显存。',
  },
  driver: {
    en: 'A fault of the driver or its firmware: update the driver, and send nvidia-bug-report.sh’s output to NVIDIA if it recurs.',
    'zh-CN': '驱动或固件的问题：升级驱动；若再次出现，将 nvidia-bug-report.sh 的输出提交给 NVIDIA。',
  },
  reset: {
    en: 'Drain the GPU’s pods, then reset it (nvidia-smi --gpu-reset) or reboot the node. If it recurs after that, have the hardware checked.',
    'zh-CN':
      '先迁走占用该 GPU 的 Pod，再重置 GPU（nvidia-smi --gpu-reset）或重启节点。若之后再次出现，需检查硬件。',
  },
  reboot: {
    en: 'Drain the node and reboot it. If the GPU does not come back or falls off again, check power, seating and temperature, then ask for a replacement.',
    'zh-CN': '排空节点并重启。若 GPU 没有恢复或再次掉卡，检查供电、插接与温度，必要时申请更换。',
  },
  hardware: {
    en: 'Points to the hardware: take the GPU out of service, run the vendor’s field diagnostics, and ask for a replacement if they fail.',
    'zh-CN': '指向硬件问题：停用该 GPU，运行厂商的现场诊断；若诊断不通过，申请更换。',
  },
};

function xid(code: number, remedy: XidRemedy, en: string, zhCN: string): Xid {
  return { code, remedy, meaning: { en, 'zh-CN': zhCN } };
}

/**
 * What NVIDIA's XID catalogue (docs.nvidia.com, "Analyzing Xid Errors with the Xid Catalog") says of each code, by the
 * immediate action that it gives; of codes that only older GPUs report, the earlier "XID Errors".
 */
const XIDS: readonly Xid[] = [
  xid(
    13,
    'application',
    'Graphics engine exception: a kernel did something illegal',
    '图形引擎异常：CUDA 核函数执行了非法操作',
  ),
  xid(
    31,
    'application',
    'Memory page fault: a kernel used an address that is not mapped',
    '显存缺页：CUDA 核函数访问了未映射的地址',
  ),
  xid(
    32,
    'observe',
    'Corrupted push buffer between driver and GPU, often due to a poor PCIe connection',
    '驱动与 GPU 之间的推送缓冲区损坏，常因 PCIe 连接质量不佳',
  ),
  xid(38, 'driver', 'Driver firmware error', '驱动固件错误'),
  xid(43, 'application', 'The GPU stopped a faulty program’s channel', 'GPU 停止了出错程序的通道'),
  xid(44, 'driver', 'Graphics engine fault during a context switch', '上下文切换时图形引擎出错'),
  xid(
    45,
    'application',
    'Clean-up after an earlier error, or after the program was killed',
    '此前出错或程序被终止后的清理',
  ),
  xid(46, 'reset', 'The GPU stopped processing', 'GPU 停止处理任务'),
  xid(
    48,
    'reset',
    'Double-bit ECC error: memory could not be corrected',
    '双比特 ECC 错误：显存错误无法纠正',
  ),
  xid(54, 'hardware', 'Auxiliary power is not connected to the board', '板卡未接辅助供电'),
  xid(56, 'driver', 'Display engine error', '显示引擎错误'),
  xid(57, 'hardware', 'The video memory interface could not be set up', '显存接口配置出错'),
  xid(58, 'hardware', 'The video memory interface is unstable', '显存接口不稳定'),
  xid(60, 'driver', 'Video processor exception', '视频处理器异常'),
  xid(61, 'reset', 'Internal micro-controller warning', '内部微控制器告警'),
  xid(62, 'reset', 'Internal micro-controller halted', '内部微控制器停机'),
  xid(
    63,
    'observe',
    'A memory row was remapped (or a page retired); takes effect at the next reset',
    '显存行已重映射（或页已停用），下次复位后生效',
  ),
  xid(64, 'reset', 'Remapping a memory row (or retiring a page) failed', '显存行重映射（或页停用）失败'),
  xid(65, 'application', 'Video encoder exception', '视频编码器异常'),
  xid(68, 'application', 'Video decoder exception', '视频解码器异常'),
  xid(69, 'application', 'Graphics engine class error', '图形引擎类错误'),
  xid(73, 'application', 'Exception of the second video encoder', '第二视频编码器异常'),
  xid(
    74,
    'reset',
    'NVLink error between this GPU and a peer or a switch',
    '该 GPU 与对端 GPU 或交换芯片之间的 NVLink 错误',
  ),
  xid(78, 'driver', 'A vGPU could not be started', 'vGPU 启动失败'),
  xid(
    79,
    'reboot',
    'The GPU has fallen off the bus: it no longer answers over PCIe',
    'GPU 掉卡：已无法通过 PCIe 访问',
  ),
  xid(80, 'application', 'Commands reached the GPU corrupted', '发往 GPU 的命令已损坏'),
  xid(81, 'hardware', 'VGA subsystem error', 'VGA 子系统错误'),
  xid(92, 'observe', 'High rate of single-bit ECC errors', '单比特 ECC 错误率偏高'),
  xid(
    93,
    'observe',
    'The board’s information store (InfoROM) was not written: its wear limit is reached',
    '未能写入板卡信息存储（InfoROM）：已达写入次数上限',
  ),
  xid(
    94,
    'contained',
    'Contained ECC error: only the program that met it was ended',
    '受控的 ECC 错误：仅终止了遇到错误的程序',
  ),
  xid(
    95,
    'reset',
    'Uncontained ECC error: every program on the GPU is affected',
    '未受控的 ECC 错误：影响该 GPU 上的所有程序',
  ),
  xid(109, 'reset', 'Context switch timed out', '上下文切换超时'),
  xid(110, 'hardware', 'Security fault', '安全故障'),
  xid(
    119,
    'reset',
    'The GPU system processor (GSP) did not answer the driver',
    'GPU 系统处理器（GSP）未响应驱动',
  ),
  xid(120, 'reset', 'Error of the GPU system processor (GSP)', 'GPU 系统处理器（GSP）出错'),
  xid(
    121,
    'observe',
    'Corrected errors on the link to the Grace CPU (C2C); the next reset trains the link anew',
    '与 Grace CPU 的链路（C2C）出现已纠正的错误，下次复位时重新训练链路',
  ),
  xid(122, 'hardware', 'The board’s firmware memory could not be read', '无法读取板卡固件存储'),
  xid(123, 'hardware', 'The board’s firmware memory could not be written', '无法写入板卡固件存储'),
  xid(124, 'hardware', 'The board’s firmware memory could not be erased', '无法擦除板卡固件存储'),
  xid(136, 'reset', 'An NVLink could not be trained', 'NVLink 链路训练失败'),
  xid(
    137,
    'application',
    'A peer’s memory was used over NVLink without the right to',
    '越权通过 NVLink 访问对端显存',
  ),
  xid(140, 'reset', 'ECC error that was not recovered from', '未能恢复的 ECC 错误'),
  xid(143, 'reset', 'The GPU could not be initialized', 'GPU 初始化失败'),
  xid(144, 'reset', 'Error in the GPU’s NVLink unit', 'GPU 的 NVLink 单元错误'),
  xid(145, 'reset', 'Error in the GPU’s NVLink unit', 'GPU 的 NVLink 单元错误'),
  xid(146, 'reset', 'Error in the GPU’s NVLink unit', 'GPU 的 NVLink 单元错误'),
  xid(147, 'reset', 'Error in the GPU’s NVLink unit', 'GPU 的 NVLink 单元错误'),
  xid(148, 'reset', 'Error in the GPU’s NVLink unit', 'GPU 的 NVLink 单元错误'),
  xid(149, 'reset', 'Error in the GPU’s NVLink unit', 'GPU 的 NVLink 单元错误'),
  xid(150, 'reset', 'Error in the GPU’s NVLink unit', 'GPU 的 NVLink 单元错误'),
  xid(
    154,
    'reset',
    'The action that the GPU needs has changed: nvidia-smi -q tells which, and another XID why',
    'GPU 所需的恢复操作有变化：用 nvidia-smi -q 查看具体操作，原因见其他 XID',
  ),
  xid(155, 'reset', 'An NVLink went down', 'NVLink 链路断开'),
  xid(
    156,
    'reset',
    'A faulty part of the GPU was retired; takes effect at the next reset',
    'GPU 的故障部件已停用，下次复位后生效',
  ),
  xid(157, 'hardware', 'No spare is left for a faulty part of the GPU', 'GPU 的故障部件已无备用可替换'),
  xid(158, 'reset', 'The GPU no longer answers in time', 'GPU 响应超时'),
  xid(171, 'reset', 'Uncorrectable error in the GPU’s memory (DRAM)', 'GPU 显存（DRAM）出现无法纠正的错误'),
  xid(172, 'reset', 'Uncorrectable error in the GPU’s caches (SRAM)', 'GPU 缓存（SRAM）出现无法纠正的错误'),
];

const BY_CODE: ReadonlyMap<number, Xid> = new Map(XIDS.map((one) => [one.code, one]));

/** What an XID means; a code that the table does not have is the driver's to explain. */
export function xidOf(code: number): Xid {
  return (
    BY_CODE.get(code) ??
    xid(
      code,
      'driver',
      'Not in this console’s table: look it up in NVIDIA’s XID catalogue',
      '不在本控制台的表中：请查阅 NVIDIA 的 XID 目录',
    )
  );
}
