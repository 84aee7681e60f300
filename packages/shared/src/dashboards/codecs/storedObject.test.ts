import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dashboard, DashboardFormat, JsonObject } from '../model.ts';
import { grafanaDashboard, kubesphereDashboard } from './arbitraryDashboard.ts';
import {
  exportDashboard,
  fromStoredObject,
  importDocument,
  kubesphereId,
  kubesphereName,
  toStoredObject,
} from './index.ts';

const ANNOTATION = 'gpu-console.io/dashboard';

function withoutOrigin({ origin: _, ...dashboard }: Dashboard) {
  return dashboard;
}

const version = fc.constantFrom('v1alpha1' as const, 'v1alpha2' as const);
const read = (object: JsonObject) => fromStoredObject(object, 'en').dashboard;
/** What the API server adds to an object that it stores. */
const taken = ({ metadata, ...object }: JsonObject): JsonObject => ({
  ...object,
  metadata: { ...JSON.parse(JSON.stringify(metadata)), uid: 'a', resourceVersion: '7', managedFields: [] },
});

describe('the name of a dashboard in the cluster', () => {
  it.each([
    ['gpu', { kind: 'ClusterDashboard', name: 'gpu' }],
    ['team.gpu', { kind: 'ClusterDashboard', name: 'team.gpu' }],
    ['ml..gpu', { kind: 'Dashboard', namespace: 'ml', name: 'gpu' }],
    ['ml..team.gpu', { kind: 'Dashboard', namespace: 'ml', name: 'team.gpu' }],
  ] as const)('of id %s is one alone', (id, name) => {
    expect(kubesphereName(id)).toEqual(name);
    expect(kubesphereId(name)).toBe(id);
  });
});

describe('a dashboard in the cluster', () => {
  it('is read as it was stored, also what KubeSphere has no field for', () => {
    fc.assert(
      fc.property(grafanaDashboard, version, (dashboard, as) => {
        const namespaced = { ...dashboard, id: `ml..${dashboard.id}` };
        const live = taken(toStoredObject(namespaced, { version: as, locale: 'en' }));
        const first = read(live);
        expect(withoutOrigin(first)).toEqual(namespaced);
        const renamed = { ...first, title: 'new' };
        const again = toStoredObject(renamed, { version: as, locale: 'en', live });
        expect(again).toMatchObject({
          apiVersion: `monitoring.kubesphere.io/${as}`,
          kind: 'Dashboard',
          metadata: { namespace: 'ml', name: dashboard.id, uid: 'a', resourceVersion: '7' },
          spec: { title: 'new' },
        });
        expect(withoutOrigin(read(again))).toEqual({ ...namespaced, title: 'new' });
      }),
      { numRuns: 50 },
    );
  });

  it.each<DashboardFormat>(['grafana', 'kubesphere-v1alpha1', 'kubesphere-v1alpha2'])(
    'is exported again as the %s file that it came from, with what the console does not know',
    (format) => {
      const source = format === 'grafana' ? grafanaDashboard : kubesphereDashboard;
      fc.assert(
        fc.property(source, version, (dashboard, as) => {
          const written = exportDashboard(dashboard, { format, locale: 'en' }).document;
          const file = { ...written, kept: { by: 'another program' } };
          const imported = { ...importDocument(file).dashboard, id: dashboard.id };
          const live = taken(toStoredObject(imported, { version: as, locale: 'en' }));
          expect(exportDashboard(read(live), { format, locale: 'en' }).document).toEqual(file);
          const edited = { ...read(live), title: 'new' };
          const again = read(toStoredObject(edited, { version: as, locale: 'en', live }));
          expect(exportDashboard(again, { format, locale: 'en' }).document).toEqual(
            exportDashboard({ ...imported, title: 'new' }, { format, locale: 'en' }).document,
          );
        }),
        { numRuns: 25 },
      );
    },
  );

  const dashboard: Dashboard = {
    id: 'ml..d',
    title: { en: 'a', 'zh-CN': '甲' },
    variables: [],
    panels: [],
  };
  const stored = toStoredObject(dashboard, { version: 'v1alpha2', locale: 'en' });
  const edited = (fields: JsonObject): JsonObject => ({ ...stored, ...fields });

  it('has no annotation where KubeSphere’s fields say all of it', () => {
    const plain = toStoredObject({ ...dashboard, title: 'a' }, { version: 'v1alpha2', locale: 'en' });
    expect(plain['metadata']).toEqual({ name: 'd', namespace: 'ml' });
  });

  it('keeps what others wrote on the object, and loses the annotation that it needs no more', () => {
    const live = {
      ...stored,
      metadata: {
        name: 'd',
        namespace: 'ml',
        labels: { team: 'ml' },
        annotations: { [ANNOTATION]: '{}', 'example.com/note': 'kept' },
        ownerReferences: [{ kind: 'ConfigMap', name: 'owner', uid: 'b' }],
        resourceVersion: '3',
      },
      spec: { title: 'a', folder: 'unknown', panels: [{ id: 1, type: 'graph', title: 'p', unknown: true }] },
      status: { seen: true },
    };
    const changed = toStoredObject(
      { ...read(live), title: 'b' },
      { version: 'v1alpha2', locale: 'en', live },
    );
    expect(changed).toEqual({
      ...live,
      metadata: { ...live.metadata, annotations: { 'example.com/note': 'kept' } },
      spec: { ...live.spec, title: 'b' },
    });
  });

  it('is exported without what the cluster keeps of it for itself', () => {
    const { document } = exportDashboard(read(taken(stored)), {
      format: 'kubesphere-v1alpha2',
      locale: 'en',
    });
    expect(document['metadata']).toEqual({ name: 'd', namespace: 'ml' });
  });

  it('is what its own fields say where somebody changed them since', () => {
    expect(read(edited({ spec: { title: 'b', panels: [] } })).title).toBe('b');
  });

  it.each(['{', '{"id": 1}', '[]'])('is what its own fields say where the rest is broken: %s', (text) => {
    const metadata = { name: 'd', annotations: { [ANNOTATION]: text } };
    expect(read(edited({ metadata })).title).toBe('a');
  });
});
