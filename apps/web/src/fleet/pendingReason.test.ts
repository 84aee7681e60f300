import type { SchedulerReason } from '@gpu-console/shared/contract';
import { describe, expect, it } from 'vitest';
import { pendingReason } from './pendingReason.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

const pending = (message: string | null, ...causes: SchedulerReason[]) => ({
  reasons: causes.map(({ text }) => text),
  causes,
  message,
  since: 0,
});

const taint: SchedulerReason = {
  kind: 'taint',
  nodes: 1,
  detail: 'dedicated=ml',
  places: [],
  text: '1 node(s) …',
};
const short: SchedulerReason = {
  kind: 'insufficient',
  nodes: 10,
  detail: 'nvidia.com/gpu',
  places: [],
  text: '10 …',
};
const unknown: SchedulerReason = {
  kind: 'other',
  nodes: 2,
  detail: null,
  places: [],
  text: '2 node(s) were haunted',
};

describe('why a pod waits, in short', () => {
  it('names what holds for most nodes first', () => {
    const waits = pending('…', taint, short);
    expect(pendingReason(waits, en)).toBe('not enough gpu (10 nodes), taint dedicated=ml (1 node)');
    expect(pendingReason(waits, zhCN)).toBe('gpu 不足（10 个节点），污点 dedicated=ml（1 个节点）');
  });

  it('names the nodes or the node pool that the scheduler named', () => {
    const cards = { ...short, detail: 'nvidia.com/gpumem', places: ['a', 'b', 'c', 'd'] };
    expect(pendingReason(pending('…', cards), en)).toBe('not enough gpumem (a, b, c and 1 more)');
    const pool: SchedulerReason = { ...short, kind: 'instance-type', nodes: null, places: ['gpu'] };
    expect(pendingReason(pending('…', pool), zhCN)).toBe('没有机型能提供足够的 gpu（gpu）');
  });

  it('leaves words that nobody knows as the scheduler said them', () => {
    expect(pendingReason(pending('…', unknown), zhCN)).toBe('2 node(s) were haunted');
    expect(pendingReason(pending('preemption: later'), en)).toBe('preemption: later');
  });

  it('is nothing before the scheduler has spoken', () => {
    expect(pendingReason(pending(null), en)).toBeNull();
    expect(pendingReason(pending(''), en)).toBeNull();
  });
});
