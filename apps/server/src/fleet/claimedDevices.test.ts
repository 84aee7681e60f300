import { describe, expect, it } from 'vitest';
import { clusterOf, deviceOf, viewOf } from '../testing/fleetObjects.ts';
import { CREATED, type KubeObject, kubeNode, kubePod } from '../testing/kubeObjects.ts';
import { claimedDevices } from './claimedDevices.ts';
import { joinFleet } from './fleet.ts';
import { nodeView, podsByNode } from './nodes.ts';
import { gpuPods, podView } from './pods.ts';

const DRIVER = 'gpu.nvidia.com';

const device = (name: string, type = 'gpu') => ({
  name,
  attributes: {
    uuid: { string: `GPU-${name}` },
    productName: { string: 'NVIDIA H100' },
    type: { string: type },
  },
});

function slice(node: string, devices: readonly object[], driver = DRIVER): KubeObject {
  return {
    metadata: { name: `${node}-${driver}`, creationTimestamp: CREATED },
    spec: { driver, nodeName: node, pool: { name: node, generation: 1, resourceSliceCount: 1 }, devices },
  };
}

function claim(
  name: string,
  given: readonly string[],
  pods: readonly string[],
  deviceClassName = DRIVER,
): KubeObject {
  const driver = deviceClassName;
  return {
    metadata: { name, namespace: 'ml', creationTimestamp: CREATED },
    spec: { devices: { requests: [{ name: 'gpu', exactly: { deviceClassName, count: 2 } }] } },
    status: {
      ...(given.length > 0 && {
        allocation: {
          devices: {
            results: given.map((one) => ({ request: 'gpu', driver, pool: 'worker-1', device: one })),
          },
        },
      }),
      reservedFor: pods.map((pod) => ({ resource: 'pods', name: pod, uid: `uid-${pod}` })),
    },
  };
}

/** A pod that asks by claim, either its own or one made from a template. */
const claimant = (name: string, claimName: string, node?: string) =>
  kubePod(name, {
    gpus: 0,
    ...(node !== undefined && { node }),
    spec: {
      ...(node !== undefined && { nodeName: node }),
      containers: [{ name: 'main', image: 'registry.example/train:1' }],
      resourceClaims: [{ name: 'gpu', resourceClaimTemplateName: 'template' }],
    },
    status: { resourceClaimStatuses: [{ name: 'gpu', resourceClaimName: claimName }] },
  });

const nodes = [kubeNode('worker-1', { gpus: 0, labels: { 'nvidia.com/gpu.present': 'true' } })];
const slices = [slice('worker-1', [device('a'), device('b'), device('c')])];

describe('GPUs handed out by claim', () => {
  const cluster = clusterOf(
    nodes,
    [claimant('train', 'train-gpu', 'worker-1'), claimant('waits', 'waits-gpu')],
    {
      slices,
      claims: [claim('train-gpu', ['a', 'b'], ['train']), claim('waits-gpu', [], [])],
    },
  );
  const fleet = joinFleet(cluster, viewOf([deviceOf('GPU-a'), deviceOf('GPU-b'), deviceOf('GPU-c')]));

  it('count as the node’s, under the driver’s name', () => {
    const record = cluster.nodes.get('worker-1');
    const pods = podsByNode(cluster, fleet).get('worker-1') ?? [];
    const node = record && nodeView(record, pods, fleet);
    expect(node?.resources).toEqual([{ name: DRIVER, capacity: 3, allocatable: 3, requested: 2, limits: 2 }]);
    expect(node?.gpuCounts).toMatchObject({ total: 3, allocatable: 3, allocated: 2, free: 1 });
  });

  it('are what the pods ask for, before they are given and after', () => {
    const requests = gpuPods(cluster, fleet).map((pod) => [pod.name, podView(pod, fleet).requests]);
    expect(requests).toEqual([
      ['train', { [DRIVER]: 2 }],
      ['waits', { [DRIVER]: 2 }],
    ]);
  });

  it('are held by their pod, whatever the exporter says', () => {
    expect(fleet.gpus.map(({ uuid, pods }) => [uuid, pods.map(({ name }) => name)])).toEqual([
      ['GPU-a', ['train']],
      ['GPU-b', ['train']],
      ['GPU-c', []],
    ]);
  });

  it('are held once where the exporter names the pod too', () => {
    const workloads = [{ namespace: 'ml', name: 'train', container: 'main' }];
    const { gpus } = joinFleet(cluster, viewOf([deviceOf('GPU-a', { workloads })]));
    expect(gpus[0]?.pods).toEqual(workloads);
  });
});

describe('a claim', () => {
  it('that two pods share is counted once on the node', () => {
    const cluster = clusterOf(
      nodes,
      [claimant('one', 'shared', 'worker-1'), claimant('two', 'shared', 'worker-1')],
      {
        slices,
        claims: [claim('shared', ['a'], ['one', 'two'])],
      },
    );
    expect(claimedDevices(cluster).resourcesOf.get('worker-1')).toMatchObject([{ requested: 1 }]);
    expect(claimedDevices(cluster).podsOf.get('GPU-a')).toHaveLength(2);
  });

  it('for other devices makes no GPU pod', () => {
    const cluster = clusterOf(nodes, [claimant('net', 'nic', 'worker-1')], {
      slices: [slice('worker-1', [device('nic-0')], 'dranet')],
      claims: [claim('nic', ['nic-0'], ['net'], 'dranet')],
    });
    const fleet = joinFleet(cluster, undefined);
    expect(gpuPods(cluster, fleet)).toEqual([]);
    expect(fleet.claimed.resourcesOf.size).toBe(0);
  });

  it('of v1beta1 is read from where that version keeps things', () => {
    const { name, attributes } = device('a');
    const cluster = clusterOf(nodes, [claimant('train', 'old', 'worker-1')], {
      slices: [slice('worker-1', [{ name, basic: { attributes } }])],
      claims: [
        {
          metadata: { name: 'old', namespace: 'ml', creationTimestamp: CREATED },
          spec: { devices: { requests: [{ name: 'gpu', deviceClassName: DRIVER }] } },
        },
      ],
    });
    const { requestsOf, resourcesOf } = claimedDevices(cluster);
    expect(requestsOf.get('ml/train')).toEqual({ [DRIVER]: 1 });
    expect(resourcesOf.get('worker-1')).toMatchObject([{ capacity: 1, requested: 0 }]);
  });

  it('for parts of a GPU counts beside the whole ones, of which they are made', () => {
    const cluster = clusterOf(nodes, [], {
      slices: [slice('worker-1', [device('a'), device('a-mig', 'mig')])],
    });
    expect(claimedDevices(cluster).resourcesOf.get('worker-1')).toMatchObject([{ capacity: 1 }]);
  });
});
