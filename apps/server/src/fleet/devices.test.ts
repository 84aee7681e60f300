import { describe, expect, it } from 'vitest';
import { clusterOf } from '../testing/fleetObjects.ts';
import { CREATED, CREATED_SECONDS, type KubeObject, kubeNode, kubePod } from '../testing/kubeObjects.ts';
import { deviceViews, unusedClaims } from './devices.ts';
import { joinFleet } from './fleet.ts';
import { podView } from './pods.ts';

const DRIVER = 'gpu.nvidia.com';
const NODE = 'gpu-node-a';
const nodes = [kubeNode(NODE, { gpus: 0, labels: { 'nvidia.com/gpu.present': 'true' } })];

const device = (name: string, attributes: Readonly<Record<string, string>>, more: object = {}) => ({
  name,
  attributes: Object.fromEntries(Object.entries(attributes).map(([key, string]) => [key, { string }])),
  ...more,
});
const counters = { consumesCounters: [{ counterSet: 'gpu-0-counter-set', counters: {} }] };
const taints = [{ key: 'gpu.nvidia.com/gpu-lost', effect: 'NoSchedule', timeAdded: CREATED }];
const slice: KubeObject = {
  metadata: { name: 'slice', creationTimestamp: CREATED },
  spec: {
    driver: DRIVER,
    nodeName: NODE,
    pool: { name: NODE },
    devices: [
      device('gpu-0', { type: 'gpu', uuid: 'GPU-0', productName: 'NVIDIA H100' }, counters),
      ...['gpu-0-mig-1g10gb-19-0', 'gpu-0-mig-1g10gb-19-1'].map((name) =>
        device(name, { type: 'mig', profile: '1g.10gb', parentUUID: 'GPU-0' }, counters),
      ),
      device('gpu-1', { type: 'gpu', uuid: 'GPU-1' }, { taints }),
    ],
  },
};

interface ClaimOptions {
  readonly devices: readonly string[];
  readonly pods?: readonly string[];
  readonly created?: string;
  readonly admin?: boolean;
}

const claim = (
  name: string,
  { devices, pods = [], created = CREATED, admin = false }: ClaimOptions,
): KubeObject => ({
  metadata: { name, namespace: 'ml', creationTimestamp: created },
  spec: {
    devices: { requests: [{ name: 'gpu', exactly: { deviceClassName: DRIVER, adminAccess: admin } }] },
  },
  status: {
    allocation: {
      devices: {
        results: devices.map((one) => ({ request: 'gpu', driver: DRIVER, pool: NODE, device: one })),
      },
    },
    reservedFor: pods.map((pod) => ({ resource: 'pods', name: pod, uid: `uid-${pod}` })),
  },
});

const holder = (name: string, claimName: string, more: { phase?: string; health?: readonly object[] } = {}) =>
  kubePod(name, {
    gpus: 0,
    node: NODE,
    phase: more.phase ?? 'Running',
    spec: {
      nodeName: NODE,
      containers: [{ name: 'main', image: 'registry.example/train:1' }],
      resourceClaims: [{ name: 'mine', resourceClaimName: claimName }],
    },
    status: {
      containerStatuses: [
        {
          name: 'main',
          allocatedResourcesStatus: [{ name: 'claim:mine/gpu', resources: more.health ?? [] }],
        },
      ],
    },
  });

/** The cluster as it was read. */
function joined(options: Parameters<typeof clusterOf>[2], pods: readonly KubeObject[] = []) {
  const view = clusterOf(nodes, pods, { slices: [slice], ...options });
  const state = { ...view, knows: () => true, hasAllPods: true };
  return { state, fleet: joinFleet(view, undefined), view };
}

describe('the devices', () => {
  const claims = [
    claim('train', { devices: ['gpu-0-mig-1g10gb-19-1'], pods: ['train-0'] }),
    claim('look', { devices: ['gpu-1'], pods: ['exporter'], admin: true }),
  ];

  it('are the GPUs and those parts of them that were given, each with who claimed it', () => {
    const pods = [
      holder('train-0', 'train'),
      holder('exporter', 'look'),
      holder('done', 'past', { phase: 'Failed' }),
    ];
    const past = claim('past', { devices: ['gpu-0'], pods: ['done'] });
    const found = deviceViews(joined({ claims: [...claims, past] }, pods));
    expect(found?.map(({ name, claims, share }) => [name, share, claims])).toEqual([
      ['gpu-0', 1, [{ namespace: 'ml', name: 'past', createdAt: CREATED_SECONDS, admin: false, pods: [] }]],
      [
        'gpu-0-mig-1g10gb-19-1',
        1 / 7,
        [{ namespace: 'ml', name: 'train', createdAt: CREATED_SECONDS, admin: false, pods: ['train-0'] }],
      ],
      [
        'gpu-1',
        1,
        [{ namespace: 'ml', name: 'look', createdAt: CREATED_SECONDS, admin: true, pods: ['exporter'] }],
      ],
    ]);
    expect(found?.[2]).toMatchObject({
      schedulable: false,
      taints: [
        {
          key: 'gpu.nvidia.com/gpu-lost',
          value: '',
          effect: 'NoSchedule',
          since: CREATED_SECONDS,
          rule: null,
        },
      ],
    });
  });

  it('are not known, nor who holds them, while these were not read', () => {
    expect(deviceViews(joined({ unreadDevices: ['resourceslices'] }))).toBeNull();
    expect(deviceViews(joined({ unreadDevices: ['resourceclaims'] }))?.map(({ claims }) => claims)).toEqual([
      null,
      null,
    ]);
    expect(unusedClaims(joined({ unreadDevices: ['resourceclaims'] }))).toBeNull();
  });
});

describe('what kubelet says of a device', () => {
  const unhealthy = (resourceID: string) => ({ resourceID, health: 'Unhealthy', message: 'XID 79' });

  it.each([
    ['by its CDI device', 'k8s.gpu.nvidia.com/claim=00000000-0000-4000-8000-000000000001-gpu-1'],
    ['by driver, pool and name', `${DRIVER}/${NODE}/gpu-1`],
  ])('is shown of it and of its pod: %s', (_, id) => {
    const other = { resourceID: id.replace('gpu-1', 'gpu-0'), health: 'Unknown' };
    const pods = [holder('train-0', 'both', { health: [other, unhealthy(id)] })];
    const join = joined(
      { claims: [claim('both', { devices: ['gpu-0', 'gpu-1'], pods: ['train-0'] })] },
      pods,
    );
    expect(
      deviceViews(join)?.map(({ name, health, healthMessage }) => [name, health, healthMessage]),
    ).toEqual([
      ['gpu-0', 'Unknown', null],
      ['gpu-1', 'Unhealthy', 'XID 79'],
    ]);
    const pod = join.view.pods.get('ml/train-0');
    expect(pod && podView(pod, join.fleet).unhealthyDevices).toEqual([
      { container: 'main', resource: 'claim:mine/gpu', device: id, health: 'Unhealthy', message: 'XID 79' },
    ]);
  });

  it('is no longer said once the pod ended', () => {
    const pods = [holder('done', 'one', { phase: 'Failed', health: [unhealthy('any')] })];
    const join = joined({ claims: [claim('one', { devices: ['gpu-0'], pods: ['done'] })] }, pods);
    expect(deviceViews(join)?.map(({ health }) => health)).toEqual([null, null]);
    const pod = join.view.pods.get('ml/done');
    expect(pod && podView(pod, join.fleet).unhealthyDevices).toEqual([]);
  });
});

it('claims that nobody uses are told, oldest first, and why', () => {
  const pods = [holder('done', 'ended', { phase: 'Succeeded' }), holder('runs', 'used')];
  const group = claim('group', { devices: ['gpu-0'] });
  const reservedFor = [
    { apiGroup: 'scheduling.k8s.io', resource: 'podgroups', name: 'train', uid: 'uid-train' },
  ];
  const ofGroup = { ...group, status: { ...Object(group['status']), reservedFor } };
  const at = (hour: number) => `2024-03-01T0${hour}:00:00Z`;
  const found = unusedClaims(
    joined(
      {
        claims: [
          claim('used', { devices: ['gpu-0'], pods: ['done', 'runs'] }),
          claim('ended', { devices: ['gpu-0'], pods: ['done'], created: at(3) }),
          claim('gone', { devices: ['gpu-1'], pods: ['away'], created: at(1) }),
          claim('unreserved', { devices: ['gpu-1'], created: at(2) }),
          claim('look', { devices: ['gpu-1'], admin: true }),
          claim('pending', { devices: [] }),
          ofGroup,
        ],
      },
      pods,
    ),
  );
  expect(found?.map(({ name, reason, pods, devices }) => [name, reason, pods, devices])).toEqual([
    ['gone', 'gone', ['away'], [{ node: NODE, name: 'gpu-1' }]],
    ['unreserved', 'unreserved', [], [{ node: NODE, name: 'gpu-1' }]],
    ['ended', 'ended', ['done'], [{ node: NODE, name: 'gpu-0' }]],
  ]);
});

it('a pod that came anew under the name does not use the claim of the one before', () => {
  const again = holder('train-0', 'other');
  const claims = [claim('old', { devices: ['gpu-0'], pods: ['train-0'] })];
  const renewed = { ...again, metadata: { ...again.metadata, uid: 'uid-anew' } };
  expect(unusedClaims(joined({ claims }, [renewed]))?.map(({ reason }) => reason)).toEqual(['gone']);
});
