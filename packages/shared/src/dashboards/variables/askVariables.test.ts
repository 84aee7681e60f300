import { describe, expect, it } from 'vitest';
import type { Variable } from '../model.ts';
import { askVariables } from './askVariables.ts';
import { questionOf } from './resolveVariables.ts';
import type { VariableQuery } from './variableQuery.ts';

const variables: readonly Variable[] = [
  { kind: 'query', name: 'gpu', query: 'label_values(temp{node="$node"}, gpu)' },
  { kind: 'query', name: 'node', query: 'label_values(temp, node)' },
];

describe('the values of a dashboard’s variables', () => {
  it('are asked for in rounds: a variable after those that it refers to', async () => {
    const rounds: VariableQuery[][] = [];
    const { answers } = await askVariables(
      { variables, chosen: { node: ['b'] }, range: 60 },
      async (queries) => {
        rounds.push(queries);
        return { results: queries.map(({ kind }) => ({ values: kind === 'labelValues' ? ['a', 'b'] : [] })) };
      },
    );
    expect(rounds).toEqual([
      [{ kind: 'labelValues', label: 'node', match: 'temp' }],
      [{ kind: 'labelValues', label: 'gpu', match: 'temp{node="b"}' }],
    ]);
    expect(answers.size).toBe(2);
  });

  it('fail one by one', async () => {
    const { failures } = await askVariables({ variables, chosen: {}, range: 60 }, async (queries) => ({
      results: queries.map(() => ({ error: { code: 'x', message: 'no such thing' } })),
    }));
    const question = questionOf({ kind: 'labelValues', label: 'node', match: 'temp' });
    expect(failures.get(question)).toBe('no such thing');
  });
});
