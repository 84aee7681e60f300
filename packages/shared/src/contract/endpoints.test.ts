import { describe, expect, it } from 'vitest';
import { KubeName } from './common.ts';
import { type Endpoint, endpoints } from './endpoints.ts';
import { paths } from './paths.ts';

const table: readonly (readonly [string, Endpoint])[] = Object.entries(endpoints);

describe('the endpoint table', () => {
  it.each(table)('%s has a place of its own under /api/v1', (_name, { path, method }) => {
    expect(path).toMatch(/^\/api\/v1\//);
    expect(table.filter(([, other]) => other.path === path && other.method === method)).toHaveLength(1);
  });

  it.each(table)('%s reads exactly the parameters that stand in its path', (_name, { path, params }) => {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
    const values = Object.fromEntries(names.map((name) => [name, name === 'sample' ? 'load' : 'a']));
    expect(params.safeParse(values).success).toBe(true);
    expect(params.safeParse({ ...values, other: 'a' }).success).toBe(false);
  });

  it.each(table)('%s refuses query parameters that it does not know', (_name, { query }) => {
    const known = [{}, { namespace: 'a' }].filter((given) => query.safeParse(given).success);
    expect(known).not.toEqual([]);
    for (const given of known) expect(query.safeParse({ ...given, nodes: 'a' }).success).toBe(false);
  });

  it.each(table)('%s writes where it is no question, and only there', (_name, { method, path, writes }) => {
    expect(writes === true).toBe(method !== 'get' && !/\/(query|values)$/.test(path));
  });

  it('takes a body where it may change something, and only there', () => {
    for (const [, { method, body }] of table)
      if (method !== 'delete') expect(body !== undefined).toBe(method !== 'get');
  });
});

describe('the paths that clients use', () => {
  it('are those of the table', () => {
    const filled = (name: keyof typeof endpoints) =>
      endpoints[name].path.replace(/\{(\w+)\}/g, (_, parameter: string) => parameter);
    expect(paths.clusters()).toBe(filled('clusters'));
    expect(paths.overview('cluster')).toBe(filled('overview'));
    expect(paths.nodes('cluster')).toBe(filled('nodes'));
    expect(paths.node('cluster', 'node')).toBe(filled('node'));
    expect(paths.gpus('cluster')).toBe(filled('gpus'));
    expect(paths.gpu('cluster', 'uuid')).toBe(filled('gpu'));
    expect(paths.pods('cluster')).toBe(filled('pods'));
    expect(paths.pod('cluster', 'namespace', 'pod')).toBe(filled('pod'));
    expect(paths.usage('cluster')).toBe(filled('usage'));
    expect(paths.logs('cluster', 'namespace', 'pod')).toBe(filled('logs'));
    expect(paths.operator('cluster')).toBe(filled('operator'));
    expect(paths.doctor('cluster')).toBe(filled('doctor'));
    expect(paths.samples('cluster')).toBe(filled('samples'));
    expect(paths.sample('cluster', 'sample')).toBe(filled('startSample'));
    expect(paths.query('cluster')).toBe(filled('query'));
    expect(paths.values('cluster')).toBe(filled('values'));
    expect(paths.dashboards('cluster')).toBe(filled('dashboards'));
    expect(paths.dashboard('cluster', 'dashboard')).toBe(filled('dashboard'));
  });

  it('keep a name in its own segment', () => {
    expect(paths.gpu('c/../d', 'GPU-1?x#y')).toBe('/api/v1/clusters/c%2F..%2Fd/gpus/GPU-1%3Fx%23y');
  });
});

describe('a Kubernetes name in a path', () => {
  it.each(['a', 'worker-gpu-001', 'ip-10-0-0-7.ec2.internal', '0'])('%s is one', (name) => {
    expect(KubeName.safeParse(name).success).toBe(true);
  });

  it.each(['', 'A', '-a', 'a-', '.', '..', '../secrets', 'a/b', 'a b', 'a\n', 'a%2f', 'x'.repeat(254)])(
    '%j is none',
    (name) => {
      expect(KubeName.safeParse(name).success).toBe(false);
    },
  );
});
