import { describe, expect, it } from 'vitest';
import { type GpuAmount, gpuAmountShort, gpuAmountText } from './gpuParts.ts';

const slices = (count: number, of = 7) => ({ unit: 'slice' as const, of, count });

describe('an amount of GPUs', () => {
  it.each<[GpuAmount, string, string, string]>([
    [{ whole: 0, parts: [] }, '0 GPUs', '0 块 GPU', '0'],
    [{ whole: 1, parts: [] }, '1 GPU', '1 块 GPU', '1'],
    [{ whole: 24, parts: [slices(3)] }, '24 GPUs and 3 of 7 slices', '24 块 GPU 和 3/7 个切片', '24 + 3/7'],
    [{ whole: 0, parts: [slices(5, 4)] }, '5 slices (4 a GPU)', '5 个切片（每块 GPU 4 个）', '5/4'],
    [
      { whole: 2, parts: [{ unit: 'share', of: 4, count: 1 }] },
      '2 GPUs and 1 of 4 shares',
      '2 块 GPU 和 1/4 个份额',
      '2 + 1/4',
    ],
    [
      { whole: 0, parts: [{ unit: 'percent', of: 100, count: 35 }] },
      '35 % of a GPU',
      '一块 GPU 的 35%',
      '35 %',
    ],
  ])('%o', (amount, en, zh, short) => {
    expect(gpuAmountText(amount, 'en')).toBe(en);
    expect(gpuAmountText(amount, 'zh-CN')).toBe(zh);
    expect(gpuAmountShort(amount, 'en')).toBe(short);
  });
});
