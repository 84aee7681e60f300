import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { TokenFile } from '../prometheus/credentials.ts';
import { ConfigError } from './configError.ts';
import { readConfigFile } from './configFile.ts';

const FILE = '/etc/gpu-console/clusters.yaml';
const read = (text: string) => readConfigFile(text, FILE);

function refusal(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'accepted';
}

/** The least that describes a cluster. */
const entry = (id: string, more = '') => `
  - id: ${id}
    kubernetes: { kubeconfig: ${id}.kubeconfig }
    prometheus: { url: 'http://prometheus.${id}:9090' }
${more}`;

const WHOLE = `
clusters:
  - id: prod-eu
    name: Production EU
    kubernetes: { kubeconfig: kube/prod:/etc/more, context: prod }
    prometheus:
      url: https://metrics.example/prometheus/
      tokenFile: ../secrets/token
      headers: { X-Scope-OrgID: team-a }
      matchers: 'cluster="prod"'
      timeoutSeconds: 10
      maxResponseMiB: 1.5
    gpuResources: [amd.com/gpu]
    writes: { allowed: true, namespaces: [ml, lab] }
    dashboards: { directory: dashboards, namespace: monitoring }
    access: { userPrefix: 'oidc:', groupsPrefix: 'oidc-' }
  - id: here
    kubernetes: { inCluster: true }
    prometheus: { url: http://prometheus:9090 }
`;

describe('a file that lists clusters', () => {
  it('says all of each, and files are seen from its own folder', async () => {
    const [prod] = read(WHOLE);
    expect(prod).toMatchObject({
      cluster: { id: 'prod-eu', name: 'Production EU' },
      kubernetes: {
        kubeconfig: '/etc/gpu-console/kube/prod:/etc/more',
        context: 'prod',
        inCluster: false,
        gpuResources: ['amd.com/gpu'],
      },
      prometheus: {
        url: 'https://metrics.example/prometheus',
        credentials: new TokenFile('/etc/secrets/token'),
        matchers: [{ label: 'cluster', op: '=', value: 'prod' }],
        timeoutSeconds: 10,
        maxResponseBytes: 1.5 * 2 ** 20,
      },
      writes: { allowed: true, namespaces: ['ml', 'lab'] },
      dashboards: { directory: '/etc/gpu-console/dashboards', namespace: 'monitoring' },
      access: { userPrefix: 'oidc:', groupsPrefix: 'oidc-' },
    });
    expect(await prod?.prometheus.headers.all()).toEqual({ 'x-scope-orgid': 'team-a' });
  });

  it('is as the documentation has it', () => {
    const text = readFileSync(new URL('../../../../docs/deploy.md', import.meta.url), 'utf8');
    const [, example = ''] = /```yaml\n(# clusters\.yaml\n.*?)```/s.exec(text) ?? [];
    expect(read(example).map(({ cluster }) => cluster.id)).toEqual(['prod-eu', 'here']);
  });

  it('needs to say no more than where its sources are', () => {
    const [, here] = read(WHOLE);
    expect(here).toMatchObject({
      cluster: { id: 'here', name: 'here' },
      kubernetes: { kubeconfig: undefined, context: undefined, inCluster: true, gpuResources: [] },
      prometheus: {
        credentials: undefined,
        viewerHeaders: undefined,
        matchers: [],
        timeoutSeconds: 30,
        maxResponseBytes: 32 * 2 ** 20,
      },
      writes: { allowed: false, namespaces: ['default'] },
      dashboards: { directory: undefined, namespace: undefined },
      access: { userPrefix: '', groupsPrefix: '' },
    });
  });

  it('keeps a password to itself, and takes another one for a change of that cluster alone', async () => {
    const withPassword = (password: string) =>
      read(`clusters:${entry('a')}${entry('b').replace("'http://", `'http://me:${password}@`)}`);
    const [before, after] = [withPassword('canary-1'), withPassword('canary-2')];
    expect(inspect(before, { depth: 9 }) + JSON.stringify(before)).not.toContain('canary');
    expect(await before[1]?.prometheus.credentials?.header()).toBe(`Basic ${btoa('me:canary-1')}`);
    expect(after[0]?.version).toBe(before[0]?.version);
    expect(after[1]?.version).not.toBe(before[1]?.version);
  });
});

describe('a mistake in the file', () => {
  it.each([
    ['nothing at all', '', '1:1: ', 'object'],
    ['a list at its top', '- a', '1:1: ', 'object'],
    ['no clusters', 'cluster: []', '1:1: ', '"cluster" is no setting here: is "clusters" meant?'],
    ['an empty list', 'clusters: []', '1:11: clusters: ', 'lists no cluster'],
    ['clusters that are no list', 'clusters:\n  id: a', '2:3: clusters: ', 'expected array'],
    [
      'a cluster without an id',
      `clusters:${entry('a').replace('id: a', 'name: a')}`,
      '2:5: clusters[0].id: ',
      'is missing',
    ],
    [
      'an id that is no label',
      `clusters:${entry('a').replace('id: a', 'id: My_A')}`,
      '2:9: clusters[0].id: ',
      'lower-case',
    ],
    [
      'an id twice',
      `clusters:${entry('a')}${entry('a')}`,
      '6:9: clusters[1].id: ',
      '"a" is the id of two clusters',
    ],
    [
      'no kubernetes',
      `clusters:${entry('a').replace(/kubernetes.*/, '')}`,
      '2:5: clusters[0].kubernetes: ',
      'is missing',
    ],
    [
      'two ways to the API server',
      `clusters:${entry('a').replace('kubeconfig: a.kubeconfig', 'kubeconfig: a, inCluster: true')}`,
      '3:17: clusters[0].kubernetes: ',
      'either kubeconfig',
    ],
    [
      'no way to the API server',
      `clusters:${entry('a').replace('kubeconfig: a.kubeconfig', 'context: prod')}`,
      '3:17: clusters[0].kubernetes: ',
      'either kubeconfig',
    ],
    [
      'a mistyped key',
      `clusters:${entry('a').replace('url:', 'tokenfile: t, url:')}`,
      '4:19: clusters[0].prometheus: ',
      '"tokenfile" is no setting here: is "tokenFile" meant?',
    ],
    [
      'a key of no resemblance',
      `clusters:${entry('a', '    retention: 1d')}`,
      '5:5: clusters[0]: ',
      '"retention" is no setting here: there are id, name,',
    ],
    [
      'an address that is none',
      `clusters:${entry('a').replace('http:', 'ftp:')}`,
      '4:24: clusters[0].prometheus.url: ',
      'http(s) address',
    ],
    [
      'a number that is none',
      `clusters:${entry('a').replace('url:', 'timeoutSeconds: soon, url:')}`,
      '4:35: clusters[0].prometheus.timeoutSeconds: ',
      'expected number',
    ],
    [
      'bad matchers',
      `clusters:${entry('a').replace('url:', 'matchers: prod, url:')}`,
      '4:29: clusters[0].prometheus.matchers: ',
      'such as cluster="prod"',
    ],
    [
      'a resource that is none',
      `clusters:${entry('a', '    gpuResources: [amd.com/gpu, gpu]')}`,
      '5:33: clusters[0].gpuResources[1]: ',
      '"gpu" is no extended resource',
    ],
    [
      'a namespace that is none',
      `clusters:${entry('a', '    writes: { namespaces: [A] }')}`,
      '5:28: ',
      '"A" is no namespace',
    ],
    ['a tab', 'clusters:\n\t- id: a', '2:1: ', 'a tab stands where blanks have to'],
    ['a key twice', `clusters:${entry('a', '    id: b')}`, '5:5: ', 'the key is given twice'],
    ['a bracket that stays open', 'clusters: [{ id: a', '1:19: ', 'a bracket stays open'],
    ['two documents', 'clusters: []\n---\nclusters: []', '2:1: ', 'more than one document'],
  ])('%s: is told with its place', (_, text, place, words) => {
    const said = refusal(text);
    expect(said).toContain(`${FILE}:${place}`);
    expect(said).toContain(words);
  });

  it('has a line of its own among others', () => {
    const two = `clusters:${entry('a').replace('id: a', 'id: A')}${entry('b').replace('url:', 'ulr:')}`;
    expect(refusal(two).split('\n')).toEqual([
      expect.stringContaining(':2:9: '),
      expect.stringContaining('clusters[1].prometheus.url: is missing'),
      expect.stringContaining('"ulr" is no setting here: is "url" meant?'),
    ]);
  });

  it.each([
    ['a token', `clusters:${entry('a').replace('url:', 'token: canary, url:')}`],
    ['a header', `clusters:${entry('a').replace('url:', 'headers: { X-Key: "canary\\n" }, url:')}`],
    ['a header of no text', `clusters:${entry('a').replace('url:', 'headers: canary, url:')}`],
    [
      'a login that is given twice',
      `clusters:${entry('a').replace("'http://", "'http://me:canary@").replace('url:', 'tokenFile: t, url:')}`,
    ],
    ['an address', `clusters:${entry('a').replace("'http://", "'me:canary@")}`],
    ['an unquoted password', `clusters:${entry('a').replace('url:', 'headers: { X-Key: *canary }, url:')}`],
    ['an unquoted tag', `clusters:${entry('a').replace('url:', 'headers: { X-Key: !canary x }, url:')}`],
    ['what is no YAML', 'clusters: "canary" canary'],
    ['an escape', 'clusters: "\\canary"'],
  ])('tells nothing of %s in it', (_, text) => {
    const said = refusal(text);
    expect(said).toContain(`${FILE}:`);
    expect(said).not.toContain('canary');
  });

  it('may be its size', () => {
    expect(refusal('#'.repeat(2 ** 20 + 1))).toContain('1048577 characters');
  });
});
