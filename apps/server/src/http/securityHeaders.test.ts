import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Lab } from '../testing/lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.start();
});
afterAll(() => lab.stop());

const headersOf = async (variation: Parameters<Lab['console']>[0] = {}, headers = {}) =>
  (await (await lab.console(variation)).ask('/healthz', { headers })).headers;

describe('the policy', () => {
  it('lets nothing in that stands in a page, and nothing of others', async () => {
    const policy = String((await headersOf())['content-security-policy']);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(policy.split(';')).toEqual(
      expect.arrayContaining([
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "base-uri 'none'",
      ]),
    );
  });

  it('lets nobody frame a page unless told', async () => {
    const headers = await headersOf();
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['x-frame-options']).toBe('DENY');
  });

  it('lets those frame a page that are named, and leaves out the header that cannot name them', async () => {
    const headers = await headersOf({ frameAncestors: ["'self'", 'https://portal.example.com'] });
    expect(headers['content-security-policy']).toMatch(
      /frame-ancestors 'self' https:\/\/portal\.example\.com$/,
    );
    expect(headers).not.toHaveProperty('x-frame-options');
  });
});

describe('a reply', () => {
  it('is taken for what it is, seen by its own pages only, and may use nothing of the machine', async () => {
    expect(await headersOf()).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
    });
  });
});

describe('that only TLS will do', () => {
  const OPEN = { loopbackOnly: false, allowedHosts: ['gpu.example'] };
  const TLS = { host: 'gpu.example', 'x-forwarded-proto': 'https' };
  const hstsOf = async (...given: Parameters<typeof headersOf>) =>
    (await headersOf(...given))['strict-transport-security'];

  it('is said to whoever comes by TLS, as a trusted proxy says', async () => {
    expect(await hstsOf({ ...OPEN, trustProxy: 1 }, TLS)).toBe('max-age=31536000');
  });

  it('is not said on anybody else’s word', async () => {
    expect(await hstsOf({ ...OPEN, trustProxy: 0 }, TLS)).toBeUndefined();
    expect(await hstsOf({ ...OPEN, trustProxy: ['10.0.0.0/8'] }, TLS)).toBeUndefined();
  });

  it('is not said without TLS, of this machine, or of a host that others share', async () => {
    expect(await hstsOf({ ...OPEN, trustProxy: 1 }, { host: 'gpu.example' })).toBeUndefined();
    expect(await hstsOf({ ...OPEN, trustProxy: 1 }, { ...TLS, host: 'localhost:8443' })).toBeUndefined();
    expect(await hstsOf({ ...OPEN, trustProxy: 1, basePath: '/gpu' }, TLS)).toBeUndefined();
  });
});
