import type {
  NodeExplanation,
  NodeVerdict,
  Pending,
  PendingExplanation,
  Supply,
} from '@gpu-console/shared/contract';
import { describe, expect, it } from 'vitest';
import { en, type PodTexts } from '../texts.en.ts';
import { zhCN } from '../texts.zh-CN.ts';
import { pendingSentences } from './pendingSentences.ts';

const GPU = 'nvidia.com/gpu';
const node = (name: string, ...verdicts: NodeVerdict[]): NodeExplanation => ({
  name,
  product: null,
  verdicts,
  resources: [],
});
const short = (free: number, asked = 4): NodeVerdict => ({
  kind: 'insufficient',
  resource: GPU,
  asked,
  free,
  allocatable: 4,
  capacity: 4,
});
const supply = (more: Partial<Supply>): Supply => ({
  resource: GPU,
  asked: 4,
  nodes: 3,
  free: 0,
  mostFree: 0,
  mostAllocatable: 4,
  fragmented: false,
  ...more,
});
const selector = (wanted: string, has: string | null): NodeVerdict => ({
  kind: 'selector',
  key: 'pool',
  wanted,
  has,
});

const said = { message: '0/3 nodes are available: 3 Insufficient cpu.', causes: [] };
const sentences = (
  explanation: Partial<PendingExplanation>,
  pending: Pick<Pending, 'message' | 'causes'> = said,
  texts: PodTexts['pending'] = en.pending,
) =>
  pendingSentences(
    { asked: {}, gates: [], group: null, supply: [], nearest: null, nodes: [], ...explanation },
    pending,
    texts,
  );

describe('why a pod waits, in sentences', () => {
  it('tells fragmentation, and the node that comes nearest', () => {
    expect(
      sentences({
        nodes: [node('a', short(1)), node('b', short(1))],
        supply: [supply({ free: 8, mostFree: 3, fragmented: true })],
        nearest: { node: 'a', verdict: short(3), holders: [] },
      }),
    ).toEqual([
      'Enough is free, but scattered: 8 GPUs on 3 nodes that suit it, at most 3 on one. It asks for 4 on one node.',
      'a comes closest: 3 of the 4 GPUs are free there, 1 more has to become free.',
    ]);
  });

  it('tells what is too large for any node', () => {
    const nodes = [node('a', short(4, 16))];
    const large = supply({ asked: 16, free: 20, mostFree: 8, mostAllocatable: 8, fragmented: true });
    expect(sentences({ nodes, supply: [large] })).toEqual([
      'No node that suits it has as many as 16 GPUs: the largest has 8. 20 are free over all of them, but a pod gets all its GPUs on one node.',
    ]);
    expect(sentences({ nodes, supply: [{ ...large, free: 9, fragmented: false }] })).toEqual([
      'No node that suits it has as many as 16 GPUs: the largest has 8.',
    ]);
  });

  it('tells that too little is free', () => {
    const [first] = sentences({ nodes: [node('a', short(1))], supply: [supply({ nodes: 1, free: 1 })] });
    expect(first).toBe('Too little is free: 1 GPU on the one node that suits it, which asks for 4.');
  });

  it.each<readonly [string, NodeExplanation[], string]>([
    ['no node', [], 'The cluster has no node with GPUs.'],
    [
      'a label that no node has',
      [node('a', selector('x', null)), node('b', { kind: 'cordoned' }, selector('x', 'y'))],
      'No node has the label pool=x, which it selects by.',
    ],
    [
      'a resource that no node has',
      [node('a', { kind: 'wrong-resource', resource: 'nvidia.com/mig-1g.10gb', offers: [GPU] })],
      'No node has nvidia.com/mig-1g.10gb.',
    ],
    [
      'affinity that no node meets',
      [node('a', { kind: 'affinity', unmet: [] })],
      'No node meets its required node affinity.',
    ],
    [
      'a different thing on each',
      [node('a', { kind: 'cordoned' }), node('b', selector('x', null))],
      'None of the 2 GPU nodes suits it.',
    ],
  ])('tells what it finds nowhere: %s', (_, nodes, sentence) => {
    expect(sentences({ nodes, supply: [supply({ nodes: 0 })] })).toEqual([sentence]);
  });

  it('tells the one thing in the way', () => {
    const taint: NodeVerdict = { kind: 'taint', taint: 'dedicated=ml:NoSchedule' };
    const nodes = [node('a', taint), node('b', { kind: 'cordoned' })];
    expect(sentences({ nodes, nearest: { node: 'a', verdict: taint, holders: [] } })).toContain(
      'a comes closest: the only blocking reason is taint dedicated=ml:NoSchedule.',
    );
  });

  it('leaves the last word to the scheduler where a node would do', () => {
    const nodes = ['a', 'b', 'c', 'd'].map((name) => node(name));
    const [fits, elsewhere] = sentences({ nodes });
    expect(fits).toBe('By GPUs, taints and labels it would fit on a, b, c and 1 more.');
    expect(elsewhere).toContain('which the scheduler’s message names');
    expect(sentences({ nodes }, { message: null, causes: [] })[1]).toBe(
      'The scheduler has not reported a reason yet.',
    );
  });

  it('tells gates first', () => {
    expect(sentences({ gates: ['kueue.x-k8s.io/admission'], nodes: [node('a')] })).toEqual([
      expect.stringContaining('scheduling gate kueue.x-k8s.io/admission'),
      'Kueue does so once its queue has quota for it.',
      'By GPUs, taints and labels it would fit on a.',
    ]);
  });

  it('tells of a group first where that is the cause, else last', () => {
    const group = { name: 'gang', minimum: 3, members: 2, running: 1, waiting: 1 };
    const sentence =
      'It belongs to the group gang, whose pods are to start together: of 3 that it takes 2 are there, 1 running and 1 waiting for a node.';
    const nodes = [node('a', { kind: 'cordoned' })];
    expect(sentences({ group, nodes })[0]).toBe(sentence);
    const complete = { ...group, minimum: null, members: 3, waiting: 2 };
    const told = sentences({ group: complete, nodes });
    expect(told[0]).toBe('The only GPU node does not suit it.');
    expect(told[1]).toContain('3 are there, 1 running and 2 waiting');
    const causes: Pending['causes'] = [
      { kind: 'gang', nodes: null, detail: null, places: [], text: 'pod group is not ready' },
    ];
    expect(sentences({ group: complete, nodes }, { message: '…', causes })[0]).toBe(told[1]);
  });

  it('speaks Chinese', () => {
    const nodes = [node('a', short(3))];
    const scattered = supply({ free: 8, mostFree: 3, fragmented: true });
    expect(sentences({ nodes, supply: [scattered] }, said, zhCN.pending)).toEqual([
      '空闲总量足够，但过于零散：3 个合适的节点共空闲 8 个 GPU，单个节点最多 3 个，而它要求同一节点上有 4 个。',
    ]);
  });
});
