// @vitest-environment happy-dom
import type { QueryReply } from '@gpu-console/shared/contract';
import type { DashboardPanel, TimeSeriesPanel } from '@gpu-console/shared/dashboards';
import type { VariableValues } from '@gpu-console/shared/dashboards/variables';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../api/client.ts';
import { emptyQueries } from './emptyQueries.ts';

function panelOf(id: string, exprs: readonly string[], more: Partial<TimeSeriesPanel> = {}): TimeSeriesPanel {
  const queries = exprs.map((expr, index) => ({ id: String(index), expr, legend: '' }));
  return { id, kind: 'timeseries', title: id, unit: 'count', queries, ...more };
}

const NODES: VariableValues = new Map([['node', { values: ['a', 'b'], texts: ['a', 'b'], own: false }]]);

/** What is said to be empty where `present` says which questions have an answer. */
async function emptyIn(panels: readonly DashboardPanel[], present: (expr: string) => boolean | 'failed') {
  const asked: { expr: string; type: string }[] = [];
  const empty = await emptyQueries({ panels }, NODES, async (queries): Promise<QueryReply> => {
    asked.push(...queries);
    const frame = { start: 0, step: 60, count: 1, warnings: [] };
    const results = queries.map(({ id, expr }): [string, QueryReply['results'][string]] => {
      const answer = present(expr);
      if (answer === 'failed') return [id, { error: { code: 'timeout', message: 'too slow' } }];
      return [id, { ...frame, series: answer ? [{ labels: {}, values: [1] }] : [] }];
    });
    return { results: Object.fromEntries(results) };
  });
  return { empty: [...empty], asked };
}

describe('queries that have no answer', () => {
  it('are found by asking each once, and only for how many series it has', async () => {
    const panels = [panelOf('p', ['full', 'void']), panelOf('q', ['void', ' '])];
    const { empty, asked } = await emptyIn(panels, (expr) => expr.includes('full'));
    expect(empty).toEqual(['p/1', 'q/0']);
    expect(asked.map(({ expr }) => expr)).toEqual(['count(\nfull\n)', 'count(\nvoid\n)']);
  });

  it('are asked with the values of variables, and are empty only where every copy is', async () => {
    const repeat = { variable: 'node', direction: 'across' } as const;
    const panels = [panelOf('p', ['m{n="$node"}', 'gone{n="$node"}'], { repeat })];
    const { empty, asked } = await emptyIn(panels, (expr) => expr.includes('m{n="b"}'));
    expect(empty).toEqual(['p/1']);
    expect(asked).toHaveLength(4);
  });

  it('are asked as their panel asks them', async () => {
    const panel = panelOf('p', ['m']);
    const queries = panel.queries.map((query) => ({ ...query, instant: true }));
    const { asked } = await emptyIn([panel, { ...panel, id: 'q', queries }], () => true);
    expect(asked.map(({ type }) => type)).toEqual(['range', 'instant']);
  });

  it('are not those that fail, that can’t be asked, or that are too many to ask', async () => {
    const many = Array.from({ length: 51 }, (_, index) => `m${index}`);
    const { empty, asked } = await emptyIn([panelOf('p', many)], (expr) => expr.includes('m49') && 'failed');
    expect(asked).toHaveLength(50);
    expect(empty).toHaveLength(49);
    const code = new Map([['node', { values: ['a) or (b'], texts: [], own: false }]]);
    const ask = () => Promise.reject(new Error('asked'));
    expect(await emptyQueries({ panels: [panelOf('p', ['sum($node)'])] }, code, ask)).toEqual(new Set());
  });

  it('are none where nothing could be answered, and a server that is away is told', async () => {
    const panels = [panelOf('p', ['m'])];
    const problem = { status: 502, code: 'x', title: '', detail: '', upstream: undefined };
    const refused = () => Promise.reject(new ApiError(problem));
    expect(await emptyQueries({ panels }, NODES, refused)).toEqual(new Set());
    await expect(emptyQueries({ panels }, NODES, () => Promise.reject(new Error('away')))).rejects.toThrow(
      'away',
    );
  });
});
