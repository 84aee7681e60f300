import fc from 'fast-check';

const NAMES = [
  ...['foo', 'bar', 'kube_pod_info', 'http_requests_total', 'request_seconds_bucket', 'sum', 'nothing'],
  ...['DCGM_FI_DEV_GPU_UTIL', 'DCGM_FI_DEV_FB_USED', 'DCGM_EXP_XID_ERRORS_COUNT', 'dcgm_gpu_utilization'],
];
const MATCHERS = [
  ...['namespace="team-b"', 'exported_namespace="team-b"', 'namespace=~"team-.*"', 'exported_namespace!=""'],
  ...[
    'namespace!~"team-a.*"',
    'exported_namespace=""',
    'pod_namespace=~".+"',
    'pod_namespace=""',
    'pod=~".*-0"',
  ],
  ...['group="canary"', 'job!="dcgm"', 'gpu=~"0|1"', 'nothing=""', "exported_pod=~'team-(a|b).*'"],
];
const LABELS = [
  'namespace',
  'exported_namespace',
  'pod',
  'exported_pod',
  'group',
  'gpu',
  'Hostname',
  'job',
  'label',
];
const DURATIONS = ['30s', '1m', '150s', '5m', '10m'];
const ARITHMETIC = ['+', '-', '*', '/', '%', '^', '==', '!=', '>', '<', '>=', '<=', 'atan2'];

/**
 * A query by PromQL's types, as one may come from a dashboard or from somebody who looks for a way round. Each selector has a
 * matcher of `restricted` where there are any: queries that keep to namespaces by themselves.
 */
export function generatedQuery(restricted: readonly string[] = []): fc.Arbitrary<string> {
  const of = fc.constantFrom;
  const joined = (...parts: readonly (string | fc.Arbitrary<string>)[]) =>
    fc
      .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
      .map((all) => all.join(''));
  const among = (choices: readonly string[]) => of(...choices);
  const labels = fc.uniqueArray(among(LABELS), { maxLength: 3 }).map((all) => `(${all.join(', ')})`);
  const own = fc.uniqueArray(among(MATCHERS), { maxLength: 2 });
  const limits = restricted.length === 0 ? fc.constant<string[]>([]) : among(restricted).map((one) => [one]);
  const braces = fc.tuple(own, limits).map(([some, limit]) => [...some, ...limit].join(','));
  const selector = fc.oneof(
    { weight: 6, arbitrary: joined(among(NAMES), '{', braces, '}') },
    {
      weight: 1,
      arbitrary: joined(
        '{__name__=~"',
        among(['DCGM.*', 'foo|bar', '.+_info', '(?i)dcgm.*']),
        '",',
        braces,
        '}',
      ),
    },
    { weight: 1, arbitrary: joined('{job=~".+",__name__!="foo",', braces, '}') },
  );
  const modifier = among([
    '',
    '',
    '',
    ' offset 1m',
    ' offset -1m',
    ' @ end()',
    ' @ start() offset 2m',
    ' offset 30s @ end()',
  ]);
  const { vector } = fc.letrec<{ vector: string; scalar: string; range: string }>((tie) => {
    const vector = tie('vector');
    const range = tie('range');
    const scalar = tie('scalar');
    const matching = fc.oneof(
      of('', ' bool'),
      joined(among([' on ', ' ignoring ']), labels),
      joined(
        among([' on ', ' ignoring ']),
        labels,
        among([' group_left ', ' group_right ']),
        fc.oneof(labels, of('()')),
      ),
    );
    return {
      vector: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        joined(selector, modifier),
        joined(
          among([
            'rate',
            'increase',
            'delta',
            'irate',
            'last_over_time',
            'changes',
            'deriv',
            'absent_over_time',
          ]),
          '(',
          range,
          ')',
        ),
        joined(among(['max', 'min', 'avg', 'sum', 'count', 'stddev', 'present']), '_over_time(', range, ')'),
        joined('quantile_over_time(', scalar, ', ', range, ')'),
        joined('predict_linear(', range, ', ', scalar, ')'),
        joined(
          among(['abs', 'ceil', 'sgn', 'timestamp', 'absent', 'sort', 'ln', 'hour', '-', '']),
          '(',
          vector,
          ')',
        ),
        joined('timestamp(', selector, modifier, ')'),
        joined('absent(', selector, modifier, ')'),
        joined(among(['clamp_min', 'clamp_max', 'round']), '(', vector, ', ', scalar, ')'),
        joined(
          among(['sum', 'avg', 'max', 'count', 'group', 'stddev']),
          among([' by ', ' without ']),
          labels,
          ' (',
          vector,
          ')',
        ),
        joined(among(['sum', 'min', 'count']), '(', vector, ')'),
        // Of equals, Prometheus takes any.
        joined(
          among(['topk', 'bottomk']),
          '(',
          among(['1', '3']),
          ', ',
          selector,
          modifier,
          ')',
          among(['', ' by (group)']),
        ),
        joined(among(['topk', 'bottomk']), '(1000, ', vector, ')'),
        joined('quantile(0.5, ', vector, ')'),
        joined('count_values("', among(LABELS), '", ', vector, ')'),
        joined('histogram_quantile(0.9, ', vector, ')'),
        joined('(', vector, ') ', among(ARITHMETIC.filter((sign) => !/[=<>]/.test(sign))), ' ', scalar),
        joined(scalar, ' ', among(['*', '<', '==']), ' (', vector, ')'),
        joined('(', vector, ') ', among(ARITHMETIC), matching, ' (', vector, ')'),
        joined(
          vector,
          ' ',
          among(['and', 'or', 'unless']),
          among(['', ' on (pod)', ' ignoring (gpu)', ' on ()']),
          ' ',
          vector,
        ),
        joined(
          'label_replace(',
          vector,
          ', "',
          among(LABELS),
          '", "',
          among(['$1', 'team-b', '']),
          '", "',
          among(LABELS),
          '", "(.*)")',
        ),
        joined(
          'label_join(',
          vector,
          ', "',
          among(LABELS),
          '", "-", "',
          among(LABELS),
          '", "',
          among(LABELS),
          '")',
        ),
        joined('vector(', scalar, ')'),
      ),
      range: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        joined(selector, '[', among(DURATIONS), ']', modifier),
        joined('(', selector, '[', among(DURATIONS), '])'),
        joined('(', vector, ')[', among(DURATIONS), ':', among(['', '30s', '1m']), ']', modifier),
      ),
      scalar: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        among(['0', '1', '0.5', '-2', '1e6', 'Inf', 'NaN']),
        joined('scalar(', vector, ')'),
        of('time()'),
        joined('(', scalar, among([' + ', ' * ', ' > bool ']), scalar, ')'),
      ),
    };
  });
  return vector;
}

/** An expression with a few of its characters left out, doubled, moved or replaced. */
export function mutated(expressions: readonly string[]): fc.Arbitrary<string> {
  const odd = fc.constantFrom(...'{}()[]"\'`\\#\n\r,=~!@:$- orby\u00a0\u2028');
  const change = fc.record({
    at: fc.nat(200),
    length: fc.nat(3),
    text: fc.oneof(fc.constant(''), odd, fc.string({ maxLength: 2, unit: 'binary' })),
  });
  return fc
    .tuple(fc.constantFrom(...expressions), fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([expr, changes]) =>
      changes.reduce((text, { at, length, text: put }) => {
        const from = at % (text.length + 1);
        return text.slice(0, from) + put + text.slice(from + length);
      }, expr),
    );
}
