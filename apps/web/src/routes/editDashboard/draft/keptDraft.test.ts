import type { Dashboard } from '@gpu-console/shared/dashboards';
import { describe, expect, it } from 'vitest';
import { draftKey, draftText, readDraft } from './keptDraft.ts';

const SAVED: Dashboard = {
  id: 'gallery',
  title: 'Gallery',
  variables: [],
  panels: [],
  origin: { format: 'grafana', document: { title: 'Gallery', pluginVersion: '11' } },
};
const DRAFT = { version: 'v1', changedAt: 1_700_000_000, dashboard: { ...SAVED, title: 'Another' } };

describe('a kept draft', () => {
  it('comes back whole, though the imported file is not kept', () => {
    const text = draftText(DRAFT);
    expect(text).not.toContain('pluginVersion');
    expect(readDraft(text, SAVED)).toEqual(DRAFT);
  });

  it.each([null, '', '{', '{"version":"v1"}', '{"version":"v1","changedAt":1,"dashboard":{"panels":3}}'])(
    'is none where the browser has %s',
    (text) => {
      expect(readDraft(text, SAVED)).toBeNull();
    },
  );

  it('is not kept where it is too large', () => {
    expect(draftText({ ...DRAFT, dashboard: { ...SAVED, description: 'x'.repeat(1_000_001) } })).toBeNull();
  });

  it('has a place of its own per cluster and dashboard', () => {
    const keys = [draftKey('a', 'b'), draftKey('b', 'a'), draftKey('a/b', 'c'), draftKey('a', 'b/c')];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
