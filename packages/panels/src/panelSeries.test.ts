import { describe, expect, it } from 'vitest';
import { panelOf } from './fixtures.ts';
import { panelSeries } from './panelSeries.ts';

const frame = (...labels: readonly Record<string, string>[]) => ({
  start: 1000,
  step: 10,
  count: 1,
  series: labels.map((one) => ({ labels: one, values: [1] })),
  warnings: [],
});

describe('panelSeries', () => {
  it('orders by name as people count', () => {
    const names = panelSeries(panelOf(), [frame({ gpu: '10' }, { gpu: '2' })]).map(({ name }) => name);
    expect(names).toEqual(['GPU 2', 'GPU 10']);
  });

  it('knows a series again in another panel, whatever the order of its labels', () => {
    const [power] = panelSeries(panelOf(), [frame({ gpu: '0', UUID: 'GPU-1', __name__: 'a' })]);
    const [memory] = panelSeries(panelOf({ id: 'memory' }), [
      frame({ __name__: 'b', UUID: 'GPU-1', gpu: '0' }),
    ]);
    expect(power?.key).toBe(memory?.key);
  });

  it('tells series of the same name apart by the labels that differ', () => {
    const series = panelSeries(panelOf(), [frame({ gpu: '0', UUID: 'GPU-a' }, { gpu: '0', UUID: 'GPU-b' })]);
    expect(series.map(({ name }) => name)).toEqual(['GPU 0 · GPU-a', 'GPU 0 · GPU-b']);
  });

  it('tells them apart by no more labels than it takes, the shortest to read', () => {
    const on = (Hostname: string, UUID: string) => ({ gpu: '0', UUID, Hostname });
    const names = panelSeries(panelOf(), [frame(on('a-01', 'GPU-6ef5'), on('a-02', 'GPU-90c1'))]).map(
      ({ name }) => name,
    );
    expect(names).toEqual(['GPU 0 · a-01', 'GPU 0 · a-02']);
    const parts = panelSeries(panelOf(), [
      frame(
        { gpu: '0', zone: 'a', rack: '1' },
        { gpu: '0', zone: 'a', rack: '2' },
        { gpu: '0', zone: 'b', rack: '1' },
      ),
    ]);
    expect(new Set(parts.map(({ name }) => name)).size).toBe(3);
  });

  it('has events that happened before those that did not', () => {
    const counted = (panel: Parameters<typeof panelOf>[0]) =>
      panelSeries(panelOf(panel), [
        {
          ...frame(),
          series: [
            { labels: { gpu: '0' }, values: [0, null] },
            { labels: { gpu: '7' }, values: [0, 200] },
          ],
        },
      ]).map(({ name }) => name);
    expect(counted({ unit: 'count' })).toEqual(['GPU 7', 'GPU 0']);
    expect(counted({ unit: 'ratio' })).toEqual(['GPU 0', 'GPU 7']);
  });

  it('leaves the order to a query that sorts', () => {
    const hottest = [{ id: 'a', expr: 'topk(10, x)', legend: 'GPU {{gpu}}', instant: true }];
    const names = panelSeries(panelOf({ queries: hottest }), [frame({ gpu: '5' }, { gpu: '1' })]);
    expect(names.map(({ name }) => name)).toEqual(['GPU 5', 'GPU 1']);
  });

  it('tells two queries apart that answer with the same labels', () => {
    const query = (id: string) => ({ id, expr: id, legend: id });
    const series = panelSeries(panelOf({ queries: [query('held'), query('used')] }), [frame({}), frame({})]);
    expect(new Set(series.map(({ key }) => key)).size).toBe(2);
  });

  it('has values in the base unit, but counts of buckets as they are', () => {
    const queries = (format?: 'heatmap') => [
      { id: 'a', expr: 'a', legend: '', ...(format ? { format } : {}) },
    ];
    const values = (format?: 'heatmap') =>
      panelSeries(panelOf({ scale: 0.01, queries: queries(format) }), [frame({})])[0]?.values;
    expect(values()).toEqual([0.01]);
    expect(values('heatmap')).toEqual([1]);
  });

  it('passes over queries that have no answer yet', () => {
    expect(panelSeries(panelOf(), [null])).toEqual([]);
  });
});
