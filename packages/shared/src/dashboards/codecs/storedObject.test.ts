import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dashboard, JsonObject } from '../model.ts';
import { grafanaDashboard } from './arbitraryDashboard.ts';
import { fromStoredObject, toStoredObject } from './index.ts';

const object = { kind: 'Dashboard', namespace: 'ml' } as const;

function withoutOrigin({ origin: _, ...dashboard }: Dashboard) {
  return dashboard;
}

describe('a dashboard in the cluster', () => {
  it('is read as it was stored, also what KubeSphere has no field for', () => {
    fc.assert(
      fc.property(grafanaDashboard, (dashboard) => {
        const first = fromStoredObject(toStoredObject(dashboard, 'en', object), 'en').dashboard;
        expect(withoutOrigin(first)).toEqual(dashboard);
        const again = toStoredObject({ ...first, title: 'new' }, 'en');
        expect(again).toMatchObject({
          kind: 'Dashboard',
          metadata: { namespace: 'ml' },
          spec: { title: 'new' },
        });
        expect(withoutOrigin(fromStoredObject(again, 'en').dashboard)).toEqual({
          ...dashboard,
          title: 'new',
        });
      }),
      { numRuns: 50 },
    );
  });

  const dashboard: Dashboard = { id: 'd', title: { en: 'a', 'zh-CN': '甲' }, variables: [], panels: [] };
  const stored = toStoredObject(dashboard, 'en', object);
  const edited = (fields: JsonObject): JsonObject => ({ ...stored, ...fields });

  it('is what its own fields say where somebody changed them since', () => {
    const { dashboard: read } = fromStoredObject(edited({ spec: { title: 'b', panels: [] } }), 'en');
    expect(read.title).toBe('b');
  });

  it.each(['{', '{"id": 1}', '[]'])('is what its own fields say where the rest is broken: %s', (text) => {
    const metadata = { name: 'd', annotations: { 'gpu-console.io/dashboard': text } };
    expect(fromStoredObject(edited({ metadata }), 'en').dashboard.title).toBe('a');
  });

  it('is stored without the rest where that is too much for an annotation', () => {
    const panels = [
      { id: '1', kind: 'text', title: '', format: 'plain', content: 'x'.repeat(150_000) } as const,
    ];
    const { metadata } = toStoredObject({ ...dashboard, panels }, 'en', object);
    expect(metadata).toEqual({ name: 'd', namespace: 'ml' });
  });
});
