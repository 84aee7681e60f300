import type { SchedulerReasonKind } from '@gpu-console/shared/contract';
import { describe, expect, it } from 'vitest';
import { RECORDED_SENTENCES } from './recordedSentences.ts';
import { schedulerReasons } from './schedulerReasons.ts';

type Expected = readonly [
  kind: SchedulerReasonKind,
  nodes: number | null,
  detail: string | null,
  text: string,
];

const SHORT: Expected = ['insufficient', 1, 'nvidia.com/gpu', '1 Insufficient nvidia.com/gpu'];

/** Sentences of kube-scheduler 1.18 to 1.34, of its plugins, and of the schedulers that stand beside it. */
const SENTENCES: readonly [message: string, reasons: readonly Expected[]][] = [
  ['0/1 nodes are available: 1 Insufficient nvidia.com/gpu.', [SHORT]],
  [
    '0/6 nodes are available: 2 Insufficient nvidia.com/gpu, 4 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }.',
    [
      ['insufficient', 2, 'nvidia.com/gpu', '2 Insufficient nvidia.com/gpu'],
      [
        'taint',
        4,
        'node-role.kubernetes.io/control-plane',
        '4 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }',
      ],
    ],
  ],
  [
    "0/3 nodes are available: 1 node(s) had taint {nvidia.com/gpu: present}, that the pod didn't tolerate, 2 Insufficient nvidia.com/gpu.",
    [
      [
        'taint',
        1,
        'nvidia.com/gpu=present',
        "1 node(s) had taint {nvidia.com/gpu: present}, that the pod didn't tolerate",
      ],
      ['insufficient', 2, 'nvidia.com/gpu', '2 Insufficient nvidia.com/gpu'],
    ],
  ],
  [
    "0/2 nodes are available: 2 node(s) had taints that the pod didn't tolerate.",
    [['taint', 2, null, "2 node(s) had taints that the pod didn't tolerate"]],
  ],
  [
    '0/2 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/unreachable: }, 1 node(s) had untolerated taint(s).',
    [
      [
        'not-ready',
        1,
        'node.kubernetes.io/unreachable',
        '1 node(s) had untolerated taint {node.kubernetes.io/unreachable: }',
      ],
      ['taint', 1, null, '1 node(s) had untolerated taint(s)'],
    ],
  ],
  [
    '0/4 nodes are available: 3 node(s) had untolerated taint {team.example/owner: a, 2 b}, 1 Insufficient nvidia.com/gpu.',
    [
      [
        'taint',
        3,
        'team.example/owner=a, 2 b',
        '3 node(s) had untolerated taint {team.example/owner: a, 2 b}',
      ],
      SHORT,
    ],
  ],
  [
    "0/12 nodes are available: 10 Insufficient nvidia.com/gpu, 2 node(s) didn't match Pod's node affinity/selector. preemption: 0/12 nodes are available: 10 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.",
    [
      ['insufficient', 10, 'nvidia.com/gpu', '10 Insufficient nvidia.com/gpu'],
      ['selector', 2, null, "2 node(s) didn't match Pod's node affinity/selector"],
    ],
  ],
  [
    "0/1 nodes are available: 1 node(s) didn't match node selector.",
    [['selector', 1, null, "1 node(s) didn't match node selector"]],
  ],
  [
    "0/3 nodes are available: 3 node(s) didn't satisfy plugin(s) [NodeAffinity]. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
    [['selector', 3, null, "3 node(s) didn't satisfy plugin(s) [NodeAffinity]"]],
  ],
  [
    "0/3 nodes are available: 1 node(s) didn't match pod affinity/anti-affinity rules, 2 node(s) didn't satisfy existing pods anti-affinity rules.",
    [
      ['anti-affinity', 1, null, "1 node(s) didn't match pod affinity/anti-affinity rules"],
      ['anti-affinity', 2, null, "2 node(s) didn't satisfy existing pods anti-affinity rules"],
    ],
  ],
  [
    '0/1 nodes are available: 1 Insufficient nvidia.com/gpu. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
    [SHORT],
  ],
  [
    '0/2 nodes are available: 1 Insufficient nvidia.com/mig-1g.10gb, 1 node(s) were unschedulable. preemption: not eligible due to preemptionPolicy=Never.',
    [
      ['insufficient', 1, 'nvidia.com/mig-1g.10gb', '1 Insufficient nvidia.com/mig-1g.10gb'],
      ['cordoned', 1, null, '1 node(s) were unschedulable'],
    ],
  ],
  [
    "0/2 nodes are available: 1 cannot allocate all claims, 1 node(s) didn't match Pod's node affinity/selector. still not schedulable, preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.",
    [
      ['claims', 1, null, '1 cannot allocate all claims'],
      ['selector', 1, null, "1 node(s) didn't match Pod's node affinity/selector"],
    ],
  ],
  [
    '0/4 nodes are available: pod has unbound immediate PersistentVolumeClaims.',
    [['volume', null, null, 'pod has unbound immediate PersistentVolumeClaims']],
  ],
  [
    "0/3 nodes are available: 1 node(s) had volume node affinity conflict, 1 node(s) didn't match pod topology spread constraints, 1 node(s) didn't have free ports for the requested pod ports.",
    [
      ['volume', 1, null, '1 node(s) had volume node affinity conflict'],
      ['topology', 1, null, "1 node(s) didn't match pod topology spread constraints"],
      ['ports', 1, null, "1 node(s) didn't have free ports for the requested pod ports"],
    ],
  ],
  [
    '0/2 nodes are available: 1 Too many pods, 1 Insufficient cpu.',
    [
      ['too-many-pods', 1, null, '1 Too many pods'],
      ['insufficient', 1, 'cpu', '1 Insufficient cpu'],
    ],
  ],
  [
    'Scheduling is blocked due to non-empty scheduling gates',
    [['gated', null, null, 'Scheduling is blocked due to non-empty scheduling gates']],
  ],
  [
    '0/3 nodes are available: pre-filter pod train-0 cannot find enough sibling pods, current pods number: 1, minMember of group: 3.',
    [
      [
        'gang',
        null,
        null,
        'pre-filter pod train-0 cannot find enough sibling pods, current pods number: 1, minMember of group: 3',
      ],
    ],
  ],
  [
    '2/2 tasks in gang unschedulable: pod group is not ready, 2 Pending, 2 minAvailable; Pending: 2 Unschedulable',
    [
      [
        'gang',
        null,
        null,
        '2/2 tasks in gang unschedulable: pod group is not ready, 2 Pending, 2 minAvailable; Pending: 2 Unschedulable',
      ],
    ],
  ],
  [
    '0/3 nodes are unavailable: 1 Insufficient nvidia.com/gpu, 2 node(s) pod number exceeded.',
    [SHORT, ['too-many-pods', 2, null, '2 node(s) pod number exceeded']],
  ],
  ['all nodes are unavailable: 1 Insufficient nvidia.com/gpu.', [SHORT]],
  [
    'queue resource quota insufficient: insufficient nvidia.com/gpu',
    [['quota', null, null, 'queue resource quota insufficient: insufficient nvidia.com/gpu']],
  ],
  ['no nodes available to schedule pods', [['other', null, null, 'no nodes available to schedule pods']]],
  ['preemption: not eligible due to preemptionPolicy=Never.', []],
  ['', []],
];

describe('the scheduler’s reasons', () => {
  it.each(SENTENCES)('of %j', (message, reasons) => {
    expect(
      schedulerReasons(message).map(({ kind, nodes, detail, text }) => [kind, nodes, detail, text]),
    ).toEqual(reasons);
  });

  it.each(RECORDED_SENTENCES)(
    'in what $version said are all known, to the last word: $message',
    ({ message }) => {
      const reasons = schedulerReasons(message);
      expect(reasons.length).toBeGreaterThan(0);
      for (const { kind, nodes, text } of reasons) {
        if (message.startsWith('0/')) expect(kind).not.toBe('other');
        expect(text).not.toMatch(/preempt|\. /i);
        expect(text.startsWith(nodes === null ? '' : `${nodes} `)).toBe(true);
      }
    },
  );
});
