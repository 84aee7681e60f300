import type { Locale } from './locale.ts';

/** Whole GPUs, and parts of others: `count` of `of` MIG slices, equal shares, or hundredths. */
export interface GpuAmount {
  readonly whole: number;
  readonly parts: readonly {
    readonly unit: 'slice' | 'share' | 'percent';
    readonly of: number;
    readonly count: number;
  }[];
}

type Part = GpuAmount['parts'][number];

const TEXTS = {
  en: {
    gpus: (count: number) => (count === 1 ? '1 GPU' : `${count.toLocaleString('en')} GPUs`),
    few: ({ unit, of, count }: Part) => `${count} of ${of} ${unit}s`,
    many: ({ unit, of, count }: Part) => `${count} ${unit}s (${of} a GPU)`,
    percent: (count: number) => `${count} % of a GPU`,
    and: ' and ',
  },
  'zh-CN': {
    gpus: (count: number) => `${count.toLocaleString('zh-CN')} 块 GPU`,
    few: ({ unit, of, count }: Part) => `${count}/${of} 个${ZH_UNIT[unit]}`,
    many: ({ unit, of, count }: Part) => `${count} 个${ZH_UNIT[unit]}（每块 GPU ${of} 个）`,
    percent: (count: number) => `一块 GPU 的 ${count}%`,
    and: ' 和 ',
  },
} as const;

const ZH_UNIT = { slice: '切片', share: '份额', percent: '' } as const;

/** "24 GPUs and 3 of 7 slices"; "0 GPUs" for nothing. */
export function gpuAmountText({ whole, parts }: GpuAmount, locale: Locale): string {
  const texts = TEXTS[locale];
  const told = parts.map((part) => {
    if (part.unit === 'percent') return texts.percent(part.count);
    return part.count <= part.of ? texts.few(part) : texts.many(part);
  });
  const gpus = whole > 0 || told.length === 0 ? [texts.gpus(whole)] : [];
  return [...gpus, ...told].join(texts.and);
}

/** The same where there is little room: "24 + 3/7", "35 %". */
export function gpuAmountShort({ whole, parts }: GpuAmount, locale: Locale): string {
  const told = parts.map(({ unit, of, count }) => (unit === 'percent' ? `${count} %` : `${count}/${of}`));
  const gpus = whole > 0 || told.length === 0 ? [whole.toLocaleString(locale)] : [];
  return [...gpus, ...told].join(' + ');
}
