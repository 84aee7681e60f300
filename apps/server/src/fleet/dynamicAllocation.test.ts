import { describe, expect, it } from 'vitest';
import { requestSatisfiable } from '../doctor/checks/requestSatisfiable.ts';
import { known } from '../fact.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import { factsOf, healthyWorld } from '../testing/doctorWorld.ts';
import { clusterOf, deviceOf, viewOf } from '../testing/fleetObjects.ts';
import { CREATED, type KubeObject, kubeNode, kubePod } from '../testing/kubeObjects.ts';
import { joinFleet } from './fleet.ts';
import { nodeView, podsByNode } from './nodes.ts';
import { explainPending } from './pending/explainPending.ts';
import { gpuPods, podView } from './pods.ts';

const DRIVER = 'gpu.nvidia.com';
const NODE = 'gpu-node-a';
const nodes = [kubeNode(NODE, { gpus: 0, labels: { 'nvidia.com/gpu.present': 'true' } })];

interface DeviceOptions {
  readonly type?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly more?: object;
}

function device(name: string, { type = 'gpu', attributes = {}, more = {} }: DeviceOptions = {}) {
  const texts = { type, productName: 'NVIDIA H100 80GB HBM3', ...attributes };
  return {
    name,
    attributes: Object.fromEntries(Object.entries(texts).map(([key, string]) => [key, { string }])),
    ...more,
  };
}

const gpu = (index: number, more: object = {}) =>
  device(`gpu-${index}`, { attributes: { uuid: `GPU-${index}` }, more });

const mig = (board: number, profile: string, at: number, attributes: Readonly<Record<string, string>> = {}) =>
  device(`gpu-${board}-mig-${profile.replace('.', '')}-19-${at}`, {
    type: 'mig',
    attributes: { profile, ...attributes },
  });

function slice(devices: readonly object[], { name = NODE, generation = 1 } = {}): KubeObject {
  return {
    metadata: { name: `${name}-${generation}`, creationTimestamp: CREATED },
    spec: {
      driver: DRIVER,
      nodeName: NODE,
      pool: { name: NODE, generation, resourceSliceCount: 1 },
      devices,
    },
  };
}

interface ClaimOptions {
  readonly namespace?: string;
  readonly requests: readonly object[];
  readonly results?: readonly object[];
  readonly pods?: readonly string[];
}

function claim(name: string, { namespace = 'ml', requests, results, pods = [] }: ClaimOptions): KubeObject {
  return {
    metadata: { name, namespace, creationTimestamp: CREATED },
    spec: { devices: { requests } },
    status: {
      ...(results && {
        allocation: {
          devices: { results: results.map((one) => ({ driver: DRIVER, pool: NODE, ...one })) },
        },
      }),
      reservedFor: pods.map((pod) => ({ resource: 'pods', name: pod, uid: `uid-${pod}` })),
    },
  };
}

/** A pod whose one claim is there under its own name. */
function claimant(name: string, resourceClaimName: string, node?: string, namespace = 'ml'): KubeObject {
  return kubePod(name, {
    namespace,
    gpus: 0,
    ...(node !== undefined && { node }),
    spec: {
      ...(node !== undefined && { nodeName: node }),
      containers: [{ name: 'main', image: 'registry.example/train:1' }],
      resourceClaims: [{ name: 'gpu', resourceClaimName }],
    },
  });
}

const exactly = (more: object = {}) => [{ name: 'gpu', exactly: { deviceClassName: DRIVER, ...more } }];

/** The node's counts, what each pod in the list asks for, and who holds what. */
function shown(cluster: ClusterView) {
  const fleet = joinFleet(cluster, undefined);
  const [record] = cluster.nodes.values();
  const node = record && nodeView(record, podsByNode(cluster, fleet).get(NODE) ?? [], fleet);
  return {
    counts: node?.gpuCounts,
    resources: node?.resources,
    requests: Object.fromEntries(
      gpuPods(cluster, fleet).map((pod) => [pod.name, podView(pod, fleet).requests]),
    ),
    claims: Object.fromEntries(gpuPods(cluster, fleet).map((pod) => [pod.name, podView(pod, fleet).claims])),
    holders: Object.fromEntries(
      [...fleet.claimed.podsOf].map(([uuid, pods]) => [uuid, pods.map(({ name }) => name)]),
    ),
  };
}

describe('a claim with adminAccess', () => {
  const pods = [claimant('exporter-abcde', 'exporter-abcde-gpus', NODE, 'monitoring')];
  const results = [0, 1].map((index) => ({ request: 'gpus', device: `gpu-${index}` }));
  const asks = { deviceClassName: DRIVER, adminAccess: true, allocationMode: 'All' };

  it.each([
    ['v1, told of the results', [{ name: 'gpus', exactly: asks }], true],
    ['v1, told of the request alone', [{ name: 'gpus', exactly: asks }], undefined],
    ['v1beta1', [{ name: 'gpus', ...asks }], true],
  ])('holds nothing: %s', (_, requests, adminAccess) => {
    const given = results.map((one) => ({ ...one, ...(adminAccess && { adminAccess }) }));
    const admin = claim('exporter-abcde-gpus', {
      namespace: 'monitoring',
      requests,
      results: given,
      pods: ['exporter-abcde'],
    });
    const {
      counts,
      holders,
      requests: asked,
    } = shown(clusterOf(nodes, pods, { slices: [slice([gpu(0), gpu(1)])], claims: [admin] }));
    expect(counts).toMatchObject({ total: 2, allocatable: 2, allocated: 0, free: 2 });
    expect(holders).toEqual({});
    expect(asked).toEqual({});
  });

  it('holds nothing where the exporter names its pod for each device, as kubelet tells it', () => {
    const admin = claim('exporter-abcde-gpus', {
      namespace: 'monitoring',
      requests: [{ name: 'gpus', exactly: asks }],
      results,
      pods: ['exporter-abcde'],
    });
    const cluster = clusterOf(nodes, pods, { slices: [slice([gpu(0), gpu(1)])], claims: [admin] });
    const workloads = [{ namespace: 'monitoring', name: 'exporter-abcde', container: 'main' }];
    const origin = { hostname: NODE };
    const { gpus, bystanders } = joinFleet(cluster, viewOf([deviceOf('GPU-0', { workloads, origin })]));
    expect(gpus.map(({ pods }) => pods)).toEqual([[]]);
    expect([...bystanders]).toEqual(['monitoring/exporter-abcde']);
  });

  it('takes nothing from who holds the device beside it', () => {
    const claims = [
      claim('look', {
        requests: exactly({ adminAccess: true }),
        results: [{ request: 'gpu', device: 'gpu-0', adminAccess: true }],
        pods: ['look'],
      }),
      claim('train', {
        requests: exactly(),
        results: [{ request: 'gpu', device: 'gpu-0' }],
        pods: ['train'],
      }),
    ];
    const { counts, holders } = shown(
      clusterOf(nodes, [claimant('look', 'look', NODE), claimant('train', 'train', NODE)], {
        slices: [slice([gpu(0), gpu(1)])],
        claims,
      }),
    );
    expect(counts).toMatchObject({ allocated: 1, free: 1 });
    expect(holders).toEqual({ 'GPU-0': ['train'] });
  });
});

describe('a claim with alternatives (firstAvailable)', () => {
  const requests = [
    {
      name: 'gpu',
      firstAvailable: [
        { name: 'big', deviceClassName: DRIVER, count: 2 },
        { name: 'small', deviceClassName: 'mig.nvidia.com', count: 1 },
      ],
    },
  ];
  const alternatives = [
    { name: 'big', deviceClass: DRIVER, count: 2 },
    { name: 'small', deviceClass: 'mig.nvidia.com', count: 1 },
  ];

  it('is shown, and counts nothing until it is allocated', () => {
    const {
      counts,
      requests: asked,
      claims,
    } = shown(
      clusterOf(nodes, [claimant('waits', 'any-gpu')], {
        slices: [slice([gpu(0), gpu(1)])],
        claims: [claim('any-gpu', { requests })],
      }),
    );
    expect(counts).toMatchObject({ allocated: 0, free: 2 });
    expect(asked).toEqual({ waits: {} });
    expect(claims['waits']).toEqual([
      { claim: 'any-gpu', request: 'gpu', alternatives, allocated: 0, chosen: null },
    ]);
  });

  it('counts as the alternative that was given', () => {
    const {
      counts,
      requests: asked,
      claims,
    } = shown(
      clusterOf(nodes, [claimant('runs', 'any-gpu', NODE)], {
        slices: [slice([gpu(0), gpu(1), gpu(2)])],
        claims: [
          claim('any-gpu', {
            requests,
            results: [0, 1].map((index) => ({ request: 'gpu/big', device: `gpu-${index}` })),
            pods: ['runs'],
          }),
        ],
      }),
    );
    expect(counts).toMatchObject({ total: 3, allocatable: 3, allocated: 2, free: 1 });
    expect(asked).toEqual({ runs: { [DRIVER]: 2 } });
    expect(claims['runs']).toMatchObject([{ allocated: 2, chosen: 'big' }]);
  });
});

it('a claim for all devices counts none until it is given them', () => {
  const all = { requests: exactly({ allocationMode: 'All' }) };
  const options = { slices: [slice([gpu(0), gpu(1)])] };
  const waits = shown(clusterOf(nodes, [claimant('p', 'c')], { ...options, claims: [claim('c', all)] }));
  expect(waits.requests).toEqual({ p: {} });
  expect(waits.claims['p']).toMatchObject([{ alternatives: [{ deviceClass: DRIVER, count: null }] }]);
  const results = [0, 1].map((index) => ({ request: 'gpu', device: `gpu-${index}` }));
  const given = claim('c', { ...all, results, pods: ['p'] });
  const runs = shown(clusterOf(nodes, [claimant('p', 'c', NODE)], { ...options, claims: [given] }));
  expect(runs.requests).toEqual({ p: { [DRIVER]: 2 } });
  expect(runs.counts).toMatchObject({ allocated: 2, free: 0 });
});

describe('an extended resource that a device class stands for (KEP-5004)', () => {
  const classOf = (name: string, extendedResourceName?: string): KubeObject => ({
    metadata: { name, creationTimestamp: CREATED },
    spec: {
      ...(extendedResourceName !== undefined && { extendedResourceName }),
      selectors: [{ cel: { expression: `device.driver == '${DRIVER}'` } }],
    },
  });
  const asks = (resource: string) => {
    const amounts = { [resource]: '1' };
    return [{ name: 'app', image: 'busybox', resources: { limits: amounts, requests: amounts } }];
  };
  const message = '0/1 nodes are available: 1 cannot allocate all claims.';
  const train0 = (resource: string) =>
    kubePod('train-0', {
      node: NODE,
      spec: { containers: asks(resource) },
      status: {
        extendedResourceClaimStatus: {
          resourceClaimName: 'train-0-extended-resources-abcde',
          requestMappings: [
            { containerName: 'app', resourceName: resource, requestName: 'container-0-request-0' },
          ],
        },
      },
    });
  const train1 = (resource: string) =>
    kubePod('train-1', {
      spec: { containers: asks(resource) },
      status: { conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }] },
    });
  const given = claim('train-0-extended-resources-abcde', {
    requests: [{ name: 'container-0-request-0', exactly: { deviceClassName: DRIVER, count: 1 } }],
    results: [{ request: 'container-0-request-0', device: 'gpu-0' }],
    pods: ['train-0'],
  });
  const worldOf = (resource: string, deviceClass: KubeObject, more: object = {}) =>
    clusterOf(nodes, [train0(resource), train1(resource)], {
      slices: [slice([gpu(0)])],
      claims: [given],
      deviceClasses: [deviceClass],
      ...more,
    });
  const cases = [
    ['nvidia.com/gpu', classOf(DRIVER, 'nvidia.com/gpu')],
    ['nvidia.com/gpu', classOf('h100', 'nvidia.com/gpu')],
    [`deviceclass.resource.kubernetes.io/${DRIVER}`, classOf(DRIVER)],
  ] as const;

  it.each(cases)('is counted once, as the claim’s device: %s', (resource, deviceClass) => {
    const { counts, requests, holders, resources } = shown(worldOf(resource, deviceClass));
    expect(counts).toMatchObject({ total: 1, allocatable: 1, allocated: 1, free: 0 });
    expect(requests).toEqual({ 'train-0': { [DRIVER]: 1 }, 'train-1': { [resource]: 1 } });
    expect(holders).toEqual({ 'GPU-0': ['train-0'] });
    expect(resources).toHaveLength(1);
  });

  it.each(cases)('is offered, and all of it is taken: %s', (resource, deviceClass) => {
    const cluster = worldOf(resource, deviceClass);
    const facts = { ...factsOf(healthyWorld()), cluster: known(cluster) };
    expect(requestSatisfiable.run(facts).map(({ verdict }) => verdict)).toEqual(['pass']);
    const pod = cluster.pods.get('ml/train-1');
    const explanation = pod && explainPending(pod, cluster, joinFleet(cluster, undefined));
    expect(explanation?.asked).toEqual({ [resource]: 1 });
    expect(explanation?.nodes[0]?.verdicts).toMatchObject([
      { kind: 'insufficient', resource: DRIVER, asked: 1, free: 0 },
    ]);
    expect(explanation?.nearest?.holders).toMatchObject([{ name: 'train-0', count: 1 }]);
    expect(explanation?.supply).toMatchObject([{ resource, free: 0, mostAllocatable: 1 }]);
  });

  it('is not known to be missing while device classes are unread', () => {
    const cluster = worldOf('nvidia.com/gpu', classOf('other'), { unreadDevices: ['deviceclasses'] });
    const facts = { ...factsOf(healthyWorld()), cluster: known(cluster) };
    expect(requestSatisfiable.run(facts).map(({ verdict }) => verdict)).toEqual(['unknown']);
  });

  it('still counts as a request where the claim cannot be read', () => {
    const cluster = worldOf('nvidia.com/gpu', classOf(DRIVER), {
      claims: [],
      unreadDevices: ['resourceclaims'],
    });
    const { counts, requests } = shown(cluster);
    expect(requests['train-0']).toEqual({ 'nvidia.com/gpu': 1 });
    expect(counts).toMatchObject({ total: 1, allocatable: 1, allocated: null, free: null });
  });
});

describe('a tainted device', () => {
  const taint = (effect: string) => ({ taints: [{ key: 'gpu.nvidia.com/xid', value: '79', effect }] });
  const rule = (deviceSelector: object | undefined): KubeObject => ({
    metadata: { name: 'broken', creationTimestamp: CREATED },
    spec: { deviceSelector, taint: { key: 'example.com/broken', effect: 'NoExecute' } },
  });
  const free = { total: 2, allocatable: 2, allocated: 0, free: 2 };
  const oneLess = { total: 2, allocatable: 1, allocated: 0, free: 1 };

  it.each([
    ['NoSchedule', oneLess],
    ['NoExecute', oneLess],
    ['None', free],
  ])('with effect %s', (effect, counts) => {
    expect(
      shown(clusterOf(nodes, [], { slices: [slice([gpu(0, taint(effect)), gpu(1)])] })).counts,
    ).toMatchObject(counts);
  });

  it('of v1beta1 says so in `basic`', () => {
    const basic = { attributes: { uuid: { string: 'GPU-0' } }, ...taint('NoSchedule') };
    const cluster = clusterOf(nodes, [], { slices: [slice([{ name: 'gpu-0', basic }, gpu(1)])] });
    expect(shown(cluster).counts).toMatchObject(oneLess);
  });

  it.each([
    ['that names it', { driver: DRIVER, pool: NODE, device: 'gpu-1' }, oneLess],
    ['of another pool', { pool: 'gpu-node-b' }, free],
    ['that selects all', {}, { total: 2, allocatable: 0, allocated: 0, free: 0 }],
    ['that selects none', undefined, free],
  ])('by a rule %s', (_, selector, counts) => {
    const cluster = clusterOf(nodes, [], { slices: [slice([gpu(0), gpu(1)])], taintRules: [rule(selector)] });
    expect(shown(cluster).counts).toMatchObject(counts);
  });

  it('that a pod holds leaves the free ones as they are', () => {
    const held = claim('c', {
      requests: exactly(),
      results: [{ request: 'gpu', device: 'gpu-0' }],
      pods: ['p'],
    });
    const cluster = clusterOf(nodes, [claimant('p', 'c', NODE)], {
      slices: [slice([gpu(0, taint('NoSchedule')), gpu(1)])],
      claims: [held],
    });
    expect(shown(cluster).counts).toMatchObject({ allocated: 1, free: 1 });
  });
});

describe('a MIG device', () => {
  const counters = (set: string) => ({ more: { consumesCounters: [{ counterSet: set, counters: {} }] } });
  const given = (...devices: string[]) =>
    claim('c', {
      requests: [{ name: 'mig', exactly: { deviceClassName: 'mig.nvidia.com', count: devices.length } }],
      results: devices.map((name) => ({ request: 'mig', device: name })),
      pods: ['p'],
    });
  const allocated = (devices: readonly object[], ...names: string[]) =>
    shown(
      clusterOf(nodes, [claimant('p', 'c', NODE)], {
        slices: [slice(devices)],
        claims: names.length > 0 ? [given(...names)] : [],
      }),
    );

  it('of a partitionable GPU is a share of it', () => {
    const part = { ...mig(0, '1g.10gb', 0), ...counters('gpu-0-counter-set').more };
    const devices = [gpu(0, counters('gpu-0-counter-set').more), part, gpu(1)];
    const { counts, requests } = allocated(devices, 'gpu-0-mig-1g10gb-19-0');
    expect(counts?.total).toBe(2);
    expect(counts?.allocated).toBeCloseTo(1 / 7);
    expect(counts?.free).toBeCloseTo(2 - 1 / 7);
    expect(requests).toEqual({ p: { 'gpu.nvidia.com/mig-1g.10gb': 1 } });
  });

  it('of a GPU that is split for good stands for its part of the board that it names', () => {
    const parentUUID = 'GPU-0';
    const devices = [0, 1, 2, 3, 4, 5, 6].map((at) =>
      mig(0, '1g.10gb', at, { uuid: `MIG-${at}`, parentUUID }),
    );
    expect(allocated(devices).counts).toMatchObject({ total: 1, allocatable: 1, allocated: 0, free: 1 });
    const all = allocated(devices, ...devices.map(({ name }) => name));
    expect(all.counts).toMatchObject({ total: 1, allocatable: 1, allocated: 1, free: 0 });
  });

  it('of an A30 is a quarter', () => {
    const devices = [0, 1, 2, 3].map((at) =>
      mig(0, '1g.6gb', at, { productName: 'NVIDIA A30', parentUUID: 'GPU-0' }),
    );
    expect(allocated(devices, 'gpu-0-mig-1g6gb-19-0').counts).toMatchObject({
      total: 1,
      allocated: 0.25,
      free: 0.75,
    });
  });
});

it('a GPU and its passthrough device are one board', () => {
  const pci = { 'resource.kubernetes.io/pciBusID': '0000:3b:00.0' };
  const devices = [
    device('gpu-0', { attributes: { uuid: 'GPU-0', ...pci } }),
    device('gpu-vfio-0', { type: 'vfio', attributes: pci }),
  ];
  expect(shown(clusterOf(nodes, [], { slices: [slice(devices)] })).counts?.total).toBe(1);
});

it('slices of an older generation of a pool are outdated', () => {
  const slices = [slice([gpu(0), gpu(1)]), slice([gpu(0)], { generation: 2 })];
  expect(shown(clusterOf(nodes, [], { slices })).counts?.total).toBe(1);
});

it('a class that only its expression names as one of GPUs makes GPU pods', () => {
  const named = (name: string, driver: string): KubeObject => ({
    metadata: { name, creationTimestamp: CREATED },
    spec: { selectors: [{ cel: { expression: `device.driver == "${driver}" && true` } }] },
  });
  const cluster = clusterOf(nodes, [claimant('p', 'c'), claimant('n', 'nic')], {
    slices: [slice([gpu(0)])],
    deviceClasses: [named('fast', DRIVER), named('nic', 'dranet')],
    claims: [
      claim('c', { requests: [{ name: 'gpu', exactly: { deviceClassName: 'fast' } }] }),
      claim('nic', { requests: [{ name: 'nic', exactly: { deviceClassName: 'nic' } }] }),
    ],
  });
  expect(shown(cluster).requests).toEqual({ p: { fast: 1 } });
});
