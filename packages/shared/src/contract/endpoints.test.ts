import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { KubeName } from './common.ts';
import { type EndpointName, pathTo } from './endpoints.ts';
import { type Endpoint, endpoints } from './endpointTable.ts';

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
    const known = [{}, { namespace: 'a' }, { q: 'a' }].filter((given) => query.safeParse(given).success);
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

describe('the path of an endpoint', () => {
  it.each(table)('%s is its own with the parameters filled in', (name, { path, params }) => {
    const names = Object.keys((params as z.ZodObject).shape);
    const filled = pathTo(
      name as EndpointName,
      Object.fromEntries(names.map((one) => [one, `<${one}>`])) as never,
    );
    expect(filled).toBe(path.replace(/\{(\w+)\}/g, (_, one: string) => encodeURIComponent(`<${one}>`)));
  });

  it('keeps a name in its own segment', () => {
    expect(pathTo('gpu', { cluster: 'c/../d', uuid: 'GPU-1?x#y' })).toBe(
      '/api/v1/clusters/c%2F..%2Fd/gpus/GPU-1%3Fx%23y',
    );
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
