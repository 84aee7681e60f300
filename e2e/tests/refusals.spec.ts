import { CLUSTER } from '../harness/endpoints.ts';
import { expect, test } from '../harness/fixtures.ts';

const api = `/api/v1/clusters/${CLUSTER}`;
const query = { from: 0, to: 3600, queries: [{ id: 'a', expr: 'up', type: 'range' }] };

const READS = [
  { path: '/api/v1/clusters/nowhere/nodes', status: 404, code: 'cluster_not_found' },
  { path: `${api}/nodes/no-such-node`, status: 404, code: 'node_not_found' },
  { path: `${api}/gpus/GPU-00000000`, status: 404, code: 'gpu_not_found' },
  { path: `${api}/pods/default/no-such-pod`, status: 404, code: 'pod_not_found' },
  { path: `${api}/nowhere`, status: 404, code: 'not_found' },
  { path: `${api}/nodes/Not%20A%20Name`, status: 400, code: 'invalid_request' },
  { path: `${api}/nodes/%zz`, status: 400, code: 'invalid_request' },
  { path: `${api}/pods?phase=Sleeping`, status: 400, code: 'invalid_request' },
  { path: `${api}/pods?colour=green`, status: 400, code: 'invalid_request' },
  { path: `${api}/query`, status: 405, code: 'method_not_allowed' },
];

for (const { path, status, code } of READS) {
  test(`GET ${path} is refused with ${status} ${code}`, async ({ demo, request }) => {
    const reply = await request.get(demo.console + path);
    expect(reply.status()).toBe(status);
    expect(reply.headers()['content-type']).toContain('application/problem+json');
    const problem = await reply.json();
    expect(problem).toMatchObject({ status, code });
    expect(problem.detail).not.toBe('');
    expect(JSON.stringify(problem)).not.toMatch(/\bat .+\.(js|ts):\d+/);
  });
}

const BODIES = [
  { name: 'from after to', body: { ...query, from: 7200 }, says: 'must not be after' },
  { name: 'a step of nought', body: { ...query, step: 0 }, says: 'step' },
  { name: 'a step too fine for its range', body: { ...query, to: 1e9, step: 1 }, says: '11000 points' },
  { name: 'an unknown field', body: { ...query, colour: 'green' }, says: 'colour' },
  { name: 'no queries', body: { ...query, queries: [] }, says: 'queries' },
  {
    name: 'one id twice',
    body: { ...query, queries: [...query.queries, ...query.queries] },
    says: 'id of its own',
  },
];

for (const { name, body, says } of BODIES) {
  test(`a query with ${name} is refused with 400 and says so`, async ({ demo, request }) => {
    const reply = await request.post(`${demo.console}${api}/query`, { data: body });
    expect(reply.status()).toBe(400);
    const problem = await reply.json();
    expect(problem.code).toBe('invalid_request');
    expect(problem.detail).toContain(says);
  });
}

test("invalid PromQL is refused with 400 and Prometheus' own message", async ({ demo, request }) => {
  const expr = 'sum by (UUID (DCGM_FI_DEV_GPU_TEMP)';
  const reply = await request.post(`${demo.console}${api}/query`, {
    data: { ...query, queries: [{ id: 'a', expr, type: 'range' }] },
  });
  const upstream = await request.get(`${demo.prometheus}/api/v1/query_range`, {
    params: { query: expr, start: 0, end: 3600, step: 15 },
  });
  expect(reply.status()).toBe(400);
  const problem = await reply.json();
  expect(problem.code).toBe('invalid_promql');
  expect(problem.detail).toBe((await upstream.json()).error);
});

test('one bad query among good ones spoils only itself', async ({ demo, request }) => {
  const now = Math.floor(Date.now() / 1000);
  const reply = await request.post(`${demo.console}${api}/query`, {
    data: {
      from: now - 600,
      to: now,
      queries: [
        { id: 'good', expr: 'up', type: 'instant' },
        { id: 'bad', expr: 'up{', type: 'instant' },
      ],
    },
  });
  expect(reply.status()).toBe(200);
  const { results } = await reply.json();
  expect(results.good.series.length).toBeGreaterThan(0);
  expect(results.bad.error).toMatchObject({ code: 'invalid_promql' });
});

test('a body of 10 MB is refused with 413', async ({ demo, request }) => {
  const expr = 'x'.repeat(10 * 1024 * 1024);
  const reply = await request.post(`${demo.console}${api}/query`, {
    data: { ...query, queries: [{ id: 'a', expr, type: 'range' }] },
  });
  expect(reply.status()).toBe(413);
  expect(await reply.json()).toMatchObject({ code: 'body_too_large' });
});

test('a body that is not JSON is refused with 400, a form with 415', async ({ demo, request }) => {
  const url = `${demo.console}${api}/query`;
  const broken = await request.post(url, {
    data: '{"from":',
    headers: { 'content-type': 'application/json' },
  });
  expect(broken.status()).toBe(400);
  expect(await broken.json()).toMatchObject({ code: 'invalid_json' });
  const form = await request.post(url, { form: { from: '0' } });
  expect(form.status()).toBe(415);
});

test('another name for this machine is refused (DNS rebinding)', async ({ demo, request }) => {
  const reply = await request.get(`${demo.console}/api/v1/clusters`, {
    headers: { host: 'attacker.example' },
  });
  expect(reply.status()).toBe(421);
});

test('pages carry a strict content security policy', async ({ demo, request }) => {
  const headers = (await request.get(demo.console)).headers();
  expect(headers['content-security-policy']).toContain("script-src 'self'");
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['x-powered-by']).toBeUndefined();
});
