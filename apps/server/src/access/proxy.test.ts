import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SignInConsole } from '../testing/signInConsole.ts';

const LOOPBACK = '127.0.0.0/8,::1';

/** @param lines of the request's head, names and values in turn: one name may stand there twice */
async function asked(console: SignInConsole, ...lines: string[]) {
  const sent = request(`${console.url}/api/v1/session`, { headers: [...lines, 'host', 'localhost'] }).end();
  const [response]: IncomingMessage[] = await once(sent, 'response');
  return {
    status: response?.statusCode,
    body: JSON.parse(response === undefined ? '' : await text(response)),
  };
}

async function behind(from: string, settings = {}) {
  const console = await SignInConsole.listen();
  onTestFinished(() => console.stop());
  return console.open({ AUTH_MODE: 'proxy', AUTH_PROXY_FROM: from, ...settings });
}

describe('behind a proxy', () => {
  it('somebody is who the proxy says', async () => {
    const console = await behind(LOOPBACK);
    const { status, body } = await asked(
      console,
      ...[
        'X-Forwarded-User',
        'ada',
        'X-Forwarded-Groups',
        'nlp, vision',
        'X-Forwarded-Groups',
        'gpu,system:masters',
      ],
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      identity: { user: 'ada', groups: ['nlp', 'vision', 'gpu', 'system:authenticated'], cluster: null },
      expiresAt: null,
    });
    const own = await behind(LOOPBACK, { AUTH_USER_HEADER: 'Remote-User' });
    const utf8 = Buffer.from('Zoë 王').toString('latin1');
    expect((await asked(own, 'Remote-User', utf8)).body.identity.user).toBe('Zoë 王');
  });

  it('nobody is there where it says nothing', async () => {
    const console = await behind(LOOPBACK);
    expect((await asked(console)).status).toBe(401);
    expect((await asked(console, 'X-Forwarded-User', '')).status).toBe(401);
    expect((await asked(console, 'X-Forwarded-Groups', 'gpu-admins')).status).toBe(401);
  });

  it('whoever comes past it is refused, whatever they say', async () => {
    const console = await behind('10.0.0.0/8');
    const { status, body } = await asked(console, 'X-Forwarded-User', 'ada', 'X-Forwarded-For', '10.0.0.1');
    expect([status, body.code]).toEqual([403, 'not_by_the_proxy']);
    expect(console.log.some((line) => line.includes('not_by_the_proxy'))).toBe(true);
  });

  it.each([
    ['system:admin'],
    ['System:serviceaccount:kube-system:default'],
    ['a'.repeat(257)],
    ['\u00ff\u00fe'],
    [Buffer.from('a\u0085b').toString('latin1')],
  ])('the name %j is refused', async (name) => {
    const { status, body } = await asked(await behind(LOOPBACK), 'X-Forwarded-User', name);
    expect([status, body.code]).toEqual([403, 'identity_refused']);
  });

  it('two names are refused, and more groups than anybody has', async () => {
    const console = await behind(LOOPBACK);
    const two = await asked(console, 'X-Forwarded-User', 'ada', 'X-Forwarded-User', 'admin');
    expect(two.body.code).toBe('identity_refused');
    const groups = Array.from({ length: 600 }, (_, n) => `g${n}`).join(',');
    const many = await asked(console, 'X-Forwarded-User', 'ada', 'X-Forwarded-Groups', groups);
    expect(many.body.code).toBe('identity_refused');
  });

  it('nobody signs in at the console, and to sign out there is nothing', async () => {
    const console = await behind(LOOPBACK);
    const send = (method: string) =>
      fetch(`${console.url}/api/v1/session`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ cluster: 'default', token: 'x' }),
      });
    expect((await send('POST')).status).toBe(404);
    expect(await (await send('DELETE')).json()).toEqual({ redirect: null });
  });
});
