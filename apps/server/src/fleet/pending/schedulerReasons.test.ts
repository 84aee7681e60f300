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

/** Kind, nodes, detail and places of each reason. */
const OTHERS: readonly [
  message: string,
  reasons: readonly (readonly [SchedulerReasonKind, number | null, string | null, ...string[]])[],
][] = [
  // AliyunContainerService/gpushare-scheduler-extender
  [
    '0/3 nodes are available: 1 Insufficient GPU Memory in one device, 2 Insufficient aliyun.com/gpu-mem.',
    [
      ['insufficient', 1, 'aliyun.com/gpu-mem'],
      ['insufficient', 2, 'aliyun.com/gpu-mem'],
    ],
  ],
  ['0/2 nodes are available: 2 Insufficient room of some kind.', [['insufficient', 2, null]]],
  // Volcano: vGPUs, gangs
  ['0/1 nodes are unavailable: 1 hami-vgpuDeviceSharing error.', [['device', 1, 'volcano.sh/vgpu-number']]],
  [
    '1/1 tasks in gang unschedulable: pod group is not ready, 1 Pending, 1 minAvailable; Pending: 1 Undetermined',
    [['gang', null, null]],
  ],
  // tkestack/gpu-admission
  ['0/2 nodes are available: 2 ExceedsGPUQuota.', [['quota', 2, null]]],
  // KAI, run:ai
  [
    "No nodes with enough resources were found: 2 node(s) didn't have enough resources: GPUs.",
    [['insufficient', 2, 'nvidia.com/gpu']],
  ],
  [
    "no nodes with enough resources were found: 2 node(s) had untolerated taint(s). \n5 node(s) didn't have enough resources: GPU memory.",
    [
      ['taint', 2, null],
      ['insufficient', 5, 'gpu-memory'],
    ],
  ],
  [
    "Node gpu-node-a didn't have enough resources: GPUs, requested: 1, used: 8, capacity: 8",
    [['insufficient', 1, 'nvidia.com/gpu', 'gpu-node-a']],
  ],
  [
    'team-a quota has reached the allowable limit of GPUs. Limit is 8 GPUs, currently 6 GPUs allocated and workload requested 4 GPUs',
    [['quota', null, 'nvidia.com/gpu']],
  ],
  [
    'Non-preemptible workload is over quota. Workload requested 2 GPUs, but team-a quota is 1 GPUs, while 0 GPUs are already allocated for non-preemptible pods. Use a preemptible workload to go over quota.',
    [['quota', null, 'nvidia.com/gpu']],
  ],
  // HAMi
  ['0/3 nodes are available: 3 node unregistered.', [['unregistered', 3, null]]],
  [
    'no available node, 3 nodes do not meet; 2 nodes failed: CardInsufficientMemory (gpu-node-a, gpu-node-b); 1 nodes failed: CardTypeMismatch (gpu-node-c)',
    [
      ['insufficient', 2, 'nvidia.com/gpumem', 'gpu-node-a', 'gpu-node-b'],
      ['device', 1, 'CardTypeMismatch', 'gpu-node-c'],
    ],
  ],
  ['no available node, 3 nodes do not meet', [['other', 3, null]]],
  ['1 nodes CardInsufficientCore(gpu-node-a)', [['insufficient', 1, 'nvidia.com/gpucores', 'gpu-node-a']]],
  ['0/1 nodes are available: 1 CardTimeSlicingExhausted.', [['insufficient', 1, 'nvidia.com/gpu']]],
  ['0/1 nodes are available: 1 NodeUnfitPod.', [['device', 1, 'NodeUnfitPod']]],
  ['0/1 nodes are available: 1 CardUuidMismatch.', [['device', 1, 'CardUuidMismatch']]],
  [
    '0/4 nodes are available: 4 Insufficient nvidia.com/gpu.memory. preemption: 0/4 nodes are available: 4 No preemption victims found for incoming pod.',
    [['insufficient', 4, 'nvidia.com/gpu.memory']],
  ],
  // Karpenter
  [
    'Failed to schedule pod, incompatible with nodepool "gpu", daemonset overhead={"cpu":"340m","pods":"6"}, no instance type satisfied resources {"cpu":"1340m","nvidia.com/gpu":"1","pods":"7"} and requirements karpenter.sh/nodepool In [gpu] (no instance type has enough resources)',
    [['instance-type', null, 'nvidia.com/gpu', 'gpu']],
  ],
  [
    'Failed to schedule pod, incompatible with nodepool "a", daemonset overhead={"cpu":"1"}, did not tolerate dedicated=ml:NoSchedule; incompatible with nodepool "b", daemonset overhead={"cpu":"1"}, incompatible requirements, key zone, zone In [x] not in zone In [y]; incompatible with nodepool "c", all available instance types exceed limits for nodepool',
    [
      ['taint', null, 'dedicated=ml', 'a'],
      ['selector', null, null, 'b'],
      ['quota', null, null, 'c'],
    ],
  ],
  // Kueue
  [
    "couldn't assign flavors to pod set main: insufficient unused quota for nvidia.com/gpu in flavor a100, 1 more needed, insufficient unused quota for cpu in flavor a100, 2 more needed. Pending the preemption of 1 workload(s)",
    [
      ['quota', null, 'nvidia.com/gpu'],
      ['quota', null, 'cpu'],
    ],
  ],
  // YuniKorn
  ['Not enough queue quota', [['quota', null, null]]],
  [
    "Request 'train-0' does not fit in 'root.ml' queue (requested map[nvidia.com/gpu:8], available map[])",
    [['quota', null, null]],
  ],
  // The cluster autoscaler, which counts node groups
  [
    "pod didn't trigger scale-up: 1 node(s) had untolerated taint {a: b}, 3 max node group size reached, 1 in backoff after failed scale-up, 2 Insufficient nvidia.com/gpu",
    [
      ['taint', null, 'a=b'],
      ['scale-up', null, null],
      ['scale-up', null, null],
      ['insufficient', null, 'nvidia.com/gpu'],
    ],
  ],
];

describe('other schedulers’ reasons', () => {
  it.each(OTHERS)('of %j', (message, reasons) => {
    const read = schedulerReasons(message);
    expect(read.map(({ kind, nodes, detail, places }) => [kind, nodes, detail, ...places])).toEqual(reasons);
  });
});
