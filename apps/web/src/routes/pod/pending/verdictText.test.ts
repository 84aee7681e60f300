import type { NodeVerdict } from '@gpu-console/shared/contract';
import { describe, expect, it } from 'vitest';
import { en } from '../texts.en.ts';
import { zhCN } from '../texts.zh-CN.ts';
import { verdictText } from './verdictText.ts';

const gpus = {
  kind: 'insufficient',
  resource: 'nvidia.com/gpu',
  free: 1,
  allocatable: 4,
  capacity: 4,
} as const;

const VERDICTS: readonly (readonly [NodeVerdict, string, string])[] = [
  [{ kind: 'cordoned' }, 'cordoned', '已停止调度'],
  [{ kind: 'not-ready' }, 'not ready', '未就绪'],
  [{ kind: 'taint', taint: 'a=b:NoSchedule' }, 'taint a=b:NoSchedule', '污点 a=b:NoSchedule'],
  [
    { kind: 'selector', key: 'pool', wanted: 'x', has: 'y' },
    'label pool is y, wants x',
    '标签 pool 为 y，要求 x',
  ],
  [
    { kind: 'selector', key: 'pool', wanted: 'x', has: null },
    'no label pool, wants x',
    '没有标签 pool，要求 x',
  ],
  [
    {
      kind: 'affinity',
      unmet: [
        { key: 'zone', operator: 'In', values: ['a', 'b'], has: 'c' },
        { key: 'rack', operator: 'Exists', values: [], has: null },
      ],
    },
    'affinity zone In (a, b), has c; rack Exists, has none',
    '亲和性 zone In (a, b)，实际为 c; rack Exists，实际为 无',
  ],
  [{ kind: 'affinity', unmet: [] }, 'affinity that no node meets', '没有节点能满足的亲和性'],
  [
    { kind: 'wrong-resource', resource: 'nvidia.com/gpu', offers: ['nvidia.com/gpu.shared'] },
    'no nvidia.com/gpu, but nvidia.com/gpu.shared',
    '没有 nvidia.com/gpu，只有 nvidia.com/gpu.shared',
  ],
  [{ ...gpus, asked: 2 }, '1 free, asks for 2', '空闲 1 个，要求 2 个'],
  [
    { ...gpus, allocatable: 3, asked: 4 },
    'only 3 of 4 are healthy, asks for 4',
    '4 个中只有 3 个健康，要求 4 个',
  ],
  [{ ...gpus, allocatable: 3, asked: 8 }, 'only 3 in all, asks for 8', '总共只有 3 个，要求 8 个'],
];

describe('a verdict', () => {
  it.each(VERDICTS)('%j', (verdict, english, chinese) => {
    expect(verdictText(verdict, en.pending)).toBe(english);
    expect(verdictText(verdict, zhCN.pending)).toBe(chinese);
  });
});
