import type { ValuesReply } from '@gpu-console/shared/contract';
import { describe, expect, it } from 'vitest';
import { lintFacts } from './lintFacts.ts';

const dialect = { uuid: ['UUID'], host: ['Hostname'], workload: [] };

describe('what a cluster is asked for a dashboard’s sake', () => {
  it('is which metrics it has, and the labels of those that are used', async () => {
    const facts = await lintFacts(
      { dialect },
      ['temp', 'gone'],
      async (queries): Promise<ValuesReply> => ({
        results: queries.map((query) => ({
          values: query.kind === 'metrics' ? ['temp', 'power'] : query.kind === 'labelNames' ? ['gpu'] : [],
          warnings: [],
        })),
      }),
    );
    expect(facts).toEqual({
      dialect,
      metrics: { names: new Set(['temp', 'power']), complete: true },
      labels: new Map([['temp', new Set(['gpu'])]]),
    });
  });

  it('is judged by nothing that could not be asked', async () => {
    const failing = async (): Promise<ValuesReply> => ({
      results: [{ error: { code: 'x', message: 'down' } }],
    });
    expect(await lintFacts({ dialect: null }, ['temp'], failing)).toEqual({});
  });
});
