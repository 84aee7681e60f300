import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery, piecesOf, stringValue } from '../../promql/index.ts';
import type { QueryVariable, Variable } from '../model.ts';
import {
  filterValues,
  inOrder,
  interpolateQuery,
  interpolateText,
  questionOf,
  readVariableQuery,
  resolveVariables,
  resultText,
  type VariableValue,
} from './index.ts';

const value = (...values: string[]): VariableValue => ({ values, texts: values, own: false });
const own = (...values: string[]): VariableValue => ({ ...value(...values), own: true });

describe('a value in a query', () => {
  it.each([
    ['x{a=~"$v"}', value('n1'), 'x{a=~"n1"}'],
    ['x{a=~"$v"}', value('a.b', 'c|d'), 'x{a=~"(a\\\\.b|c\\\\|d)"}'],
    ['x{a="$v"}', value('a.b'), 'x{a="a.b"}'],
    ["x{a='$v'}", value(`it's`), `x{a="it's"}`],
    ['x{a=~"pre-${v}-post"}', value('1', '2'), 'x{a=~"pre-(1|2)-post"}'],
    ['x{a=~"[[v]]"}', value('1'), 'x{a=~"1"}'],
    ['x{a=~"${v:pipe}"}', value('1', '2'), 'x{a=~"1|2"}'],
    ['x{a=~"${v:regex}"}', value('a.b'), 'x{a=~"a\\\\.b"}'],
    ['x{a="${v:csv}"}', value('1', '2'), 'x{a="1,2"}'],
    ['label_replace(x, "a", "$1", "b", "(.*)-$v")', value('z'), 'label_replace(x, "a", "$1", "b", "(.*)-z")'],
    ['topk($v, x)', value('5'), 'topk(5, x)'],
    ['sum by ($v) (x)', value('a', 'b'), 'sum by (a,b) (x)'],
    ['rate(x[$v])', value('5m'), 'rate(x[5m])'],
    ['rate(x[$__rate_interval]) > $v', value('0.5'), 'rate(x[$__rate_interval]) > 0.5'],
    ['$v', own('sum(x) by (a)'), 'sum(x) by (a)'],
    ['x # $v', value('"'), 'x # $v'],
    ['x{a=~"$unknown"}', value('1'), 'x{a=~"$unknown"}'],
  ])('%s', (expr, of, ready) => {
    expect(interpolateQuery(expr, new Map([['v', of]]))).toEqual({ expr: ready, problems: [] });
  });

  it.each(['.*', '.+', '[^\\\\s]+', 'a"b', '\\d+', 'x\\'])(
    'that stands for all is the dashboard’s own pattern: %s',
    (pattern) => {
      const { expr } = interpolateQuery('x{a=~"$v"}', new Map([['v', { ...value('1'), pattern }]]));
      expect(parseQuery(expr).selectors[0]?.matchers.map((matcher) => matcher.value)).toEqual([
        pattern.replace('\\\\', '\\'),
      ]);
      expect(parseQuery(expr).error).toBeUndefined();
    },
  );

  it.each([
    ['x or $v', '1} or vector(1)'],
    ['$v', 'x"}'],
    ['topk($v, x)', '1,x) or topk(1'],
    ['rate(x[$v])', '5m]) or y['],
    ['sum by ($v) (x)', 'a) (secret) or sum by (b'],
    ['$v', ''],
  ])('is refused where it would be more than a name or a number: %s', (expr, hostile) => {
    const { expr: ready, problems } = interpolateQuery(expr, new Map([['v', value(hostile)]]));
    expect(ready).toBe(expr);
    expect(problems).toHaveLength(1);
  });

  it('never leaves its string, whatever is in it', () => {
    const quote = fc.constantFrom('"', "'", '`');
    const op = fc.constantFrom('=', '!=', '=~', '!~');
    const format = fc.constantFrom(
      '',
      ...['regex', 'pipe', 'csv', 'json', 'raw', 'text', 'doublequote', 'glob', 'distributed'].map(
        (one) => `:${one}`,
      ),
    );
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'"\'`\\$){}|,=#\n[]a') }),
    );
    fc.assert(
      fc.property(
        quote,
        op,
        format,
        fc.array(hostile, { minLength: 1, maxLength: 3 }),
        (mark, compared, as, values) => {
          const expr = `sum(x{a${compared}${mark}<\${v${as}}>${mark}, b="c"}) + y`;
          const { expr: ready } = interpolateQuery(expr, new Map([['v', value(...values)]]));
          const kinds = piecesOf(ready).map(({ kind }) => kind);
          expect(kinds).toEqual(['code', 'string', 'code', 'string', 'code']);
          const [, first] = piecesOf(ready);
          const text = stringValue(ready.slice(first?.from, first?.to)) ?? '';
          expect(text.startsWith('<') && text.endsWith('>')).toBe(true);
          expect(ready.slice(0, first?.from)).toBe(`sum(x{a${compared}`);
          expect(ready.slice(first?.to)).toBe(', b="c"}) + y');
        },
      ),
    );
  });

  it('matches exactly itself as a regular expression', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const { expr } = interpolateQuery('x{a=~"$v"}', new Map([['v', value(one)]]));
        const [, literal] = piecesOf(expr);
        const pattern = stringValue(expr.slice(literal?.from, literal?.to)) ?? '';
        const matched = filterValues(`/^(?:${pattern})$/s`, [one, other]);
        const found = 'options' in matched ? matched.options.map((option) => option.value) : [];
        expect(found.filter((text) => text !== '')).toEqual(
          [one, other].filter((text) => text === one && text !== ''),
        );
      }),
    );
  });

  it('reads as people chose it in texts', () => {
    const all = new Map([['v', { ...value('1', '2'), texts: ['one', 'two'] }]]);
    expect(interpolateText('Use of $v (${v:csv}), $w', all)).toBe('Use of one + two (1,2), $w');
  });
});

describe('a variable’s regular expression', () => {
  it.each([
    ['/gpu-(\\d+)/', ['gpu-1', 'x', 'gpu-22'], ['1', '22']],
    ['gpu-.*', ['gpu-1', 'my-gpu-1'], ['gpu-1']],
    ['/(?<text>[^:]+):(?<value>.+)/', ['a:1', 'b:2'], ['a=1', 'b=2']],
    ['/GPU/i', ['gpu'], ['gpu']],
  ])('%s', (pattern, values, found) => {
    const filtered = filterValues(pattern, values);
    const options = 'options' in filtered ? filtered.options : [];
    expect(
      options.map((option) =>
        option.text === option.value ? option.value : `${option.text}=${option.value}`,
      ),
    ).toEqual(found);
  });

  it.each(['/(a/', '/(?=a)/', '/(a)\\1/', 'x'.repeat(2000)])('is refused: %s', (pattern) => {
    expect(filterValues(pattern, ['a'])).toHaveProperty('error');
  });

  it('takes no longer for patterns that stall other engines', () => {
    expect(filterValues('/^(a+)+$/', [`${'a'.repeat(5000)}!`])).toMatchObject({ options: [] });
  });
});

describe('a variable’s query', () => {
  it.each([
    ['label_values(gpu)', { kind: 'labelValues', label: 'gpu' }],
    [
      'label_values(up{job="a,b"}, instance)',
      { kind: 'labelValues', match: 'up{job="a,b"}', label: 'instance' },
    ],
    ['label_names()', { kind: 'labelNames' }],
    ['metrics(DCGM_.*)', { kind: 'metrics', pattern: 'DCGM_.*' }],
    ['query_result(topk(5, x))', { kind: 'instant', expr: 'topk(5, x)' }],
    ['up{job="a"}', { kind: 'series', match: 'up{job="a"}' }],
    ['label_values(up, a b)', undefined],
    [' ', undefined],
  ])('%s', (text, query) => {
    expect(readVariableQuery(text)).toEqual(query);
  });

  it('has its results as texts', () => {
    expect(resultText({ __name__: 'x', a: 'b"' }, { value: 1, time: 5 })).toBe('x{a="b\\""} 1 5000');
  });
});

describe('variables', () => {
  const query = (name: string, text: string, fields: Partial<QueryVariable> = {}): QueryVariable => ({
    kind: 'query',
    name,
    query: text,
    ...fields,
  });
  const base = { chosen: {}, answers: new Map<string, readonly string[]>(), range: 3600 };

  it('are resolved one after the other where they build on each other', () => {
    const variables = [
      query('pod', 'label_values(x{namespace="$namespace"}, pod)', {
        includeAll: true,
        selected: ['$__all'],
      }),
      query('namespace', 'label_values(x, namespace)', { sort: 'alphabetical' }),
    ];
    const first = resolveVariables({ ...base, variables });
    expect(first.needed).toEqual([
      { name: 'namespace', query: { kind: 'labelValues', match: 'x', label: 'namespace' } },
    ]);
    const answers = new Map([[questionOf(first.needed[0]?.query ?? { kind: 'labelNames' }), ['b', 'a']]]);
    const second = resolveVariables({ ...base, variables, answers });
    expect(second.resolved.get('namespace')?.values).toEqual(['a']);
    expect(second.needed.map(({ query: asked }) => asked)).toEqual([
      { kind: 'labelValues', match: 'x{namespace="a"}', label: 'pod' },
    ]);
    answers.set(questionOf(second.needed[0]?.query ?? { kind: 'labelNames' }), ['p1', 'p2']);
    const third = resolveVariables({ ...base, variables, answers, chosen: { namespace: ['a'] } });
    expect(third.needed).toEqual([]);
    expect(third.resolved.get('pod')).toMatchObject({ all: true, values: ['p1', 'p2'] });
  });

  it('that wait for each other are named', () => {
    const variables = [query('a', 'x{l="$b"}'), query('b', 'x{l="${a}"}'), query('c', 'label_names()')];
    expect(inOrder(variables).cyclic.map(({ name }) => name)).toEqual(['a', 'b']);
    const { problems, needed } = resolveVariables({ ...base, variables });
    expect(problems.map(({ name, code }) => `${name} ${code}`)).toEqual([
      'a variable.cycle',
      'b variable.cycle',
    ]);
    expect(needed).toHaveLength(1);
  });

  it.each<[string, Variable, readonly string[], readonly string[]]>([
    [
      'a value that is no option',
      {
        kind: 'custom',
        name: 'v',
        options: [
          { text: 'one', value: '1' },
          { text: 'two', value: '2' },
        ],
      },
      ['3'],
      ['1'],
    ],
    [
      'one of several',
      {
        kind: 'custom',
        name: 'v',
        options: [
          { text: 'one', value: '1' },
          { text: 'two', value: '2' },
        ],
      },
      ['2', '1'],
      ['2'],
    ],
    [
      'several',
      {
        kind: 'custom',
        name: 'v',
        multi: true,
        options: [
          { text: 'one', value: '1' },
          { text: 'two', value: '2' },
        ],
      },
      ['2', '1'],
      ['2', '1'],
    ],
    [
      'all, which is not offered',
      { kind: 'custom', name: 'v', options: [{ text: 'one', value: '1' }] },
      ['$__all'],
      ['1'],
    ],
    ['a constant', { kind: 'constant', name: 'v', value: 'c' }, ['x'], ['c']],
    ['any text', { kind: 'textbox', name: 'v', value: 'c' }, ['x'], ['x']],
    [
      'the duration that fits',
      { kind: 'interval', name: 'v', values: ['1m'], auto: { steps: 60, least: '10s' } },
      ['auto'],
      ['1m'],
    ],
    ['a duration', { kind: 'interval', name: 'v', values: ['1m', '5m'] }, ['5m'], ['5m']],
  ])('take from the URL: %s', (_, variable, chosen, values) => {
    const { resolved } = resolveVariables({ ...base, variables: [variable], chosen: { v: chosen } });
    expect(resolved.get('v')?.values).toEqual(values);
  });

  it('are not found on prototypes', () => {
    const variables: Variable[] = [{ kind: 'textbox', name: 'constructor', value: 'c' }];
    expect(resolveVariables({ ...base, variables }).resolved.get('constructor')?.values).toEqual(['c']);
  });

  it('with a broken pattern say so', () => {
    const variables = [query('v', 'label_names()', { regex: '/(/' })];
    const answers = new Map([[questionOf({ kind: 'labelNames' }), ['a']]]);
    const { problems } = resolveVariables({ ...base, variables, answers });
    expect(problems).toMatchObject([{ name: 'v', code: 'variable.regex' }]);
  });
});
