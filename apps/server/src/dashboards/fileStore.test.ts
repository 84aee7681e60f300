import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dashboard } from '@gpu-console/shared/dashboards';
import { MAX_DASHBOARD_BYTES } from '@gpu-console/shared/dashboards/limits';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreConflict, StoreFull, StoreRefusal, StoreUnreadable } from './dashboardStore.ts';
import { FileStore } from './fileStore.ts';
import { summaryOf } from './summaries.ts';

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
    expect((await again.list()).stored).toEqual([summaryOf(saved)]);
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

describe('what lies there and is no dashboard', () => {
  const own = (name: string) => join(directory, 'own', name);
  const hostile: readonly [string, () => Promise<unknown>, string][] = [
    ['a directory', () => mkdir(own('x.json')), 'it is a directory'],
    ['links in a circle', () => symlink('x.json', own('x.json')), 'its links go round in a circle'],
    ['a link to nothing', () => symlink('nothing', own('x.json')), 'it links to a file that is not there'],
    ['a pipe', async () => execFileSync('mkfifo', [own('x.json')]), 'it is no regular file'],
    ['no text', () => writeFile(own('x.json'), Buffer.from([0x7b, 0xff, 0xfe])), 'it is no UTF-8 text'],
    [
      'too large',
      () => writeFile(own('x.json'), Buffer.alloc(MAX_DASHBOARD_BYTES + 1, ' ')),
      `${MAX_DASHBOARD_BYTES + 1} bytes`,
    ],
    ['of another kind', () => writeFile(own('x.json'), '{"kind": "Pod"}'), 'kind "Pod"'],
    [
      'past the limits',
      () =>
        writeFile(
          own('x.json'),
          JSON.stringify({
            ...named('x'),
            variables: [{ kind: 'textbox', name: 'a', value: 'x'.repeat(3_900_000) }],
          }),
        ),
      'variables[0]',
    ],
  ];

  it.each(hostile)(
    'is told with its name and the reason, and hurts no other: %s',
    async (_what, lie, reason) => {
      const good = await store.put(named('good'), null);
      await lie();
      for (const _ of ['the first time', 'and again']) {
        expect(await store.list()).toEqual({
          stored: [summaryOf(good)],
          unreadable: [{ name: 'x.json', reason: expect.stringContaining(reason) }],
        });
        const one = store.get('x');
        await expect(one).rejects.toThrow(StoreUnreadable);
        await expect(one).rejects.toThrow(/^x\.json is no dashboard: /);
      }
      await expect(store.put(named('x'), null)).rejects.toThrow(StoreUnreadable);
    },
  );

  it('is forgotten in time: neither old versions nor what was refused stay', async () => {
    const big = (title: string) => ({ ...named('big', title), description: 'x'.repeat(9000) });
    let { version } = await store.put(big('0'), null);
    for (let n = 1; n <= 50; n += 1) {
      ({ version } = await store.put(big(String(n)), version));
      await lay('broken.json', '{'.repeat(n));
      await store.list();
    }
    expect(store.kept).toMatchObject({ files: 2 });
    expect(store.kept.bytes).toBeLessThan(100_000);
  });
});

describe('saving that does not come to its end', () => {
  const half = async (path: string, text: string) => {
    await writeFile(path, text.slice(0, text.length / 2));
    throw new Error('killed');
  };

  it('leaves what was there before', async () => {
    const { version } = await store.put(named('mine', 'Before'), null);
    const failing = await FileStore.open(join(directory, 'own'), half);
    await expect(failing.put(named('mine', 'After'), version)).rejects.toThrow('Nothing was saved');
    expect((await failing.get('mine'))?.dashboard.title).toBe('Before');
    expect(await readdir(join(directory, 'own'))).toEqual(['mine.json']);
  });

  it('leaves files that are no dashboards, and are removed once they are old', async () => {
    await store.put(named('mine'), null);
    const leftovers = ['mine.json.0123abcd.tmp', 'mine.json.tmp'];
    for (const one of leftovers) await lay(one, '{"id": "mi');
    await lay('notes.tmp', 'somebody else’s');
    expect(await store.list()).toMatchObject({ stored: [{ dashboard: { id: 'mine' } }], unreadable: [] });
    await FileStore.open(join(directory, 'own'));
    expect(await readdir(join(directory, 'own'))).toHaveLength(4);
    for (const one of [...leftovers, 'notes.tmp']) await utimes(join(directory, 'own', one), 1, 1);
    await FileStore.open(join(directory, 'own'));
    expect(await readdir(join(directory, 'own'))).toEqual(['mine.json', 'notes.tmp']);
  });

  it.skipIf(!existsSync('/dev/full'))('on a full disk says so, and what to do', async () => {
    const { version } = await store.put(named('mine', 'Before'), null);
    const full = await FileStore.open(join(directory, 'own'), (_path, text) => appendFile('/dev/full', text));
    const saving = full.put(named('mine', 'After'), version);
    await expect(saving).rejects.toThrow(StoreFull);
    await expect(saving).rejects.toThrow(/no room left in .*ENOSPC.*Make room/);
    expect((await full.get('mine'))?.dashboard.title).toBe('Before');
  });

  it('of more than a file may have is refused before', async () => {
    const origin = { format: 'grafana' as const, document: { text: 'x'.repeat(MAX_DASHBOARD_BYTES) } };
    await expect(store.put({ ...named('mine'), origin }, null)).rejects.toThrow('Split it');
    expect(await readdir(join(directory, 'own'))).toEqual([]);
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
