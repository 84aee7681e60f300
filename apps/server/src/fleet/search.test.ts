import { describe, expect, it } from 'vitest';
import { gpuOf } from '../testing/fleetObjects.ts';
import { searchThings } from './search.ts';

const pod = (namespace: string, name: string, node: string | null = 'a100-1') => ({ namespace, name, node });
const A100 = 'NVIDIA A100-SXM4-80GB';
const THINGS = {
  nodes: [
    { name: 'a100-10', product: 'NVIDIA-A100-SXM4-80GB' },
    { name: 'a100-2', product: 'NVIDIA-A100-SXM4-80GB' },
    { name: 'nlp-worker', product: 'Tesla-T4' },
  ],
  gpus: [
    gpuOf('GPU-aaaa-1', { node: 'a100-2', product: A100 }),
    gpuOf('GPU-aaaa-1', { node: 'a100-2', product: A100, instance: { id: '1', profile: '1g.10gb' } }),
    gpuOf('GPU-bbbb-2', {
      node: 'nlp-worker',
      product: 'Tesla T4',
      pods: [{ namespace: 'lab', name: 'gone', container: null }],
    }),
  ],
  pods: [pod('nlp', 'train-0'), pod('vision', 'nlp-check'), pod('vision', 'old-nlp-run', null)],
};
const found = (text: string, limit = 50) =>
  searchThings(THINGS, text, limit).map(({ kind, namespace, name }) =>
    [kind, namespace, name].filter((part) => part !== null).join(' '),
  );

describe('a search', () => {
  it('finds names that begin with the text before those that have it, of any kind', () => {
    expect(found('nlp')).toEqual([
      'namespace nlp',
      'node nlp-worker',
      'pod vision nlp-check',
      'pod vision old-nlp-run',
    ]);
  });

  it('takes upper and lower case for one, and a UUID without its beginning', () => {
    expect(found('gpu-AAAA')).toEqual(['gpu GPU-aaaa-1']);
    expect(found('BBBB-2')).toEqual(['gpu GPU-bbbb-2']);
  });

  it('finds nodes and GPUs by their model, however it is written, names first', () => {
    expect(found('a100')).toEqual(['node a100-2', 'node a100-10', 'gpu GPU-aaaa-1']);
    expect(found('tesla t4')).toEqual(['node nlp-worker', 'gpu GPU-bbbb-2']);
    expect(found('NVIDIA A100-SXM4')).toEqual(['node a100-2', 'node a100-10', 'gpu GPU-aaaa-1']);
  });

  it('finds a pod by its namespace and name', () => {
    expect(found('vision/nlp')).toEqual(['pod vision nlp-check']);
  });

  it('finds namespaces that metrics alone name', () => {
    expect(found('lab')).toEqual(['namespace lab']);
  });

  it('says of each where it is, and of what model', () => {
    expect(searchThings(THINGS, 'train', 1)).toEqual([
      { kind: 'pod', namespace: 'nlp', name: 'train-0', node: 'a100-1', product: null },
    ]);
    expect(searchThings(THINGS, 'GPU-b', 1)).toEqual([
      { kind: 'gpu', namespace: null, name: 'GPU-bbbb-2', node: 'nlp-worker', product: 'Tesla T4' },
    ]);
  });

  it('is bounded, and finds nothing for blanks', () => {
    expect(found('a', 2)).toHaveLength(2);
    expect(found('  ')).toEqual([]);
  });
});
