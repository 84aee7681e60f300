import type { Localized } from '../units/locale.ts';

export interface ClockEvent {
  readonly bit: number;
  readonly name: Localized;
  readonly help: Localized;
  /** `normal` is how it should be, `limit` a limit somebody set, `fault` something to look into. */
  readonly kind: 'normal' | 'limit' | 'fault';
}

/** Why the clocks are not at their highest: the bits of DCGM_FI_DEV_CLOCK_THROTTLE_REASONS (nvml.h, nvmlClocksEventReasons). */
const CLOCK_EVENTS: readonly ClockEvent[] = [
  {
    bit: 0x1,
    kind: 'normal',
    name: { en: 'Idle', 'zh-CN': '空闲' },
    help: { en: 'Nothing runs, so the clocks are low.', 'zh-CN': '没有任务运行，时钟降低。' },
  },
  {
    bit: 0x2,
    kind: 'limit',
    name: { en: 'Application clocks', 'zh-CN': '应用时钟' },
    help: {
      en: 'Somebody set a lower clock (nvidia-smi -ac or -lgc).',
      'zh-CN': '人为设置了较低的时钟（nvidia-smi -ac 或 -lgc）。',
    },
  },
  {
    bit: 0x4,
    kind: 'limit',
    name: { en: 'Power cap', 'zh-CN': '功率上限' },
    help: { en: 'The board draws as much as its power limit allows.', 'zh-CN': '板卡功耗已达功率上限。' },
  },
  {
    bit: 0x8,
    kind: 'fault',
    name: { en: 'Hardware slowdown', 'zh-CN': '硬件降频' },
    help: {
      en: 'The hardware halves its clocks or more: heat, a power brake or a failing supply.',
      'zh-CN': '硬件将时钟降低一半以上：过热、功率制动或供电异常。',
    },
  },
  {
    bit: 0x10,
    kind: 'normal',
    name: { en: 'Sync boost', 'zh-CN': '同步加速' },
    help: {
      en: 'Held to the clock of the slowest GPU of its group.',
      'zh-CN': '与同组最慢的 GPU 保持同一时钟。',
    },
  },
  {
    bit: 0x20,
    kind: 'fault',
    name: { en: 'Software thermal slowdown', 'zh-CN': '软件过热降频' },
    help: {
      en: 'GPU or memory is above its highest operating temperature: check cooling.',
      'zh-CN': 'GPU 或显存超过最高工作温度：请检查散热。',
    },
  },
  {
    bit: 0x40,
    kind: 'fault',
    name: { en: 'Hardware thermal slowdown', 'zh-CN': '硬件过热降频' },
    help: {
      en: 'The hardware slows down for heat: check fans, airflow and inlet temperature.',
      'zh-CN': '硬件因过热降频：请检查风扇、风道与进风温度。',
    },
  },
  {
    bit: 0x80,
    kind: 'fault',
    name: { en: 'Power brake', 'zh-CN': '功率制动' },
    help: {
      en: 'The system’s power supply asked for a slowdown: check supplies and rack power.',
      'zh-CN': '系统电源要求降频：请检查电源与机柜供电。',
    },
  },
  {
    bit: 0x100,
    kind: 'normal',
    name: { en: 'Display clocks', 'zh-CN': '显示时钟' },
    help: { en: 'Held to the display’s clock setting.', 'zh-CN': '受显示时钟设置限制。' },
  },
];

/** The clock events in a mask, in the order of their bits; bits that mean nothing here are left out. */
export function clockEventsOf(mask: number): readonly ClockEvent[] {
  return CLOCK_EVENTS.filter(({ bit }) => (mask & bit) !== 0);
}
