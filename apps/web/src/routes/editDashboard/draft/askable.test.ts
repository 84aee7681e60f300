import type { Dashboard } from '@gpu-console/shared/dashboards';
import { describe, expect, it } from 'vitest';
import { askable } from './askable.ts';

const chart = (id: string, expr: string) =>
  ({ id, title: expr, kind: 'timeseries', unit: 'count', queries: [{ id: 'a', expr, legend: '' }] }) as const;
const dashboard = (...panels: Dashboard['panels']): Dashboard => ({
  id: 'd',
  title: 'D',
  variables: [],
  panels,
});
const titles = ({ panels }: Dashboard) => panels.map(({ title }) => title);

describe('what an editor previews', () => {
  it('is each panel as it last could be asked for', () => {
    const before = dashboard(chart('a', 'up'), chart('b', 'up'));
    const after = dashboard(chart('b', 'sum(up'), chart('a', 'sum(up{node="$node"}[$__range])'));
    expect(titles(askable(after, before))).toEqual(['up', 'sum(up{node="$node"}[$__range])']);
  });

  it('is a panel as it stands where it never could be asked for', () => {
    expect(titles(askable(dashboard(chart('new', 'sum(')), dashboard()))).toEqual(['sum(']);
  });
});
