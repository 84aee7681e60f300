import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dashboard } from '@gpu-console/shared/dashboards';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreConflict, StoreRefusal } from './dashboardStore.ts';
import { FileStore } from './fileStore.ts';

let directory: string;
let store: FileStore;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dashboards-'));
  store = await FileStore.open(join(directory, 'own'));
});
afterEach(() => rm(directory, { recursive: true }));

const named = (id: string, title = id): Dashboard => ({ id, title, variables: [], panels: [] });
const lay = (name: string, text: string) => writeFile(join(directory, 'own', name), text);

const KUBESPHERE = `apiVersion: monitoring.kubesphere.io/v1alpha2
kind: ClusterDashboard
metadata:
  name: other
spec:
  title: Laid there by hand
  panels:
    - id: 1
      type: graph
      title: Temperature
      targets:
        - expr: DCGM_FI_DEV_GPU_TEMP
`;

describe('dashboards in a directory', () => {
  it('are there again for the next console', async () => {
    const saved = await store.put(named('mine', 'Mine'), null);
    expect(saved.dashboard.title).toBe('Mine');
    const again = await FileStore.open(join(directory, 'own'));
    expect(await again.get('mine')).toEqual(saved);
    expect((await again.list()).stored).toEqual([saved]);
  });

  it('change their version with every change, and go with it', async () => {
    const first = await store.put(named('mine', 'One'), null);
    const second = await store.put(named('mine', 'Two'), first.version);
    expect(second.version).not.toBe(first.version);
    await store.remove('mine', second.version);
    expect(await store.get('mine')).toBeUndefined();
    expect(await readdir(join(directory, 'own'))).toEqual([]);
  });

  it('keep what somebody else saved meanwhile, and say what it is', async () => {
    const first = await store.put(named('mine', 'One'), null);
    const second = await store.put(named('mine', 'Two'), first.version);
    const late = store.put(named('mine', 'Late'), first.version);
    await expect(late).rejects.toThrow(StoreConflict);
    await expect(late).rejects.toMatchObject({ current: second });
    await expect(store.remove('mine', first.version)).rejects.toThrow('was changed by somebody else');
    await expect(store.put(named('mine'), null)).rejects.toThrow('There is a dashboard "mine" already');
    expect(await store.get('mine')).toEqual(second);
  });

  it('take one of two that change the same version at once', async () => {
    const { version } = await store.put(named('mine'), null);
    const both = await Promise.allSettled([
      store.put(named('mine', 'A'), version),
      store.put(named('mine', 'B'), version),
    ]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect((await store.get('mine'))?.dashboard.title).toBe('A');
  });

  it('say that one was deleted which is saved again', async () => {
    const { version } = await store.put(named('mine'), null);
    await store.remove('mine', version);
    await expect(store.put(named('mine'), version)).rejects.toMatchObject({ current: null });
  });

  it('may lie there as KubeSphere files, which saving makes the console’s own', async () => {
    await lay('gpu.yaml', KUBESPHERE);
    const laid = await store.get('gpu');
    expect(laid?.dashboard).toMatchObject({ id: 'gpu', title: 'Laid there by hand' });
    if (laid === undefined) return;
    await store.put({ ...laid.dashboard, title: 'Changed' }, laid.version);
    expect(await readdir(join(directory, 'own'))).toEqual(['gpu.json']);
    expect((await store.get('gpu'))?.dashboard).toMatchObject({
      title: 'Changed',
      origin: { format: 'kubesphere-v1alpha2' },
    });
  });

  it('are read anew where a file was changed by hand', async () => {
    await lay('gpu.yaml', KUBESPHERE);
    await store.get('gpu');
    await lay('gpu.yaml', KUBESPHERE.replace('Laid there', 'Changed there'));
    expect((await store.get('gpu'))?.dashboard.title).toBe('Changed there by hand');
  });

  it('are told apart from what is none, with the reason', async () => {
    await lay('broken.json', '{"id": "broken", "variables": [], "panels": [{"kind": "cake"}]}');
    await lay('other.yaml', 'kind: Pod');
    await lay('Not A Name.json', '{}');
    await lay('notes.txt', 'hello');
    const { stored, unreadable } = await store.list();
    expect(stored).toEqual([]);
    expect(unreadable.map(({ name }) => name)).toEqual(['other.yaml', 'broken.json']);
    expect(unreadable[0]?.reason).toContain('kind "Pod"');
    expect(unreadable[1]?.reason).toContain('panels[0]');
  });

  it('are told apart again, with the same reason, and are some once the file is', async () => {
    await lay('other.yaml', 'kind: Pod');
    const first = await store.list();
    expect(await store.list()).toEqual(first);
    expect(first.unreadable).toHaveLength(1);
    await lay('other.yaml', KUBESPHERE);
    expect(await store.list()).toMatchObject({ stored: [{ dashboard: { id: 'other' } }], unreadable: [] });
  });

  it('leave no half-written file', async () => {
    await store.put(named('mine'), null);
    expect(JSON.parse(await readFile(join(directory, 'own', 'mine.json'), 'utf8'))).toEqual(named('mine'));
  });
});

describe('a directory that cannot be had', () => {
  it('is read only, and says why', async () => {
    await writeFile(join(directory, 'file'), '');
    const none = await FileStore.open(join(directory, 'file', 'own'));
    expect(none.readOnly).toContain('cannot be written: ENOTDIR');
    await expect(none.put(named('mine'), null)).rejects.toThrow(StoreRefusal);
    await expect(none.list()).rejects.toThrow('cannot be read');
  });
});
