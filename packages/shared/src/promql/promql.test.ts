import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { promqlString } from '../metrics/index.ts';
import {
  enforceMatchers,
  parseQuery,
  piecesOf,
  QueryRefusal,
  readMatchers,
  referencesIn,
  stringValue,
  withLabel,
  withMetric,
} from './index.ts';

describe('a query', () => {
  it('is taken apart: metrics, matchers, groupings, what is around them', () => {
    const expr =
      'sum by (Hostname) (rate(m1{gpu=~"1|2", pod!=\'x\'}[$__rate_interval])) / on (pod) group_left(node) kube_pod_info';
    const { selectors, grouping, error } = parseQuery(expr);
    expect(error).toBeUndefined();
    expect(selectors.map(({ metric, within }) => [metric?.name, within.map(({ name }) => name)])).toEqual([
      ['m1', ['rate', 'sum']],
      ['kube_pod_info', []],
    ]);
    expect(selectors[0]?.matchers).toMatchObject([
      { label: 'gpu', op: '=~', value: '1|2' },
      { label: 'pod', op: '!=', value: 'x' },
    ]);
    expect(grouping.map(({ clause, label }) => `${clause} ${label}`)).toEqual([
      'by Hostname',
      'on pod',
      'group_left node',
    ]);
    for (const { label, from, to } of grouping) expect(expr.slice(from, to)).toBe(label);
  });

  it.each([
    ['topk($n, x)', ['x']],
    ['x_$suffix + y', ['y']],
    ['x{gpu=~"$gpu"}[$__interval:$step] offset $ago', ['x']],
    ['{"my.metric", a="b"}', ['my.metric']],
    ['sum by ($label) (x)', ['x']],
    ['x # y', ['x']],
  ])('%s names the metrics %j', (expr, metrics) => {
    const { selectors, error } = parseQuery(expr);
    expect(selectors.flatMap(({ metric }) => metric?.name ?? [])).toEqual(metrics);
    expect(error).toBeUndefined();
  });

  it.each([
    ['sum(x{', 6],
    ['foo bar', 4],
    ['', 0],
    ['x{a="b"', 7],
  ])('%j is wrong at %d', (expr, at) => {
    expect(parseQuery(expr).error?.from).toBe(at);
  });

  it('may have anything in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (expr) => {
        expect(parseQuery(expr).selectors.length).toBeLessThanOrEqual(expr.length);
      }),
    );
  });

  it('gets another metric or label where they are names, and only there', () => {
    expect(withMetric('m + m2 + sum(m{m="m"}) # m', 'm', 'n')).toBe('n + m2 + sum(n{m="m"}) # m');
    expect(withLabel('sum by (a, b) (m{a="a", b="$a"})', 'a', 'x')).toBe('sum by (x, b) (m{x="a", b="$a"})');
    expect(withLabel('m{a="1"} * n{a="2"}', 'a', 'x', (metric) => metric === 'n')).toBe(
      'm{a="1"} * n{x="2"}',
    );
  });
});

describe('matchers for every selector', () => {
  const prod = readMatchers('cluster="prod"') ?? [];
  const m = 'cluster="prod"';

  it.each([
    ['up', `up{${m}}`],
    ['up{}', `up{${m}}`],
    ['up{ }', `up{${m}}`],
    ['up{a="b"}', `up{${m},a="b"}`],
    ['up {a="b",}', `up{${m},a="b"}`],
    ['{__name__=~"a|b"}', `{${m},__name__=~"a|b"}`],
    ['{"up.time", a="{"}', `{${m},__name__="up.time",a="{"}`],
    ['up{cluster="other"}', `up{${m},cluster="other"}`],
    ['up{cluster=~".*"} or up', `up{${m},cluster=~".*"} or up{${m}}`],
    [
      'rate(a[5m] offset 1h) / on (cluster) b{x="}"}',
      `rate(a{${m}}[5m] offset 1h) / on (cluster) b{${m},x="}"}`,
    ],
    ['max_over_time(sum by (a) (b @ end())[1h:5m])', `max_over_time(sum by (a) (b{${m}} @ end())[1h:5m])`],
    [
      'label_replace(a, "cluster", "x", "y", "up{}") # up',
      `label_replace(a{${m}}, "cluster", "x", "y", "up{}")`,
    ],
    ['up # {\r or {a="b"}', `up{${m}}`],
    ['count({a="b"}) + time() + vector(1)', `count({${m},a="b"}) + time() + vector(1)`],
  ])('%s', (expr, expected) => {
    expect(enforceMatchers(expr, prod)).toBe(expected);
  });

  it.each(['up{', 'up{a="b"} up', 'up + on', 'sum(', '', 'up{a="b"', 'up + $x', 'info(up)'])(
    'leave no query that cannot be read: %j',
    (expr) => {
      expect(() => enforceMatchers(expr, prod)).toThrow(QueryRefusal);
    },
  );

  it('stand in each selector once, whatever the query', () => {
    const selector = fc.constantFrom('a', 'b{x="1"}', '{y!=""}', 'c{}', 'd{z=~`{|}`}');
    fc.assert(
      fc.property(fc.array(selector, { minLength: 1, maxLength: 5 }), (all) => {
        const { selectors } = parseQuery(enforceMatchers(`sum(${all.join(') + max(')})`, prod));
        expect(selectors).toHaveLength(all.length);
        for (const { matchers } of selectors)
          expect(matchers.filter(({ label }) => label === 'cluster')).toMatchObject(prod);
      }),
    );
  });

  it.each([
    ['cluster="prod"', [['cluster', '=', 'prod']]],
    [
      'cluster="a\\"b", site!~"test.*",',
      [
        ['cluster', '=', 'a"b'],
        ['site', '!~', 'test.*'],
      ],
    ],
    ['cluster=""', [['cluster', '=', '']]],
  ])('are read from %s', (text, expected) => {
    expect(readMatchers(text)?.map(({ label, op, value }) => [label, op, value])).toEqual(expected);
  });

  it.each([
    ...[
      '',
      'prod',
      'cluster=prod',
      'cluster="prod',
      'cluster="a"} or up{b="c"',
      '{cluster="a"}',
      'cluster="a" or b="c"',
    ],
    ...['__name__="up"', '"up"', 'up{a="b"}', '$a="b"', 'a="b"}[5m', 'a="b",,c="d"', 'a="b" c="d"'],
  ])('are not read from %j', (text) => {
    expect(readMatchers(text)).toBeUndefined();
  });
});

describe('strings in PromQL', () => {
  it('end where Prometheus ends them', () => {
    const pieces = piecesOf(`x{a="\\"}", b='"', c=\`\\\`} # "`);
    expect(pieces.map(({ kind, from, to }) => `${kind} ${from}-${to}`)).toEqual([
      'code 0-4',
      'string 4-9',
      'code 9-13',
      'string 13-16',
      'code 16-20',
      'string 20-23',
      'code 23-25',
      'comment 25-28',
    ]);
  });

  it('stand for what was written into them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(stringValue(promqlString(value))).toBe(value);
      }),
    );
  });
});

describe('references to variables', () => {
  it.each([
    ['$a ${b} ${c:pipe} [[d]] [[e:csv]]', ['a', 'b', 'c:pipe', 'd', 'e:csv']],
    ['$1 ${2} $$ $-', []],
    ['${a.b:json}', ['a:json']],
  ])('in %s are %j', (text, names) => {
    expect(
      referencesIn(text).map(({ name, format }) => (format === undefined ? name : `${name}:${format}`)),
    ).toEqual(names);
  });
});
