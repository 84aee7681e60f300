import { describe, expect, it } from 'vitest';
import { type KubeObject, StoreError, type StoreEvent } from './objectStore.ts';
import { testStore } from './testCluster.ts';

function configMap(name: string, value = 'a'): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'gpu' }, data: { value } };
}

describe('ObjectStore', () => {
  it('fills in what the API server would', () => {
    const store = testStore();
    expect(store.create(configMap('a')).metadata).toMatchObject({
      uid: '00000000-0000-4000-8000-000000000001',
      resourceVersion: '1',
      creationTimestamp: '2021-06-01T00:10:00Z',
    });
    const generated = { ...configMap(''), metadata: { name: '', namespace: 'gpu', generateName: 'b-' } };
    expect(store.create(generated).metadata.name).toBe('b-00002');
  });

  it('refuses what contradicts the state', () => {
    const store = testStore();
    const first = store.create(configMap('a'));
    store.modify('ConfigMap', 'gpu', 'a', (draft) => {
      draft['data'] = { value: 'b' };
    });
    expect(() => store.create(configMap('a'))).toThrow(new StoreError('AlreadyExists', first));
    expect(() => store.update(first)).toThrow(new StoreError('Conflict', first));
    expect(() => store.update(configMap('z'))).toThrow(new StoreError('NotFound', configMap('z')));
    expect(store.modify('ConfigMap', 'gpu', 'z', () => undefined)).toBeUndefined();
  });

  it('never changes an object that a reader holds', () => {
    const store = testStore();
    const before = store.create(configMap('a'));
    const copy = structuredClone(before);
    store.modify('ConfigMap', 'gpu', 'a', (draft) => {
      Object.assign(draft['data'] as object, { value: 'b' });
    });
    store.delete('ConfigMap', 'gpu', 'a');
    expect(before).toEqual(copy);
  });

  it('writes nothing when nothing changes', () => {
    const store = testStore();
    const object = store.create(configMap('a'));
    expect(store.update(configMap('a'))).toBe(object);
    expect(store.resourceVersion).toBe(1);
  });

  it('lists by namespace and name', () => {
    const store = testStore();
    for (const name of ['c', 'a', 'b']) store.create(configMap(name));
    store.create({ ...configMap('z'), metadata: { name: 'z', namespace: 'a' } });
    expect(store.list('ConfigMap').map(({ metadata }) => metadata.name)).toEqual(['z', 'a', 'b', 'c']);
    expect(store.list('ConfigMap', 'gpu')).toHaveLength(3);
  });

  it('tells listeners in order, even when one of them writes', () => {
    const store = testStore();
    const seen: string[] = [];
    store.subscribe(({ type, object }) => {
      if (type === 'ADDED' && object.metadata.name === 'a') store.create(configMap('b'));
    });
    const stop = store.subscribe(({ type, object }) => seen.push(`${type} ${object.metadata.name}`));
    store.create(configMap('a'));
    stop();
    store.delete('ConfigMap', 'gpu', 'a');
    expect(seen).toEqual(['ADDED a', 'ADDED b']);
  });

  it('replays the writes since a version until they are compacted', () => {
    const store = testStore();
    store.create(configMap('a'));
    store.update(configMap('a', 'b'));
    store.delete('ConfigMap', 'gpu', 'a');
    const types = (events: StoreEvent[] | 'gone') => events === 'gone' || events.map(({ type }) => type);
    expect(types(store.eventsSince(1))).toEqual(['MODIFIED', 'DELETED']);
    expect(types(store.eventsSince(3))).toEqual([]);
    store.compact();
    expect(store.eventsSince(2)).toBe('gone');
    expect(store.eventsSince(3)).toEqual([]);
  });
});
