import { gpuResourceTest } from '@gpu-console/shared/kubernetes';
import { describe, expect, it } from 'vitest';
import { NodeObject } from '../kubernetes/objects.ts';
import { type NodeRecord, nodeRecord } from '../kubernetes/records.ts';
import { clusterOf } from '../testing/fleetObjects.ts';
import { type KubeObject, kubeNode } from '../testing/kubeObjects.ts';
import { sampleSetting } from './sampleSetting.ts';

/** A node with these resources, whose driver supports this CUDA version. */
function node(name: string, allocatable: Readonly<Record<string, string>>, cuda?: string): NodeRecord {
  const [major = '', minor = ''] = cuda?.split('.') ?? [];
  const labels =
    cuda === undefined
      ? {}
      : { 'nvidia.com/cuda.runtime.major': major, 'nvidia.com/cuda.runtime.minor': minor };
  const status = { capacity: allocatable, allocatable };
  const record = nodeRecord(NodeObject.parse({ ...kubeNode(name, { labels }), status }), gpuResourceTest());
  if (record === undefined) throw new Error(`${name} has no GPUs`);
  return record;
}

const clusterWith = (nodes: readonly NodeRecord[], types: readonly string[] = []) => ({
  nodes: new Map(nodes.map((one) => [one.name, one])),
  slices: clusterOf([], [], { slices: types.length === 0 ? [] : [sliceWith(types)] }).slices,
});

/** What NVIDIA's DRA driver offers on a node: devices of these types. */
const sliceWith = (types: readonly string[]): KubeObject => ({
  metadata: { name: 'a-gpu.nvidia.com', creationTimestamp: '2024-03-01T08:00:00Z' },
  spec: {
    driver: 'gpu.nvidia.com',
    nodeName: 'a',
    pool: { name: 'a', generation: 1, resourceSliceCount: 1 },
    devices: types.map((type, index) => ({
      name: `${type}-${index}`,
      attributes: { type: { string: type } },
    })),
  },
});

const GPU = 'nvidia.com/gpu';
const SLICE = 'nvidia.com/mig-1g.10gb';

describe('what samples ask for', () => {
  it('is a whole GPU where any node has one', () => {
    const nodes = [node('a', { [SLICE]: '28', [GPU]: '0' }, '12.4'), node('b', { [GPU]: '1' }, '11.0')];
    expect(sampleSetting(clusterWith(nodes), 'v1.30.8')).toEqual({
      resource: GPU,
      cuda: '11.0',
      claim: null,
    });
  });

  it('is what there is most of where nobody has whole ones', () => {
    const nodes = [node('a', { 'nvidia.com/mig-3g.40gb': '8', [SLICE]: '14', [GPU]: '0' }, '12.4')];
    expect(sampleSetting(clusterWith(nodes), 'v1.30.8')).toEqual({
      resource: SLICE,
      cuda: '12.4',
      claim: null,
    });
  });

  it('is for the CUDA version of most of the GPUs, which nodes without labels do not tell', () => {
    const nodes = [
      node('a', { [GPU]: '8' }, '12.4'),
      node('b', { [GPU]: '4' }, '13.0'),
      node('c', { [GPU]: '64' }),
    ];
    expect(sampleSetting(clusterWith(nodes), 'v1.30.8')).toEqual({
      resource: GPU,
      cuda: '12.4',
      claim: null,
    });
  });

  it.each([
    ['v1.35.2', ['mig', 'gpu'], { version: 'v1', deviceClass: 'gpu.nvidia.com' }],
    ['v1.33.1', ['mig'], { version: 'v1beta2', deviceClass: 'mig.nvidia.com' }],
    ['v1.32.0', ['gpu'], { version: 'v1beta1', deviceClass: 'gpu.nvidia.com' }],
    ['v1.35.2', ['vfio'], null],
  ])('is a claim in %s where nodes have no resource and devices are %s', (version, types, claim) => {
    expect(sampleSetting(clusterWith([], types), version).claim).toEqual(claim);
  });

  it('is no claim where some node has a resource', () => {
    expect(sampleSetting(clusterWith([node('a', { [GPU]: '1' })], ['gpu']), 'v1.35.2').claim).toBeNull();
  });

  it('is a whole GPU where there are no nodes yet', () => {
    expect(sampleSetting(clusterWith([]), null)).toEqual({ resource: GPU, cuda: null, claim: null });
  });
});
