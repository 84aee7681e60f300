import { MAX_DASHBOARD_BYTES } from '@gpu-console/shared/dashboards/limits';
import { describe, expect, it } from 'vitest';
import { DashboardCollection, MAX_COLLECTION_BYTES } from './dashboardCollection.ts';
import { dashboardKinds } from './dashboardKinds.ts';

const [kind] = dashboardKinds('gpu-console');

function collection(): DashboardCollection {
  if (kind === undefined) throw new Error('there is no kind');
  return new DashboardCollection(kind);
}
const object = (name: string, bytes: number, version = '1') => ({
  metadata: { name, uid: name, resourceVersion: version },
  spec: { title: name, panels: [], padding: Array.from({ length: bytes / 1000 }, () => 'x'.repeat(997)) },
});
const heldIn = (of: DashboardCollection) =>
  of.all().map(({ id, held }) => [id, 'unreadable' in held ? held.unreadable.slice(0, 20) : held.version]);

describe('the dashboards of a cluster', () => {
  it('are held up to a limit, past which each says that there is no room', () => {
    const full = collection();
    const count = MAX_COLLECTION_BYTES / 2 ** 20;
    for (let n = 0; n < count + 10; n += 1) full.take(object(`d${n}`, 2 ** 20));
    const refused = full.all().filter(({ held }) => 'unreadable' in held);
    expect(full.all()).toHaveLength(count + 10);
    expect(refused.length).toBeGreaterThanOrEqual(10);
    expect(refused[0]?.held).toEqual({ unreadable: expect.stringContaining('no room for more') });
    for (let n = 0; n < 20; n += 1) full.forget(`d${n}`);
    full.take(object('d60', 2 ** 20, '2'));
    expect(heldIn(full)).toContainEqual(['d60', '2']);
  });

  it('take the room of one version each', () => {
    const one = collection();
    for (let n = 1; n <= 150; n += 1) one.take(object('d', 2 ** 20, String(n)));
    expect(heldIn(one)).toEqual([['d', '150']]);
  });

  it('are none where one object is too large', () => {
    const large = collection();
    large.take(object('d', MAX_DASHBOARD_BYTES + 10_000));
    expect(large.find('d')?.held).toEqual({ unreadable: expect.stringMatching(/^it has \d+ bytes/) });
  });

  it('are read once somebody asks for them', () => {
    const lazy = collection();
    lazy.take(object('d', 1000));
    expect(lazy.find('d')?.isRead).toBe(false);
    expect(lazy.find('d')?.held).toMatchObject({ dashboard: { id: 'd' } });
    expect(lazy.find('d')?.isRead).toBe(true);
  });
});
