import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { ExtraHeaders } from '../prometheus/extraHeaders.ts';
import { ConfigError } from './configError.ts';
import { readCluster, readConfig } from './environment.ts';

const folder = mkdtempSync(join(tmpdir(), 'gpu-console-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

const required = { PROMETHEUS_URL: 'http://prometheus.monitoring:9090' };

function refusal(environment: Readonly<Record<string, string>>): string {
  try {
    readConfig({ ...required, ...environment });
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('the settings', () => {
  it.each(['/gpu', '/tools/gpu-console', '/a.b/c_d~e', '/metrics-of/gpus'])(
    'take the path %s',
    (BASE_PATH) => {
      expect(readConfig({ ...required, BASE_PATH }).basePath).toBe(BASE_PATH);
    },
  );

  it.each([
    ...[
      '/',
      'gpu',
      '/gpu/',
      '//gpu',
      '/gpu//x',
      '/gpu/../x',
      '/.',
      '/..',
      '/gpu x',
      '/gpu?x',
      '/gpu#x',
      '/%67pu',
    ],
    ...[
      '/:gpu',
      '/*',
      '/gpu"',
      "/gpu'",
      '/<gpu>',
      'https://gpu.example/gpu',
      '/gpu\n',
      '/metrics',
      '/healthz/x',
    ],
  ])('take no %j for a path', (BASE_PATH) => {
    expect(refusal({ BASE_PATH })).toMatch(/^BASE_PATH=/);
  });

  it('take who may frame the console', () => {
    const sources = [
      "'self'",
      'https://ks.example.com',
      'http://10.0.0.7:30880',
      'https://*.corp.example:8443',
    ];
    expect(readConfig({ ...required, FRAME_ANCESTORS: sources.join(' ') }).frameAncestors).toEqual(sources);
    expect(readConfig({ ...required, FRAME_ANCESTORS: `${sources.join(', ')},` }).frameAncestors).toEqual(
      sources,
    );
  });

  it.each([
    ...[
      '*',
      'https:',
      'https://*',
      'https://*.com',
      'https://*.',
      'http://*:80',
      '*.example.com',
      'ks.example.com',
    ],
    ...[
      'data:',
      'blob:',
      "'none'",
      "'unsafe-inline'",
      'https://a.example/x',
      'https://a.example/',
      'https://u@a.example',
    ],
    ...['https://a.example;script-src', ';', 'https://a.example:*', 'ftp://a.example', 'javascript:alert(1)'],
  ])('let nobody frame the console for %j', (source) => {
    expect(refusal({ FRAME_ANCESTORS: `'self' ${source}` })).toContain(`"${source}" is no origin`);
  });

  it('take another port for the metrics, and only another', () => {
    expect(readConfig({ ...required, METRICS_PORT: '9100' }).metricsPort).toBe(9100);
    expect(refusal({ METRICS_PORT: '8080' })).toContain('METRICS_PORT=8080 is PORT, too');
    expect(refusal({ METRICS_PORT: '70000' })).toContain('METRICS_PORT=70000');
    // Any free one, of which there are two.
    expect(readConfig({ ...required, PORT: '0', METRICS_PORT: '0' }).metricsPort).toBe(0);
  });
  it('need no more than the address of Prometheus', () => {
    expect(readConfig({ ...required, WEB_ROOT: folder })).toEqual({
      host: '127.0.0.1',
      port: 8080,
      metricsPort: undefined,
      basePath: '',
      frameAncestors: [],
      loopbackOnly: true,
      allowedHosts: [],
      trustProxy: 0,
      access: { mode: 'none' },
      clusters: {
        only: {
          prometheus: {
            url: 'http://prometheus.monitoring:9090',
            credentials: undefined,
            headers: new ExtraHeaders({}),
            viewerHeaders: undefined,
            matchers: [],
            timeoutSeconds: 30,
            maxResponseBytes: 32 * 2 ** 20,
          },
          kubernetes: { kubeconfig: undefined, context: undefined, inCluster: false, gpuResources: [] },
          writes: { allowed: false, namespaces: ['default'] },
          cluster: { id: 'default', name: undefined },
          dashboards: { directory: undefined, namespace: undefined },
          access: { userPrefix: '', groupsPrefix: '' },
          version: 'environment',
        },
      },
      webRoot: folder,
      logLevel: 'info',
      validateReplies: false,
    });
  });

  it('take an empty value as unset', () => {
    expect(readConfig({ ...required, PORT: '', HOST: '', KUBECONFIG: '' }).port).toBe(8080);
  });

  it('take headers for Prometheus, and those of a file besides', async () => {
    const file = join(folder, 'headers');
    writeFileSync(file, '# for the gateway\nX-Gateway-Key: canary-7f3a\r\n');
    const { headers } = readCluster({
      ...required,
      PROMETHEUS_HEADERS: 'X-Scope-OrgID: a|b; THANOS-TENANT:  team-a ',
      PROMETHEUS_HEADERS_FILE: file,
    }).prometheus;
    const fixed = { 'x-scope-orgid': 'a|b', 'thanos-tenant': 'team-a' };
    expect(await headers.all()).toEqual({ ...fixed, 'x-gateway-key': 'canary-7f3a' });
    writeFileSync(file, 'X-Gateway-Key: canary-8f3a-new');
    expect(await headers.all()).toEqual({ ...fixed, 'x-gateway-key': 'canary-8f3a-new' });
    expect(inspect(headers, { depth: 9 })).not.toContain('canary');
  });

  it.each([
    ['X-Key canary', 'has no name'],
    ['X Key: canary', 'has no name'],
    ['Authorization: Bearer canary', 'PROMETHEUS_TOKEN_FILE'],
    ['Host: canary', 'itself'],
    ['Content-Length: 7', 'itself'],
    ['Proxy-Authorization: canary', 'itself'],
    ['X-Key: canary\u0000', 'cannot carry'],
    ['X-Key: canaré', 'cannot carry'],
    ['X-Key:', 'empty'],
    ['X-Key: canary\nx-key: b', 'twice'],
  ])('refuse the headers %j without a word of the value', (text, words) => {
    const file = join(folder, 'refused-headers');
    writeFileSync(file, text);
    for (const said of [refusal({ PROMETHEUS_HEADERS: text }), refusal({ PROMETHEUS_HEADERS_FILE: file })]) {
      expect(said).toContain(words);
      expect(said).not.toContain('canar');
    }
  });

  it('take matchers for every query', () => {
    const { matchers } = readCluster({
      ...required,
      PROMETHEUS_MATCHERS: 'cluster="prod", site=~"a|b"',
    }).prometheus;
    expect(matchers).toEqual([
      { label: 'cluster', op: '=', value: 'prod' },
      { label: 'site', op: '=~', value: 'a|b' },
    ]);
    for (const bad of ['prod', '{cluster="prod"}', 'up{cluster="prod"}', 'cluster="a" or up'])
      expect(refusal({ PROMETHEUS_MATCHERS: bad })).toMatch(/^PROMETHEUS_MATCHERS=.*such as cluster="prod"/);
  });

  it('take other vendors’ GPU resources, with commas or spaces between them', () => {
    const { kubernetes } = readCluster({ ...required, GPU_RESOURCES: 'amd.com/gpu, gpu.intel.com/*' });
    expect(kubernetes.gpuResources).toEqual(['amd.com/gpu', 'gpu.intel.com/*']);
    expect(refusal({ GPU_RESOURCES: 'amd.com/gpu,gpu' })).toContain('"gpu" is no extended resource');
  });

  it('take the names that the console answers as', () => {
    const names = ['gpu.example', '.corp.example', 'ui.example:8443', 'gpu_console', '[fd00::7]:80'];
    expect(readConfig({ ...required, ALLOWED_HOSTS: names.join(', ') }).allowedHosts).toEqual(names);
  });

  it('answer as the name that they listen on', () => {
    const open = { ...required, ALLOW_UNAUTHENTICATED: 'true', ALLOWED_HOSTS: 'ui.example' };
    expect(readConfig({ ...open, HOST: 'gpu.example' }).allowedHosts).toEqual(['gpu.example', 'ui.example']);
    expect(readConfig({ ...open, HOST: '0.0.0.0' }).allowedHosts).toEqual(['ui.example']);
  });

  it.each(['*', '*.example', 'http://gpu.example', 'gpu.example/x', 'gpu.example:port', 'a..b', '-'])(
    'take no %j for a host name',
    (name) => {
      expect(refusal({ ALLOWED_HOSTS: name })).toContain(`"${name}" is no host name`);
    },
  );

  it.each([
    ['1', 1],
    ['0', 0],
    ['10.0.0.0/8, fd00::/8', ['10.0.0.0/8', 'fd00::/8']],
    ['loopback', ['loopback']],
    ['192.0.2.1', ['192.0.2.1']],
  ])('trust the proxies of TRUST_PROXY=%s', (TRUST_PROXY, trusted) => {
    expect(readConfig({ ...required, TRUST_PROXY }).trustProxy).toEqual(trusted);
  });

  it.each(['true', '10.0.0.0/33', '10.0.0/8', 'proxy.example', '10.0.0.0/8/8', '-1', '11', '::/129'])(
    'trust nobody for TRUST_PROXY=%s',
    (TRUST_PROXY) => {
      expect(refusal({ TRUST_PROXY })).toContain(`TRUST_PROXY=${TRUST_PROXY} cannot be used`);
    },
  );

  it('allow writes in the namespaces named, and only when told to', () => {
    const { writes } = readCluster({ ...required, WRITE_NAMESPACES: 'ml, lab,ml' });
    expect(writes).toEqual({ allowed: false, namespaces: ['ml', 'lab'] });
    expect(readCluster({ ...required, ALLOW_WRITES: 'true' }).writes.allowed).toBe(true);
  });

  it.each(['../x', 'a/b', 'A', 'a.b', '-a', 'x'.repeat(64), '*'])('take no %j for a namespace', (name) => {
    expect(refusal({ WRITE_NAMESPACES: `default,${name}` })).toContain(`"${name}" is no namespace`);
  });

  it('drop a trailing slash of the address and keep its path', () => {
    const { prometheus } = readCluster({ PROMETHEUS_URL: 'https://metrics.example/prometheus/' });
    expect(prometheus.url).toBe('https://metrics.example/prometheus');
  });

  it('read the token from its file, without the line end', async () => {
    const file = join(folder, 'token');
    writeFileSync(file, 'secret\n');
    const { credentials } = readCluster({ ...required, PROMETHEUS_TOKEN_FILE: file }).prometheus;
    expect(await credentials?.header()).toBe('Bearer secret');
  });

  it('take the user and password out of the address, so that nothing shows them', async () => {
    const { prometheus } = readCluster({ PROMETHEUS_URL: 'https://me:canary%2F@metrics.example/prom/' });
    expect(prometheus.url).toBe('https://metrics.example/prom');
    expect(await prometheus.credentials?.header()).toBe(`Basic ${btoa('me:canary/')}`);
    expect(inspect(prometheus, { depth: 9 }) + JSON.stringify(prometheus)).not.toContain('canary');
  });

  it('take a size for the largest answer of Prometheus', () => {
    const { prometheus } = readCluster({ ...required, PROMETHEUS_MAX_RESPONSE_MIB: '1.5' });
    expect(prometheus.maxResponseBytes).toBe(1.5 * 2 ** 20);
  });

  it.each(['localhost', '127.0.0.1', '::1'])('HOST=%s reaches this machine only', (HOST) => {
    expect(readConfig({ ...required, HOST }).loopbackOnly).toBe(true);
  });
});

describe('a setting that cannot be used', () => {
  it.each([
    ['PORT', 'http'],
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['ALLOW_UNAUTHENTICATED', 'yes'],
    ['ALLOW_WRITES', '1'],
    ['PROMETHEUS_URL', 'prometheus:9090'],
    ['PROMETHEUS_URL', 'ftp://prometheus'],
    ['PROMETHEUS_TIMEOUT_SECONDS', '0'],
    ['PROMETHEUS_TIMEOUT_SECONDS', 'soon'],
    ['PROMETHEUS_MAX_RESPONSE_MIB', '0'],
    ['CLUSTER_ID', 'My Cluster'],
    ['DASHBOARDS_NAMESPACE', 'My.Dashboards'],
    ['LOG_LEVEL', 'loud'],
    ['VALIDATE_REPLIES', '1'],
    ['PROMETHEUS_TOKEN_FILE', '/nowhere/token'],
    ['WEB_ROOT', '/nowhere/dist'],
  ])('%s=%s is named with its value', (name, value) => {
    expect(refusal({ [name]: value })).toContain(`${name}=${value}`);
  });

  it.each([
    ['ALLOW_UNAUTHENTICATED', 'yes', '"true"|"false"'],
    ['LOG_LEVEL', 'loud', '"info"'],
    ['PORT', '65536', '65535'],
    ['PROMETHEUS_URL', 'prometheus:9090', 'http(s) address'],
    ['CLUSTER_ID', 'My Cluster', 'lower-case letters, digits and "-"'],
  ])('%s=%s says what would do', (name, value, wayOut) => {
    expect(refusal({ [name]: value })).toContain(wayOut);
  });

  it.each([
    ['ftp://me:canary@metrics', 'ftp://[redacted]@metrics'],
    ['me:canary@metrics', '[redacted]@metrics'],
    ['http://me:can/ary@y:9090', 'http://[redacted]@y:9090'],
  ])('is named without the password in it (%s)', (url, told) => {
    const words = refusal({ PROMETHEUS_URL: url });
    expect(words).toContain(`PROMETHEUS_URL=${told} `);
    expect(words).not.toMatch(/canary|can\/|me:/);
  });

  it('is one of two logins for the same Prometheus', () => {
    const file = join(folder, 'token');
    writeFileSync(file, 'secret');
    const both = { PROMETHEUS_URL: 'http://me:canary@metrics', PROMETHEUS_TOKEN_FILE: file };
    expect(refusal(both)).toMatch(/PROMETHEUS_URL.*PROMETHEUS_TOKEN_FILE.*only one/);
    expect(refusal(both)).not.toContain('canary');
  });

  it('has a line of its own among others', () => {
    const lines = refusal({ PORT: 'http', LOG_LEVEL: 'loud' }).split('\n');
    expect(lines.map((line) => line.split('=')[0])).toEqual(['PORT', 'LOG_LEVEL']);
  });

  it('may be missing altogether: the address of Prometheus is asked for, with an example', () => {
    expect(() => readConfig({})).toThrow(/PROMETHEUS_URL is not set.*PROMETHEUS_URL=http:\/\//);
  });
});

describe('a file that lists the clusters', () => {
  it('stands in place of the variables of one', () => {
    const config = readConfig({ CONFIG_FILE: '/etc/console.yaml', PORT: '1', KUBECONFIG: '/of/the/shell' });
    expect(config).toMatchObject({ port: 1, clusters: { file: '/etc/console.yaml' } });
  });

  it('is refused beside variables of one, which are named without their values', () => {
    const both = {
      CONFIG_FILE: '/etc/console.yaml',
      ALLOW_WRITES: 'true',
      PROMETHEUS_URL: 'http://me:canary@m',
    };
    expect(refusal(both)).toMatch(/^CONFIG_FILE .* PROMETHEUS_URL, ALLOW_WRITES would .*unset CONFIG_FILE/);
    expect(refusal(both)).not.toContain('canary');
  });
});

describe('a console without a login', () => {
  it.each(['0.0.0.0', '::', '10.0.0.7', 'gpu.example'])('is not offered to others on HOST=%s', (HOST) => {
    expect(refusal({ HOST })).toMatch(new RegExp(`HOST=${HOST}.*ALLOW_UNAUTHENTICATED=true`, 's'));
  });

  it('is offered where somebody accepted that', () => {
    const config = readConfig({ ...required, HOST: '0.0.0.0', ALLOW_UNAUTHENTICATED: 'true' });
    expect(config).toMatchObject({ host: '0.0.0.0', loopbackOnly: false });
  });
});
