import { describe, expect, it } from 'vitest';
import { referencesIn } from '../../promql/index.ts';
import { MAX_QUERY_LENGTH, MAX_TEXT_LENGTH, MAX_VARIABLE_DEPTH } from '../limits.ts';
import type { Variable } from '../model.ts';
import {
  askVariables,
  filterValues,
  interpolateQuery,
  interpolateText,
  resolveVariables,
  type VariableValue,
} from './index.ts';

const value = (...values: string[]): VariableValue => ({ values, texts: values, own: true });
const LONG = 'x'.repeat(10_000);
const values = (of: VariableValue) => new Map([['a', of]]);

describe('what a dashboard’s variables make', () => {
  it.each([
    ['in code', '$a + '.repeat(2500), value(LONG)],
    ['in a string', `up{x=~"${'$a'.repeat(2500)}"}`, value(LONG)],
    ['in many strings', 'up{x=~"$a"}'.repeat(1000), value(LONG)],
    ['of many values', 'up{x=~"$a"}', value(...Array.from({ length: 10_000 }, (_, n) => `gpu-${n}`))],
    ['of many empty values', 'up{x="$a$a$a"}', value(...Array.from({ length: 10_000 }, () => ''))],
    ['a pattern for all', 'up{x=~"$a"}'.repeat(3), { ...value('1'), pattern: LONG }],
  ])('is no query past the limit, and says so: %s', (_where, expr, of) => {
    expect(interpolateQuery(expr, values(of))).toEqual({
      expr: '',
      problems: [{ code: 'query.tooLong', variable: 'a', value: String(MAX_QUERY_LENGTH) }],
    });
  });

  it('is a text up to the limit, with an ellipsis for the rest', () => {
    const text = interpolateText('$a'.repeat(2500), values(value(LONG)));
    expect(text).toBe(`${'x'.repeat(MAX_TEXT_LENGTH - 1)}…`);
    const many = value(...Array.from({ length: 10_000 }, () => LONG));
    expect(interpolateText('$a', values(many), 5)).toBe('xxxx…');
    expect(interpolateText('$a and more', values(value('b')), 5)).toBe('b an…');
  });

  it('is told apart as safe or not without trying every way to read a list', () => {
    const chosen = { ...value(`${'a,'.repeat(5000)}!`), own: false };
    expect(interpolateQuery('topk($a, x)', values(chosen)).problems).toMatchObject([
      { code: 'value.unsafe' },
    ]);
    const list = { ...value('b, c ,5m', '+3'), own: false };
    expect(interpolateQuery('sum by ($a) (x)', values(list)).expr).toBe('sum by (b, c ,5m,+3) (x)');
  });

  it('takes no longer for references without an end', () => {
    expect(referencesIn('${a:'.repeat(50_000))).toEqual([]);
    expect(referencesIn('${a.b'.repeat(40_000))).toEqual([]);
  });
});

describe('patterns of variables', () => {
  const seen = Array.from(
    { length: 10_000 },
    (_, n) => `DCGM_FI{gpu="${n}",node="worker-${n}"} 1 1700000000000`,
  );

  it('take many honest values', () => {
    expect(filterValues('/.*node="(.*?)".*/', seen)).toMatchObject({ options: { length: seen.length } });
  });

  it.each([
    ['many states', `(a?){500}${'b?'.repeat(100)}`],
    ['many copies', 'a{1000}'.repeat(140)],
    ['copies of copies', '((a{30}){30})'],
  ])('are refused where they would take long: %s', (_what, pattern) => {
    expect(filterValues(pattern, seen)).toMatchObject({ error: expect.stringContaining('make it simpler') });
  });

  it('share what may be done in one dashboard', () => {
    const variables = Array.from({ length: 200 }, (_, n): Variable => {
      return { kind: 'query', name: `v${n}`, query: 'query_result(up)', regex: `/.*(node|${n}).*/` };
    });
    const answers = new Map([[JSON.stringify({ kind: 'instant', expr: 'up' }), seen]]);
    const { problems, resolved } = resolveVariables({ variables, chosen: {}, answers, range: 60 });
    expect(problems.length).toBeGreaterThan(100);
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['variable.regex']));
    expect(resolved.get('v0')?.options).not.toEqual([]);
  });
});

describe('variables that build on each other', () => {
  const chain = (count: number) =>
    Array.from({ length: count }, (_, n): Variable => {
      const query = n === 0 ? 'label_values(up, a)' : `label_values(up{a="$v${n - 1}"}, a)`;
      return { kind: 'query', name: `v${n}`, query };
    });

  it('are asked level by level, and no deeper than the limit', async () => {
    let rounds = 0;
    const input = { variables: chain(200), chosen: {}, range: 60 };
    const { answers } = await askVariables(input, async (queries) => {
      rounds += 1;
      return { results: queries.map(() => ({ values: [`after ${rounds}`] })) };
    });
    expect(rounds).toBe(MAX_VARIABLE_DEPTH);
    const { resolved, needed, problems } = resolveVariables({ ...input, answers });
    expect([resolved.size, needed]).toEqual([MAX_VARIABLE_DEPTH, []]);
    expect(problems).toContainEqual(
      expect.objectContaining({ name: `v${MAX_VARIABLE_DEPTH}`, code: 'variable.depth' }),
    );
  });

  it('choose many of many values', () => {
    const many = Array.from({ length: 10_000 }, (_, n) => String(n));
    const variables: Variable[] = [
      {
        kind: 'custom',
        name: 'v',
        multi: true,
        options: many.map((one) => ({ text: one, value: one })),
        selected: many.toReversed(),
      },
    ];
    const { resolved } = resolveVariables({ variables, chosen: {}, answers: new Map(), range: 60 });
    expect(resolved.get('v')?.values).toEqual(many.toReversed());
  });
});
