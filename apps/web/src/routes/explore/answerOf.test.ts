import { describe, expect, it } from 'vitest';
import { QueryFailure } from '../../panels/QueryFailure.ts';
import { answered, answerOf } from './answerOf.ts';
import { explorePanels } from './explorePanels.ts';
import type { ShownPanel } from './useExplored.ts';

const TITLES = { graph: () => 'Graph', table: (id: string) => id };
const FRAME = { start: 0, step: 0, count: 1, series: [] };

/** The panels of these queries; of those with an `error` Prometheus refused to answer. */
function shown(
  queries: readonly { readonly expr: string; readonly error?: string; readonly warning?: string }[],
) {
  const { charts, tables } = explorePanels(
    queries.map(({ expr }) => expr),
    TITLES,
  );
  const answers = queries.map(({ error, warning }) => ({
    error: error === undefined ? null : new QueryFailure(error),
    frame: error === undefined ? { ...FRAME, warnings: warning === undefined ? [] : [warning] } : null,
  }));
  const ofPanel = (panel: (typeof charts)[number]): ShownPanel => {
    const own = panel.queries.map(({ id }) => answers[id.charCodeAt(0) - 65]);
    const error = own.map((one) => one?.error ?? null).find(Boolean) ?? null;
    const frames = own.map((one) => one?.frame ?? null);
    const resolved = {
      ...panel,
      title: '',
      help: '',
      queries: panel.queries.map((one) => ({ ...one, legend: '' })),
    };
    return {
      panel: resolved as ShownPanel['panel'],
      data: { frames, series: [], fetchedAt: null, error, pending: false },
    };
  };
  return { charts: charts.map(ofPanel), tables: tables.map(ofPanel) };
}

describe('what Prometheus says of a query', () => {
  const panels = shown([
    { expr: 'rate(up)', error: 'expected range vector' },
    { expr: 'up', warning: 'slow' },
  ]);

  it('stands with that query alone', () => {
    expect(answerOf(0, panels)).toEqual({ error: 'expected range vector', warnings: [] });
    expect(answerOf(1, panels)).toEqual({ error: null, warnings: ['slow'] });
  });

  it('leaves out panels that have nothing else to show', () => {
    expect(answered(panels.tables, panels.tables)).toEqual([panels.tables[1]]);
    expect(answered(panels.charts, panels.tables)).toEqual(panels.charts);
    const refused = shown([{ expr: 'rate(up)', error: 'expected range vector' }]);
    expect(answered(refused.charts, refused.tables)).toEqual([]);
  });
});
