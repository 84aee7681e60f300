import { describe, expect, it } from 'vitest';
import { freeId, idOf } from './dashboardId.ts';

describe('the id of a new dashboard', () => {
  it.each([
    ['GPU usage (all)', 'gpu-usage-all'],
    ['  Übersicht: Café  ', 'ubersicht-cafe'],
    ['显卡', 'dashboard'],
    ['H100 显卡', 'h100'],
    ['a'.repeat(80), 'a'.repeat(56)],
  ])('of %j is %j', (title, id) => {
    expect(idOf(title, [])).toBe(id);
  });

  it('is one that no other has', () => {
    expect(idOf('Fleet', ['fleet'])).toBe('fleet-2');
    expect(freeId('fleet', ['fleet', 'fleet-2'])).toBe('fleet-3');
  });
});
