import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import type { ValuesQuery } from '@gpu-console/shared/contract';
import { PromQLExtension } from '@prometheus-io/codemirror-promql';
import { describe, expect, it } from 'vitest';
import { completeVariables } from './completeVariables.ts';
import { promqlClient } from './promqlClient.ts';

/** What is offered at `|`, and what was asked for it. */
async function completedAt(
  text: string,
): Promise<{ labels: readonly string[]; asked: readonly ValuesQuery[] }> {
  const asked: ValuesQuery[] = [];
  const promql = new PromQLExtension().setComplete({
    remote: promqlClient(async (query) => {
      asked.push(query);
      return ['from-prometheus'];
    }),
  });
  const position = text.indexOf('|');
  const state = EditorState.create({ doc: text.replace('|', ''), extensions: promql.asExtension() });
  const result = await promql.getComplete().promQL(new CompletionContext(state, position, true));
  return { labels: result?.options.map(({ label }) => label) ?? [], asked };
}

describe('PromQL completion', () => {
  it.each<[string, ValuesQuery]>([
    ['sum(DCGM|)', { kind: 'labelValues', label: '__name__' }],
    ['up{|}', { kind: 'labelNames', match: 'up' }],
    ['sum by (|) (up)', { kind: 'labelNames', match: 'up' }],
    ['up{job="|"}', { kind: 'labelValues', label: 'job', match: 'up' }],
    [
      'up{a="1",b!="2",c=~"3.*",d!~"4",node="$node",job="|"}',
      { kind: 'labelValues', label: 'job', match: 'up{a="1",b!="2",c=~"3.*",d!~"4"}' },
    ],
  ])('at %s asks the cluster', async (text, query) => {
    const { labels, asked } = await completedAt(text);
    expect(asked).toEqual([query]);
    expect(labels).toContain('from-prometheus');
  });

  it('offers functions beside metrics', async () => {
    expect((await completedAt('ra|')).labels).toEqual(expect.arrayContaining(['rate', 'from-prometheus']));
  });

  it('has nothing to offer where asking fails', async () => {
    const client = promqlClient(async () => {
      throw new Error('no Prometheus');
    });
    expect(await client.metricNames()).toEqual([]);
  });
});

describe('completion of variables', () => {
  it.each([
    ['up{node="$n|"}', ['$node', '$__rate_interval', '$__interval', '$__range']],
    ['rate(up[|])', null],
  ])('at %s', (text, expected) => {
    const state = EditorState.create({ doc: text.replace('|', '') });
    const result = completeVariables(() => ['node'])(new CompletionContext(state, text.indexOf('|'), false));
    expect(result?.options.map(({ label }) => label) ?? null).toEqual(expected);
  });
});
