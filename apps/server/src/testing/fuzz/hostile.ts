import fc from 'fast-check';

/** Texts that have broken something somewhere. */
const HOSTILE = [
  ...[
    '',
    ' ',
    '.',
    '..',
    '/',
    '//',
    '../../etc/passwd',
    '..%2f..%2f',
    '%00',
    '%ff',
    '%zz',
    '%',
    '\u0000',
    '\r\nx: y',
  ],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'null',
    'undefined',
    'true',
    'NaN',
  ],
  ...['-1', '0', '1e309', '-0', '9007199254740993', '0x10', '1,5', '9'.repeat(400), '1'.repeat(20)],
  ...[
    '<script>alert(1)</script>',
    '"\'`;--',
    '$(id)',
    '{{7*7}}',
    '$' + '{x}',
    '$a',
    '[[x]]',
    '%s%n',
    '\\',
    '|',
    ';',
  ],
  ...['\u202egnp', '\ufeff', '\u2028', '🚀', '某', 'e\u0301', '\ud800', '\uffff', '\u001b[2J', 'İ', 'ß'],
  ...[
    'x'.repeat(300),
    'x'.repeat(5000),
    'a-'.repeat(500),
    '('.repeat(1000),
    '['.repeat(1000),
    '%25'.repeat(300),
  ],
  ...[
    'up',
    '{__name__=~".+"}',
    'up{',
    'sum(',
    '1/0',
    'vector(NaN)',
    'rate(up[5m])',
    '{__name__=~"(a+)+$"}',
    'topk(-1, up)',
  ],
];

/** Names that are there, so that more than the first check is reached. */
const KNOWN = [
  ...[
    'default',
    'ml',
    'worker-1',
    'worker-2',
    'cpu-1',
    'train-0',
    'train-1',
    'waits',
    'GPU-worker-1-0',
    'load',
  ],
  ...[
    'notebook',
    'main',
    'one',
    'two',
    'heat',
    'gpu-fleet',
    'range',
    'instant',
    'now',
    'now-1h',
    'true',
    'false',
  ],
  ...['1', '10', '3600', '1700000000', 'en', 'zh-CN', 'dark', 'light', 'Running'],
];

/** A text, mostly of a kind that somebody did not expect. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 5, arbitrary: fc.constantFrom(...KNOWN) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 200 }) },
);

const hostileNumber: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(0, -0, -1, 1, 0.5, 1e15, 1e300, -1e300, 5e-324, 2 ** 31, 2 ** 53 + 2, 1_700_000_000),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** What JSON can say, from a null to a list of a thousand and a nest of a hundred. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: hostileText },
  { weight: 4, arbitrary: hostileNumber },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false, [], {}) },
  { weight: 2, arbitrary: fc.dictionary(hostileText, hostileText, { maxKeys: 3 }) },
  { weight: 2, arbitrary: fc.array(hostileText, { maxLength: 5 }) },
  { weight: 1, arbitrary: fc.constant(Array.from({ length: 1000 }, () => 0)) },
  { weight: 1, arbitrary: fc.constantFrom(50, 100, 3000).map(nested) },
);

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** The value with one of its parts, at any depth, replaced, left out or added to. */
export function mutated(value: unknown): fc.Arbitrary<unknown> {
  const elsewhere = { weight: 1, arbitrary: hostileValue };
  if (typeof value !== 'object' || value === null) return hostileValue;
  const entries = Object.entries(value);
  const rebuilt = (parts: readonly (readonly [string, unknown])[]): unknown =>
    Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
  const added = fc.tuple(hostileText, hostileValue).map((entry) => rebuilt([...entries, entry]));
  if (entries.length === 0) return fc.oneof(elsewhere, { weight: 2, arbitrary: added });
  const place = fc.nat(entries.length - 1);
  const replaced = place.chain((at) =>
    mutated(entries[at]?.[1]).map((part) =>
      rebuilt(entries.map(([key, old], index) => [key, index === at ? part : old] as const)),
    ),
  );
  const leftOut = place.map((at) => rebuilt(entries.filter((_, index) => index !== at)));
  return fc.oneof(
    elsewhere,
    { weight: 12, arbitrary: replaced },
    { weight: 2, arbitrary: leftOut },
    { weight: 2, arbitrary: added },
  );
}
