import { describe, expect, it } from 'vitest';
import type { JsonRecord } from './jsonAccess.ts';
import { applyPatchYaml, jsonPatch, mergePatch, patched, strategicMergePatch } from './patch.ts';

const type = { group: 'apps', kind: 'Deployment' };
const target = {
  metadata: { labels: { a: '1', b: '2' }, finalizers: ['x', 'y'] },
  spec: {
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } },
    containers: [
      { name: 'one', image: 'one:1', ports: [{ containerPort: 80, name: 'http' }] },
      { name: 'two', image: 'two:1' },
    ],
    tolerations: [{ key: 'a' }],
    ports: [
      { port: 80, nodePort: 30_000 },
      { port: 443, nodePort: 30_001 },
    ],
  },
};

const strategic = (patch: JsonRecord): JsonRecord => patched(target, patch, strategicMergePatch, type, true);

describe('strategic merge', () => {
  it.each<[string, JsonRecord, JsonRecord]>([
    [
      'merges maps and deletes with null',
      { metadata: { labels: { a: null, c: '3' } } },
      { metadata: { labels: { b: '2', c: '3' } } },
    ],
    [
      'merges containers by name, and their ports by containerPort',
      {
        spec: {
          containers: [{ name: 'one', ports: [{ containerPort: 81 }, { containerPort: 80, name: 'web' }] }],
        },
      },
      {
        spec: {
          containers: [
            {
              name: 'one',
              image: 'one:1',
              ports: [{ containerPort: 80, name: 'web' }, { containerPort: 81 }],
            },
            { name: 'two' },
          ],
        },
      },
    ],
    [
      'merges service ports by port',
      { spec: { ports: [{ port: 443, name: 'https' }] } },
      { spec: { ports: [{ port: 80 }, { port: 443, nodePort: 30_001, name: 'https' }] } },
    ],
    [
      'deletes and orders list items',
      {
        spec: {
          containers: [
            { name: 'one', $patch: 'delete' },
            { name: 'three', image: 'three:1' },
          ],
          '$setElementOrder/containers': [{ name: 'three' }, { name: 'two' }],
        },
      },
      { spec: { containers: [{ name: 'three', image: 'three:1' }, { name: 'two' }] } },
    ],
    [
      'replaces lists without a merge key',
      { spec: { tolerations: [{ key: 'b' }] } },
      { spec: { tolerations: [{ key: 'b' }] } },
    ],
    [
      'adds to sets, and deletes from them',
      { metadata: { finalizers: ['z'], '$deleteFromPrimitiveList/finalizers': ['x'] } },
      { metadata: { finalizers: expect.arrayContaining(['y', 'z']) } },
    ],
  ])('%s', (_, patch, expected) => {
    expect(strategic(patch)).toMatchObject(expected);
  });

  it('drops the keys that are not retained', () => {
    const patch = { spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } };
    expect(strategic(patch)).toHaveProperty('spec.strategy', { type: 'Recreate' });
  });

  it('replaces a map as a whole', () => {
    expect(strategic({ metadata: { labels: { $patch: 'replace', z: '1' } } })).toHaveProperty(
      'metadata.labels',
      { z: '1' },
    );
  });

  it('leaves the target alone', () => {
    const before = structuredClone(target);
    strategic({ spec: { containers: [{ name: 'one', image: 'other' }] } });
    expect(target).toEqual(before);
  });

  it('is not for custom resources', () => {
    expect(() => patched(target, {}, strategicMergePatch, type, false)).toThrow('unknown format');
  });
});

describe('the other patches', () => {
  it('merge patch replaces lists', () => {
    const patch = { spec: { containers: [{ name: 'x' }] }, metadata: { labels: { a: null } } };
    expect(patched(target, patch, mergePatch, type, true)).toMatchObject({
      spec: { containers: [{ name: 'x' }] },
      metadata: { labels: { b: '2' } },
    });
  });

  it('JSON patch', () => {
    const operations = [
      { op: 'test', path: '/metadata/labels/a', value: '1' },
      { op: 'replace', path: '/spec/containers/1/image', value: 'two:2' },
      { op: 'remove', path: '/spec/tolerations/0' },
    ];
    expect(patched(target, operations, jsonPatch, type, true)).toMatchObject({
      spec: { containers: [{}, { image: 'two:2' }], tolerations: [] },
    });
    expect(target.spec.tolerations).toHaveLength(1);
  });

  it('JSON patch that does not fit', () => {
    const operations = [{ op: 'test', path: '/metadata/labels/a', value: 'other' }];
    expect(() => patched(target, operations, jsonPatch, type, true)).toThrow(
      'the server rejected our request',
    );
    expect(() => patched(target, [{ op: 'jump' }], jsonPatch, type, true)).toThrow('not a JSON patch');
  });

  it('server-side apply merges lists of built-in kinds only', () => {
    const patch = { spec: { containers: [{ name: 'two', image: 'two:2' }] } };
    expect(patched(target, patch, applyPatchYaml, type, true)).toMatchObject({
      spec: { containers: [{ name: 'one' }, { name: 'two', image: 'two:2' }] },
    });
    expect(patched(target, patch, applyPatchYaml, type, false)).toMatchObject(patch);
  });
});
