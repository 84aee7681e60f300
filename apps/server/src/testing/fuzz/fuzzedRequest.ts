import { type Endpoint, type EndpointName, endpoints } from '@gpu-console/shared/contract';
import fc from 'fast-check';
import { bodyFor } from './bodies.ts';
import { hostileText } from './hostile.ts';

/** One request. `target` and header values are Latin-1: their characters are the bytes that are sent. */
export interface FuzzedRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Sent byte by byte, whatever HTTP says to it. */
  readonly isRaw: boolean;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND', 'PURGE'];
const PLACES = [
  ...[
    '/',
    '/healthz',
    '/readyz',
    '/metrics',
    '/api/openapi.json',
    '/api',
    '/api/',
    '/api/v1',
    '/API/v1/clusters',
  ],
  ...[
    '/assets/',
    '/assets/main-1a2b.js',
    '/assets/none.js',
    '/index.html',
    '/nodes/worker-1',
    '/favicon.ico',
    '//',
    '*',
  ],
];
const QUERY_NAMES = [
  ...[
    'namespace',
    'node',
    'phase',
    'instance',
    'container',
    'tail',
    'sinceSeconds',
    'limitBytes',
    'previous',
  ],
  ...[
    'timestamps',
    'download',
    'from',
    'to',
    'width',
    'height',
    'theme',
    'locale',
    'scale',
    'var-v',
    'var-',
    'q',
  ],
];

/** Most of what HTTP knows that changes how a request is answered. */
const HEADERS: Readonly<Record<string, readonly string[]>> = {
  accept: ['*/*', 'text/html', 'application/json;q=0', ';;;'],
  'accept-encoding': ['gzip', 'br', 'identity;q=0', '*;q=0', 'gzip;q=x', 'zstd, deflate'],
  'accept-language': ['zh-CN', '*', '\u00ff'],
  authorization: ['Bearer x', 'Basic !!!'],
  'content-encoding': ['gzip', 'br', 'deflate', 'lzma', 'gzip, gzip', ''],
  'content-type': [
    ...[
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/json; charset=utf-16',
    ],
    ...[
      'application/json; charset=klingon',
      'application/json;;',
      'APPLICATION/JSON',
      'application/problem+json',
      '/',
    ],
  ],
  cookie: ['a=b', '=', ';;;'],
  host: ['127.0.0.1', '[::1]', 'evil.example', '', 'localhost:99999', 'a@b', '\u00ff'],
  'if-match': ['*', '"x"', 'W/"x"', '"'],
  'if-none-match': ['*', '"x"', 'W/'],
  'if-modified-since': ['Thu, 01 Jan 1970 00:00:00 GMT', 'never'],
  'if-unmodified-since': ['Thu, 01 Jan 1970 00:00:00 GMT', 'never'],
  'if-range': ['"x"', 'never'],
  origin: ['null', 'http://evil.example', 'http://127.0.0.1', ':', 'x'.repeat(300)],
  range: ['bytes=0-', 'bytes=99-', 'bytes=-5', 'bytes=5-1', 'bytes=0-1,3-4', 'lines=1-2', 'bytes='],
  referer: ['http://evil.example', '%'],
  'sec-fetch-site': ['same-origin', 'cross-site', 'none', 'x'],
  'user-agent': ['', 'x'.repeat(2000), '\u00ff\u00fe'],
  'x-forwarded-host': ['evil.example'],
  'x-forwarded-proto': ['https', 'gopher'],
  'x-http-method-override': ['DELETE'],
};
/** What HTTP clients do not send for anybody. */
const RAW_HEADERS: Readonly<Record<string, readonly string[]>> = {
  'content-length': ['0', '-1', '1', '99999999999', 'x', '5, 5'],
  expect: ['100-continue', '200-ok'],
  'transfer-encoding': ['chunked', 'gzip', 'chunked, chunked', 'identity'],
  upgrade: ['websocket', 'h2c'],
  host: ['[', '[::1', ' ', 'a\tb'],
  te: ['trailers'],
  x: ['x'.repeat(20_000), 'a\u0000b', 'a\u0001b', '\u007f'],
};

const NAMED = Object.entries(endpoints) as readonly (readonly [EndpointName, Endpoint])[];
/** Of UTF-8, as browsers do, which turn half a surrogate pair into U+FFFD. */
const percentEncoded = (text: string) => encodeURIComponent(Buffer.from(text).toString());
const latin1 = (text: string) => Buffer.from(text).toString('latin1');

const segment = fc
  .tuple(hostileText, fc.integer({ min: 0, max: 9 }))
  // Now and then as it is: that may be more segments than one, or no percent-encoding.
  .map(([text, how]) => (how === 0 ? text : percentEncoded(text)));

/** What is there, so that not all ends at the first check. */
const THERE: Readonly<Record<string, readonly string[]>> = {
  cluster: ['default', 'default', 'default', 'default', 'default'],
  node: ['worker-1'],
  uuid: ['GPU-worker-1-0'],
  namespace: ['ml', 'ml'],
  pod: ['train-0', 'waits'],
  sample: ['load', 'notebook'],
  dashboard: ['one', 'two', 'one', 'gpu-fleet'],
  panel: ['heat', 'all', 'none'],
};

function pathOf({ path }: Endpoint): fc.Arbitrary<string> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const values = names.map((name) => {
    const there = THERE[name] ?? [];
    return fc.oneof({ weight: 2 * there.length, arbitrary: fc.constantFrom(...there) }, segment);
  });
  return fc
    .tuple(...values)
    .map((chosen) =>
      names.reduce((made, name, at) => made.replace(`{${name}}`, () => chosen[at] ?? ''), path),
    );
}

const bent = (path: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(path, fc.integer({ min: 0, max: 30 })).map(([text, how]) => {
    if (how === 0) return text.toUpperCase();
    if (how === 1) return `${text}/`;
    if (how === 2) return text.replaceAll('/', '//');
    if (how === 3) return `${text}/../${text}`;
    if (how === 4) return `http://127.0.0.1${text}`;
    return text;
  });

const query: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...QUERY_NAMES) }, hostileText), segment),
    {
      maxLength: 4,
    },
  )
  .map((pairs) => pairs.map(([name, value]) => `${percentEncoded(name)}=${value}`).join('&'));

const headersOf = (
  known: Readonly<Record<string, readonly string[]>>,
): fc.Arbitrary<Record<string, string>> =>
  fc
    .array(
      fc
        .constantFrom(...Object.entries(known))
        .chain(([name, values]) => fc.constantFrom(...values).map((value) => [name, value] as const)),
      { maxLength: 3 },
    )
    .map((pairs) => Object.fromEntries(pairs));

/** A client of its own now and then, so that no limit per client ends it all. */
const client = fc.integer({ min: 0, max: 0xffffff }).map((n) => `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`);

const target = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .constantFrom(...NAMED)
      .chain(([name, endpoint]) => bent(pathOf(endpoint)).map((path) => ({ name, endpoint, path }))),
  },
  {
    weight: 2,
    arbitrary: bent(fc.constantFrom(...PLACES)).map((path) => ({
      name: undefined,
      endpoint: undefined,
      path,
    })),
  },
  {
    weight: 1,
    arbitrary: segment.map((text) => ({ name: undefined, endpoint: undefined, path: `/${text}` })),
  },
);

/** A request that somebody might send who means no good, or knows no better. */
export const fuzzedRequest: fc.Arbitrary<FuzzedRequest> = target.chain(({ name, endpoint, path }) =>
  fc
    .record({
      method: fc.oneof(
        { weight: 5, arbitrary: fc.constant(endpoint?.method.toUpperCase() ?? 'GET') },
        { weight: 1, arbitrary: fc.constantFrom(...METHODS) },
      ),
      query: fc.oneof({ weight: 2, arbitrary: fc.constant('') }, query),
      headers: headersOf(HEADERS),
      rawHeaders: headersOf(RAW_HEADERS),
      client,
      body: bodyFor(name),
      raw: fc.integer({ min: 0, max: 19 }),
    })
    .map(({ method, query: search, headers, rawHeaders, client: from, body, raw }) => ({
      method,
      target: latin1(search === '' ? path : `${path}?${search}`),
      headers: {
        'x-forwarded-for': from,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
        ...(raw === 0 ? rawHeaders : {}),
      },
      body,
      isRaw: raw === 0,
    })),
);
