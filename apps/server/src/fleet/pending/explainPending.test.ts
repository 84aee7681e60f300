import { describe, expect, it } from 'vitest';
import { clusterOf, deviceOf, viewOf } from '../../testing/fleetObjects.ts';
import { CREATED_SECONDS, type KubeObject, kubeNode, kubePod } from '../../testing/kubeObjects.ts';
import { joinFleet } from '../fleet.ts';
import { explainPending } from './explainPending.ts';

const PRESENT = { 'nvidia.com/gpu.present': 'true' };

interface Scene {
  readonly nodes: readonly KubeObject[];
  readonly pods?: readonly KubeObject[];
  readonly metrics?: ReturnType<typeof viewOf>;
}

/** What is said of `waits`, in a cluster of these. */
function explain(waits: KubeObject, { nodes, pods = [], metrics = viewOf([]) }: Scene) {
  const cluster = clusterOf(nodes, [waits, ...pods]);
  const record = cluster.pods.get(`ml/${waits.metadata.name}`);
  if (record === undefined) throw new Error('the pod asks for no GPU');
  return explainPending(record, cluster, joinFleet(cluster, metrics));
}

const holds = (node: string, gpus: number) => kubePod(`holds-${node}`, { node, gpus });
const tainted = (...taints: object[]) => ({ spec: { taints } });
const affinity = (...nodeSelectorTerms: object[]) => ({
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
});

describe('the verdicts on a node', () => {
  const short = {
    kind: 'insufficient',
    resource: 'nvidia.com/gpu',
    asked: 2,
    free: 1,
    allocatable: 4,
    capacity: 4,
  };
  it.each([
    ['it fits', {}, {}, []],
    ['cordoned', { spec: { unschedulable: true } }, {}, [{ kind: 'cordoned' }]],
    [
      'cordoned, with the taint that comes of it',
      {
        spec: {
          unschedulable: true,
          taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }],
        },
      },
      {},
      [{ kind: 'cordoned' }],
    ],
    [
      'a cordon it tolerates',
      { spec: { unschedulable: true } },
      { tolerations: [{ key: 'node.kubernetes.io/unschedulable', operator: 'Exists' }] },
      [],
    ],
    ['not ready', { ready: false }, {}, [{ kind: 'not-ready' }]],
    [
      'not ready, with the taints that come of it',
      tainted(
        { key: 'node.kubernetes.io/unreachable', effect: 'NoSchedule' },
        { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' },
      ),
      { tolerations: [{ key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' }] },
      [{ kind: 'not-ready' }],
    ],
    ['not ready, which it tolerates', { ready: false }, { tolerations: [{ operator: 'Exists' }] }, []],
    [
      'a taint',
      tainted({ key: 'dedicated', value: 'research', effect: 'NoSchedule' }),
      {},
      [{ kind: 'taint', taint: 'dedicated=research:NoSchedule' }],
    ],
    [
      'a taint it tolerates, and one that only asks',
      tainted(
        { key: 'dedicated', value: 'research', effect: 'NoSchedule' },
        { key: 'old', effect: 'PreferNoSchedule' },
      ),
      { tolerations: [{ key: 'dedicated', value: 'research' }] },
      [],
    ],
    [
      'a selector',
      { labels: { pool: 'a' } },
      { nodeSelector: { pool: 'b', zone: 'x' } },
      [
        { kind: 'selector', key: 'pool', wanted: 'b', has: 'a' },
        { kind: 'selector', key: 'zone', wanted: 'x', has: null },
      ],
    ],
    [
      'affinity, by the term that lacks least',
      { labels: { pool: 'a' } },
      affinity(
        {
          matchExpressions: [
            { key: 'pool', operator: 'In', values: ['b'] },
            { key: 'zone', operator: 'Exists' },
          ],
        },
        { matchExpressions: [{ key: 'pool', operator: 'NotIn', values: ['a'] }] },
      ),
      [{ kind: 'affinity', unmet: [{ key: 'pool', operator: 'NotIn', values: ['a'], has: 'a' }] }],
    ],
    [
      'everything at once',
      { ready: false, spec: { unschedulable: true } },
      { nodeSelector: { pool: 'b' } },
      [
        { kind: 'cordoned' },
        { kind: 'not-ready' },
        { kind: 'selector', key: 'pool', wanted: 'b', has: null },
      ],
    ],
  ])('%s', (_, options, spec, verdicts) => {
    const explanation = explain(kubePod('waits', { gpus: 2, spec }), {
      nodes: [kubeNode('n', { gpus: 4, ...options })],
    });
    expect(explanation?.nodes).toMatchObject([{ name: 'n', verdicts }]);
    expect(explanation?.nodes[0]?.verdicts).toHaveLength(verdicts.length);
  });

  it('no free GPU: those of pods that have ended are free', () => {
    const pods = [holds('n', 3), kubePod('ended', { node: 'n', gpus: 4, phase: 'Succeeded' })];
    const nodes = [kubeNode('n', { gpus: 4 })];
    expect(explain(kubePod('waits', { gpus: 2 }), { nodes, pods })?.nodes).toEqual([
      {
        name: 'n',
        product: null,
        verdicts: [short],
        resources: [{ name: 'nvidia.com/gpu', free: 1, allocatable: 4 }],
      },
    ]);
  });

  it('the wrong resource, and what there is instead', () => {
    const limits = { 'nvidia.com/mig-1g.10gb': '1' };
    const containers = [{ name: 'main', resources: { limits, requests: limits } }];
    const explanation = explain(kubePod('waits', { spec: { containers } }), {
      nodes: [kubeNode('n'), kubeNode('bare', { gpus: 0, labels: PRESENT })],
    });
    const wrong = { kind: 'wrong-resource', resource: 'nvidia.com/mig-1g.10gb' };
    expect(explanation?.nodes).toMatchObject([
      { name: 'bare', verdicts: [{ ...wrong, offers: [] }] },
      { name: 'n', verdicts: [{ ...wrong, offers: ['nvidia.com/gpu'] }] },
    ]);
    expect(explanation?.nearest).toBeNull();
  });
});

describe('the nearest fit', () => {
  const waits = kubePod('waits', { gpus: 4 });

  it('is the node that lacks the fewest GPUs, before one that is blocked by something else', () => {
    const nodes = [
      kubeNode('cordoned', { gpus: 4, spec: { unschedulable: true } }),
      kubeNode('full', { gpus: 4 }),
      kubeNode('half', { gpus: 4 }),
    ];
    const pods = [holds('full', 4), holds('half', 2)];
    expect(explain(waits, { nodes, pods })).toMatchObject({
      nearest: {
        node: 'half',
        verdict: { kind: 'insufficient', asked: 4, free: 2 },
        holders: [{ namespace: 'ml', name: 'holds-half', count: 2, since: CREATED_SECONDS, idle: null }],
      },
      nodes: [{ name: 'half' }, { name: 'full' }, { name: 'cordoned' }],
    });
  });

  it('is one that a single other thing blocks where no GPUs would do', () => {
    const nodes = [
      kubeNode('small', { gpus: 2 }),
      kubeNode('two-things', { gpus: 4, ready: false, spec: { unschedulable: true } }),
      kubeNode('cordoned', { gpus: 4, spec: { unschedulable: true } }),
    ];
    expect(explain(waits, { nodes })?.nearest).toEqual({
      node: 'cordoned',
      verdict: { kind: 'cordoned' },
      holders: [],
    });
  });

  it('is none where a node fits, or none can ever', () => {
    expect(explain(waits, { nodes: [kubeNode('n', { gpus: 8 })] })?.nearest).toBeNull();
    expect(explain(waits, { nodes: [kubeNode('n', { gpus: 2 })] })?.nearest).toBeNull();
    expect(explain(waits, { nodes: [] })).toMatchObject({ nearest: null, nodes: [] });
  });

  it('is none for a label that no node has, and one for a label that another node has', () => {
    const spec = { nodeSelector: { pool: 'b' } };
    const nodes = [kubeNode('free', { gpus: 4 }), kubeNode('other', { gpus: 4, labels: { pool: 'a' } })];
    expect(explain(kubePod('waits', { spec }), { nodes })?.nearest).toBeNull();
    const zone = affinity({ matchExpressions: [{ key: 'zone', operator: 'Exists' }] });
    expect(explain(kubePod('waits', { spec: zone }), { nodes })?.nearest).toBeNull();
    const full = kubeNode('full', { gpus: 4, labels: { pool: 'b' }, spec: { unschedulable: true } });
    const pods = [holds('full', 4)];
    expect(explain(kubePod('waits', { spec }), { nodes: [...nodes, full], pods })?.nearest).toMatchObject({
      node: 'free',
      verdict: { kind: 'selector' },
    });
  });

  it('names first the pod that leaves most of its GPUs idle', () => {
    const busy = [{ namespace: 'ml', name: 'busy', container: 'main' }];
    const sleeps = [{ namespace: 'ml', name: 'sleeps', container: 'main' }];
    const metrics = viewOf(
      [
        deviceOf('GPU-1', { workloads: busy }),
        deviceOf('GPU-2', { workloads: busy, index: 1 }),
        deviceOf('GPU-3', { workloads: sleeps, index: 2 }),
      ],
      ['GPU-3'],
    );
    const pods = [
      kubePod('busy', { node: 'worker-1', gpus: 2, status: { startTime: '2023-01-01T00:00:00Z' } }),
      kubePod('sleeps', { node: 'worker-1', gpus: 1, status: { startTime: '2023-01-01T00:00:00Z' } }),
    ];
    const nodes = [kubeNode('worker-1', { gpus: 4 })];
    expect(explain(waits, { nodes, pods, metrics })?.nearest?.holders).toMatchObject([
      { name: 'sleeps', count: 1, idle: 1 },
      { name: 'busy', count: 2, idle: 0 },
    ]);
  });
});

describe('what there is of a resource', () => {
  const nodes = [
    kubeNode('a', { gpus: 4 }),
    kubeNode('b', { gpus: 4 }),
    kubeNode('c', { gpus: 8, spec: { unschedulable: true } }),
  ];

  it('may be enough, and never on one node', () => {
    const pods = [holds('a', 2), holds('b', 1)];
    expect(explain(kubePod('waits', { gpus: 4 }), { nodes, pods })?.supply).toEqual([
      {
        resource: 'nvidia.com/gpu',
        asked: 4,
        nodes: 2,
        free: 5,
        mostFree: 3,
        mostAllocatable: 4,
        fragmented: true,
      },
    ]);
  });

  it.each([
    ['too little in all', 4, [holds('a', 3), holds('b', 2)], { free: 3, mostFree: 2, fragmented: false }],
    ['enough on one node', 4, [holds('a', 1)], { free: 7, mostFree: 4, fragmented: false }],
    ['more than any node has', 6, [], { free: 8, mostFree: 4, mostAllocatable: 4, fragmented: true }],
  ])('is %s', (_, gpus, pods, supply) => {
    expect(explain(kubePod('waits', { gpus }), { nodes, pods })?.supply).toMatchObject([supply]);
  });

  it('is nothing where no node suits the pod', () => {
    const spec = { nodeSelector: { pool: 'none' } };
    expect(explain(kubePod('waits', { spec }), { nodes })?.supply).toMatchObject([
      { nodes: 0, free: 0, mostFree: 0, fragmented: false },
    ]);
  });
});

describe('a pod that waits for others', () => {
  const inGroup = { labels: { 'scheduling.x-k8s.io/pod-group': 'gang' } };

  it('says how its group does, of its own namespace and not of those that have ended', () => {
    const pods = [
      kubePod('runs', { node: 'n', ...inGroup }),
      kubePod('waits-too', inGroup),
      kubePod('ended', { node: 'n', phase: 'Failed', ...inGroup }),
      kubePod('other', { namespace: 'other', ...inGroup }),
      kubePod('alone'),
    ];
    expect(explain(kubePod('waits', inGroup), { nodes: [], pods })?.group).toEqual({
      name: 'gang',
      minimum: null,
      members: 3,
      running: 1,
      waiting: 2,
    });
    expect(explain(kubePod('waits'), { nodes: [], pods })?.group).toBeNull();
  });

  it('names the gates that hold it', () => {
    const spec = { schedulingGates: [{ name: 'kueue.x-k8s.io/admission' }] };
    expect(explain(kubePod('waits', { spec }), { nodes: [] })?.gates).toEqual(['kueue.x-k8s.io/admission']);
  });
});

describe('a pod that claims its GPUs', () => {
  const claimant = kubePod('waits', {
    gpus: 0,
    spec: { resourceClaims: [{ name: 'gpus', resourceClaimName: 'two' }] },
  });
  const slice = (node: string, devices: number) => ({
    metadata: { name: `slice-${node}`, creationTimestamp: '2024-03-01T08:00:00Z' },
    spec: {
      driver: 'gpu.nvidia.com',
      nodeName: node,
      pool: { name: node },
      devices: Array.from({ length: devices }, (_, index) => ({ name: `gpu-${index}` })),
    },
  });
  const claim = (status: object) => ({
    metadata: { name: 'two', namespace: 'ml', creationTimestamp: '2024-03-01T08:00:00Z' },
    spec: {
      devices: { requests: [{ name: 'gpu', exactly: { deviceClassName: 'gpu.nvidia.com', count: 2 } }] },
    },
    status,
  });
  const nodes = [kubeNode('n', { gpus: 0, labels: PRESENT })];
  const explained = (status: object) => {
    const cluster = clusterOf(nodes, [claimant], { claims: [claim(status)], slices: [slice('n', 1)] });
    const record = cluster.pods.get('ml/waits');
    return record && explainPending(record, cluster, joinFleet(cluster, viewOf([])));
  };

  it('has them compared with what the driver offers', () => {
    expect(explained({})).toMatchObject({
      asked: { 'gpu.nvidia.com': 2 },
      nodes: [{ verdicts: [{ kind: 'insufficient', asked: 2, free: 1, allocatable: 1 }] }],
    });
  });

  it('asks for no more once it has them', () => {
    const results = [{ driver: 'gpu.nvidia.com', pool: 'n', device: 'gpu-0' }];
    expect(explained({ allocation: { devices: { results } } })).toMatchObject({
      asked: {},
      nodes: [{ verdicts: [] }],
    });
  });
});

describe('a pod that asks for a part of a board', () => {
  const asks = (limits: Readonly<Record<string, string>>) =>
    kubePod('waits', { spec: { containers: [{ name: 'app', resources: { limits, requests: limits } }] } });
  const vllm = asks({ 'nvidia.com/gpu': '1', 'nvidia.com/gpumem': '40000', 'nvidia.com/gpucores': '50' });
  const hami = (name: string, cards: string) => {
    const node = kubeNode(name, { gpus: 20 });
    return {
      ...node,
      metadata: { ...node.metadata, annotations: { 'hami.io/node-nvidia-register': cards } },
    };
  };
  const A100S = 'GPU-a,10,81920,100,NVIDIA-A100,0,true:GPU-b,10,81920,100,NVIDIA-A100,0,true:';
  const holdsPart = (name: string, uuid: string, memory: number, cores: number) =>
    kubePod(name, {
      node: 'n',
      metadata: { annotations: { 'hami.io/vgpu-devices-allocated': `${uuid},NVIDIA,${memory},${cores}:;` } },
    });

  it('has its memory and cores compared with what HAMi has left of each board', () => {
    const nodes = [hami('n', A100S)];
    const memory = [holdsPart('a', 'GPU-a', 60_000, 10), holdsPart('b', 'GPU-b', 50_000, 10)];
    expect(explain(vllm, { nodes, pods: memory })).toMatchObject({
      asked: { 'nvidia.com/gpu': 1, 'nvidia.com/gpumem': 40_000, 'nvidia.com/gpucores': 50 },
      nodes: [
        {
          verdicts: [
            { kind: 'board-short', resource: 'nvidia.com/gpumem', asked: 40_000, free: 31_920, boards: 2 },
          ],
        },
      ],
    });
    const cores = [holdsPart('a', 'GPU-a', 10, 80), holdsPart('b', 'GPU-b', 10, 60)];
    expect(explain(vllm, { nodes, pods: cores })?.nodes[0]?.verdicts).toMatchObject([
      { kind: 'board-short', resource: 'nvidia.com/gpucores', asked: 50, free: 40 },
    ]);
  });

  it('fits where one board has room for all of it', () => {
    const pods = [holdsPart('a', 'GPU-a', 60_000, 10)];
    expect(explain(vllm, { nodes: [hami('n', A100S)], pods })?.nodes[0]?.verdicts).toEqual([]);
  });

  it('is not said to fit where no board is registered, nor by another scheduler’s memory', () => {
    const unknown = (resource: string) => [{ verdicts: [{ kind: 'boards-unknown', resource }] }];
    const nodes = [kubeNode('n', { gpus: 10 })];
    expect(explain(vllm, { nodes })).toMatchObject({ nearest: null, nodes: unknown('nvidia.com/gpumem') });
    expect(explain(asks({ 'aliyun.com/gpu-mem': '8' }), { nodes })).toMatchObject({
      nodes: unknown('aliyun.com/gpu-mem'),
    });
  });

  it('of KAI’s fits on a whole free GPU; what is left of shared ones is not known', () => {
    const waits = kubePod('waits', { gpus: 0, metadata: { annotations: { 'gpu-fraction': '0.5' } } });
    const nodes = [kubeNode('n', { gpus: 2 })];
    expect(explain(waits, { nodes })?.nodes[0]?.verdicts).toEqual([]);
    expect(explain(waits, { nodes, pods: [holds('n', 2)] })?.nodes[0]?.verdicts).toEqual([
      { kind: 'boards-unknown', resource: 'gpu-fraction' },
    ]);
  });
});

describe('a pod that has a node', () => {
  it('has nothing to explain', () => {
    const pods = [kubePod('starts', { node: 'n', phase: 'Pending' })];
    const cluster = clusterOf([kubeNode('n')], pods);
    const [record] = cluster.pods.values();
    expect(record && explainPending(record, cluster, joinFleet(cluster, undefined))).toBeNull();
  });
});
