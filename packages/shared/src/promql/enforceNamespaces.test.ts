import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  enforcedSelectors,
  enforceMatchers,
  enforceNamespaces,
  type NamespaceRule,
  parseQuery,
  QueryRefusal,
  readMatchers,
} from './index.ts';

const rule: NamespaceRule = { namespaces: ['b', 'a', 'b'], dcgmLabels: ['exported_namespace'] };
/** Matchers of the two ways in which a series can be of `a` or `b`. */
const V1 = 'exported_namespace=~"a|b"';
const V2 = 'exported_namespace=~"",namespace=~"a|b"';
/** A selector of either. */
const either = (name: string, own = '', after = '') =>
  `(${name}{${V1}${own}}${after} or ${name}{${V2}${own}}${after})`;

describe('a query of some namespaces', () => {
  it.each([
    ['x', either('x')],
    ['x{}', either('x')],
    ['x{a="b", c!~`d.*`,}', either('x', ',a="b",c!~"d.*"')],
    ['x{namespace="c"}', either('x', ',namespace="c"')],
    ['{__name__=~".+"}', either('', ',__name__=~".+"')],
    ['{"x.y", "a.b"=\'c\'}', either('', ',__name__="x.y","a.b"="c"')],
    ['{"__name__"!=""}', either('', ',__name__!=""')],
    ['sum', either('', ',__name__="sum"')],
    ['x offset 5m @ end()', either('x', '', ' offset 5m @ end()')],
    ['x @ - 5.5', either('x', '', ' @ -5.5')],
    ['x + y offset -5m', `${either('x')} + ${either('y', '', ' offset -5m')}`],
    ['-x[5m:1m] offset 1h', `-${either('x')}[5m:1m] offset 1h`],
    ['(x)', `(${either('x')})`],
    ['rate(x[5m] offset 1h)', `(rate(x{${V1}}[5m] offset 1h) or rate(x{${V2}}[5m] offset 1h))`],
    ['rate((x[5m]))', `(rate(x{${V1}}[5m]) or rate(x{${V2}}[5m]))`],
    ['rate(x[5m + 2 * step()])', `(rate(x{${V1}}[5m+2*step()]) or rate(x{${V2}}[5m+2*step()]))`],
    ['rate(x[1h:])', `rate(${either('x')}[1h:])`],
    [
      'quantile_over_time(scalar(y), x[5m])',
      `(quantile_over_time(scalar(${either('y')}), x{${V1}}[5m]) or quantile_over_time(scalar(${either('y')}), x{${V2}}[5m]))`,
    ],
    ['abs(x)', `abs(${either('x')})`],
    ['timestamp((x))', `(timestamp(x{${V1}}) or timestamp(x{${V2}}))`],
    ['timestamp(abs(x))', `timestamp(abs(${either('x')}))`],
    ['absent(x{a="b"})', `(absent(x{${V1},a="b"}) and on () absent(x{${V2},a="b"}))`],
    ['absent(sum(x))', `absent(sum(${either('x')}))`],
    ['absent_over_time(x[5m])', `(absent_over_time(x{${V1}}[5m]) and on () absent_over_time(x{${V2}}[5m]))`],
    ['SUM(x) BY (a, "b.c",)', `sum by (a, "b.c") (${either('x')})`],
    ['topk without () (3, x)', `topk without () (3, ${either('x')})`],
    ['x * on (a) group_left y == bool 2', `${either('x')} * on (a) group_left () ${either('y')} == bool 2`],
    ['x # {a="b"}\n/ # \r y\n z', `${either('x')} / ${either('z')}`],
    ['x{a="\\x41\\101\\u00e4\\"\'\\n\u{1f600}"}', either('x', ',a="AA\\u00e4\\"\'\\u000a\\U0001f600"')],
    ['x\u00a0+\u20281', `${either('x')} + 1`],
    ['label_replace(x, "namespace", "a", "", "")', `label_replace(${either('x')}, "namespace", "a", "", "")`],
    ['1h + 0x1F - -Inf', '1h + 0x1F - -Inf'],
    ['time() - vector(1)', 'time() - vector(1)'],
  ])('%s', (expr, expected) => {
    expect(enforceNamespaces(expr, rule)).toBe(expected);
  });

  it.each<[readonly string[], string, string]>([
    [['exported_namespace'], 'DCGM_FI_X', `DCGM_FI_X{${V1}}`],
    [['exported_namespace'], '{__name__="DCGM_EXP_X"}', `{${V1},__name__="DCGM_EXP_X"}`],
    [['exported_namespace'], 'DCGM_FI_X[5m]', `DCGM_FI_X{${V1}}[5m]`],
    [['exported_namespace'], '{__name__=~"DCGM_FI_X"}', either('', ',__name__=~"DCGM_FI_X"')],
    [['exported_namespace'], 'node_load1', either('node_load1')],
    [['pod_namespace'], 'dcgm_x', 'dcgm_x{pod_namespace=~"a|b"}'],
    [['namespace'], 'DCGM_FI_X', 'DCGM_FI_X{exported_namespace=~"|a|b",namespace=~"a|b"}'],
    [['namespace', 'exported_namespace'], 'DCGM_FI_X', either('DCGM_FI_X')],
    [[], 'DCGM_FI_X', either('DCGM_FI_X')],
    [
      ['pod_namespace', 'namespace'],
      'absent(DCGM_FI_X)',
      '(absent(DCGM_FI_X{pod_namespace=~"a|b"}) and on () absent(DCGM_FI_X{pod_namespace=~"",exported_namespace=~"|a|b",namespace=~"a|b"}))',
    ],
  ])('where DCGM’s series name it in %j: %s', (dcgmLabels, expr, expected) => {
    expect(enforceNamespaces(expr, { ...rule, dcgmLabels })).toBe(expected);
  });

  it('finds nothing where there are none', () => {
    const none = { ...rule, namespaces: [] };
    expect(enforceNamespaces('x + rate(DCGM_FI_X[5m])', none)).toBe(
      'x{namespace=~"",namespace!=""} + rate(DCGM_FI_X{namespace=~"",namespace!=""}[5m])',
    );
  });

  it.each([
    ['x{', /cannot be read as PromQL: it ends too early/],
    ['x y', /cannot be read as PromQL: near "y"/],
    ['', /cannot be read as PromQL/],
    ['x{a="b" or c="d"}', /cannot be read as PromQL/],
    ['x{a="\\q"}', /a string that cannot be read: "\\q"/],
    ['x{a="\\xff"}', /a string that cannot be read/],
    ['x{a="\\"}', /cannot be read/],
    ['x{a="\ud800"}', /cannot be read as PromQL/],
    ['info(x)', /the function info/],
    ['x[5m]', /only inside of a function, e\.g\. last_over_time/],
    ['sum(x[5m])', /only inside of a function/],
    ['(x) offset 5m', /Only a selector of series can be followed by “offset 5m”/],
    ['sum(x)[5m]', /Only a selector of series can be followed by “\[5m\]”/],
    ['x{__name__!="y"}', /x by a second name/],
    ['sum{"y"}', /sum by a second name/],
    ['unheard_of(x)', /cannot be read as PromQL/],
    [`${'('.repeat(600)}x${')'.repeat(600)}`, /nested deeper than 500 levels/],
    ['x'.repeat(100_001), /longer than 100000 characters/],
    [`sum(${'x,'.repeat(20_000)}x)`, /too long once it is limited/],
    [`${'quantile_over_time(scalar('.repeat(40)}x${'),x[5m])'.repeat(40)}`, /too long once it is limited/],
  ])('is refused with a reason: %s', (expr, reason) => {
    const enforce = () => enforceNamespaces(expr, rule);
    expect(enforce).toThrow(QueryRefusal);
    expect(enforce).toThrow(reason);
  });

  it.each([
    [{ namespaces: ['a|.*'], dcgmLabels: [] }, /"a\|\.\*" is no namespace or label/],
    [{ namespaces: [''], dcgmLabels: [] }, /"" is no namespace or label/],
    [{ namespaces: ['a'], dcgmLabels: ['x="",y'] }, /is no namespace or label/],
  ])('is refused for what is no namespace: %j', (odd, reason) => {
    expect(() => enforceNamespaces('x', odd)).toThrow(reason);
  });

  it('is one text for one question', () => {
    const same = [' x{a = "b"} #', "x{a='b',}", 'x{a=`b`}', 'x{"a"="b"}'];
    const rules = [rule, { ...rule, namespaces: ['a', 'b'] }];
    const texts = same.flatMap((expr) => rules.map((one) => enforceNamespaces(expr, one)));
    expect(new Set(texts)).toEqual(new Set([either('x', ',a="b"')]));
  });

  it('takes further matchers, and stays as it is when enforced again', () => {
    const matchers = readMatchers('cluster="prod"') ?? [];
    const enforced = enforceNamespaces('rate(x{a="}"}[5m]) + on (b) {"y.z"}', rule);
    const { selectors } = parseQuery(enforceMatchers(enforced, matchers));
    expect(selectors).toHaveLength(4);
    for (const { matchers: all } of selectors)
      expect(all.map(({ label }) => label)).toEqual(
        expect.arrayContaining(['cluster', 'exported_namespace']),
      );
  });

  it('is refused, or enforced in every selector, whatever is sent', () => {
    const piece = fc.constantFrom(
      ...[
        'x',
        'sum',
        '{',
        '}',
        '(',
        ')',
        '[5m]',
        '[5m:1m]',
        ' offset 5m',
        ' @ end()',
        ' or ',
        '=',
        '=~',
        '"a"',
        '`',
        "'",
      ],
      ...[
        '\\',
        '#',
        '\n',
        '\r',
        ',',
        'rate',
        ' by ',
        ' on ',
        ' group_left ',
        '-',
        '1',
        'info',
        '$x',
        '\u2028',
        '\ud800',
      ],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(piece, { maxLength: 12 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (expr) => {
        let enforced = '';
        try {
          enforced = enforceNamespaces(expr, rule);
        } catch (error) {
          expect(error).toBeInstanceOf(QueryRefusal);
        }
        expect(enforced).toMatch(/^[ -~]*$/);
        for (const { matchers } of parseQuery(enforced).selectors)
          expect(matchers[0]).toMatchObject({ label: 'exported_namespace', op: '=~' });
      }),
      { numRuns: 2000 },
    );
  });
});

describe('selectors of some namespaces', () => {
  it.each([
    [undefined, [`{${V1}}`, `{${V2}}`]],
    ['x{a="b"}', [`x{${V1},a="b"}`, `x{${V2},a="b"}`]],
    ['DCGM_FI_X', [`DCGM_FI_X{${V1}}`]],
  ])('%s', (match, expected) => {
    expect(enforcedSelectors(match, rule)).toEqual(expected);
  });

  it('leave out a namespace of DCGM’s series that stands in a label of its own', () => {
    expect(enforcedSelectors(undefined, { ...rule, dcgmLabels: ['pod_namespace'] })).toEqual([
      `{${V1},pod_namespace=~"|a|b"}`,
      `{${V2},pod_namespace=~"|a|b"}`,
      '{pod_namespace=~"a|b",__name__=~"(?:DCGM_(?:FI|EXP)_|dcgm_).*",exported_namespace=~"",namespace!~"a|b"}',
    ]);
  });

  it.each(['x offset 5m', 'x[5m]', '(x)', 'x or y', 'rate(x[5m])', '1', 'x{'])(
    'are not made of %s',
    (match) => {
      expect(() => enforcedSelectors(match, rule)).toThrow(QueryRefusal);
    },
  );
});
