import { gpuResourceTest } from '@gpu-console/shared/kubernetes';
import { describe, expect, it } from 'vitest';
import { NodeObject } from '../kubernetes/objects.ts';
import { type NodeRecord, nodeRecord } from '../kubernetes/records.ts';
import { kubeNode } from '../testing/kubeObjects.ts';
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

const GPU = 'nvidia.com/gpu';
const SLICE = 'nvidia.com/mig-1g.10gb';

describe('what samples ask for', () => {
  it('is a whole GPU where any node has one', () => {
    const nodes = [node('a', { [SLICE]: '28', [GPU]: '0' }, '12.4'), node('b', { [GPU]: '1' }, '11.0')];
    expect(sampleSetting(nodes)).toEqual({ resource: GPU, cuda: '11.0' });
  });

  it('is what there is most of where nobody has whole ones', () => {
    const nodes = [node('a', { 'nvidia.com/mig-3g.40gb': '8', [SLICE]: '14', [GPU]: '0' }, '12.4')];
    expect(sampleSetting(nodes)).toEqual({ resource: SLICE, cuda: '12.4' });
  });

  it('is for the CUDA version of most of the GPUs, which nodes without labels do not tell', () => {
    const nodes = [
      node('a', { [GPU]: '8' }, '12.4'),
      node('b', { [GPU]: '4' }, '13.0'),
      node('c', { [GPU]: '64' }),
    ];
    expect(sampleSetting(nodes)).toEqual({ resource: GPU, cuda: '12.4' });
  });

  it('is a whole GPU where there are no nodes yet', () => {
    expect(sampleSetting([])).toEqual({ resource: GPU, cuda: null });
  });
});
