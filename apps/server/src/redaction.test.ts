import { describe, expect, it } from 'vitest';
import { REDACTED, redactPath, redactText, rememberPasswordIn, rememberSecret } from './redaction.ts';

const SECRET = 'c4n4ry-s3cr3t';

describe('words from elsewhere', () => {
  it.each([
    ['an address', `GET https://viewer:${SECRET}@prometheus.example/api failed`],
    ['an address whose password has an @', `http://viewer:${SECRET}@x@prometheus.example`],
    ['a header', `Authorization: Bearer ${SECRET}`],
    ['a header in JSON', `{"authorization":"Bearer ${SECRET}"}`],
    ['a header as Node shows it', `headers: { 'x-forwarded-access-token': '${SECRET}', a: 1 }`],
    ['a cookie', `Cookie: _oauth2_proxy=${SECRET}; a=b`],
    ['a cookie of the console’s own', `it sent gpu-console-session.0=${SECRET}; theme=dark`],
    ['a cookie of the console’s own by TLS', `["__Host-gpu-console=${SECRET}"]`],
    ['a cookie that is set', `set-cookie: session=${SECRET}; HttpOnly`],
    ['what a proxy with a login passes on', `X-Auth-Request-Access-Token: ${SECRET}`],
    ['a scheme', `401: bearer ${SECRET} is expired`],
    ['a web token', `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiI${SECRET}.sig`],
    ['a kubeconfig', `users:\n- user:\n    token: ${SECRET}\n`],
    ['an environment', `AWS_SECRET=${SECRET} aws eks get-token`],
    ['a field', `{"access_token":"${SECRET}","expires_in":1}`],
    ['a private key', `-----BEGIN RSA PRIVATE KEY-----\n${SECRET}\n-----END RSA PRIVATE KEY-----`],
    ['half a private key', `-----BEGIN PRIVATE KEY-----\n${SECRET}`],
  ])('are told without the secret in %s', (_, text) => {
    const told = redactText(text);
    expect(told).not.toContain(SECRET);
    expect(told).toContain(REDACTED);
  });

  it.each([
    'pods is forbidden: User "viewer" cannot list resource "pods" in API group "" at the cluster scope',
    'secrets "db" not found',
    "parse error: unexpected character: '}' at 1:5",
    'Unexpected token \'<\', "<html>" is not valid JSON',
    'connect ECONNREFUSED 127.0.0.1:9090',
    'https://prometheus.example:9090/prometheus answers 503',
    'resources: [pods/log], verbs: [get]',
    'pods with app.kubernetes.io/managed-by=gpu-console and gpu-console.io/dashboard=true',
  ])('stay as they are where they hold none: %s', (text) => {
    expect(redactText(text)).toBe(text);
  });

  it('are told without what was remembered, in whatever form it comes back', () => {
    const password = 'pä55 wörd/+1';
    rememberSecret(`${password}\n`);
    for (const form of [password, encodeURIComponent(password), Buffer.from(password).toString('base64')])
      expect(redactText(`it said ${form}!`)).toBe(`it said ${REDACTED}!`);
  });

  it('are told without the password of an address, alone or as it is sent', () => {
    rememberPasswordIn('https://viewer:p%40ssw%C3%B6rd@prometheus.example');
    const basic = Buffer.from('viewer:p@sswörd').toString('base64');
    for (const form of ['p@sswörd', 'p%40ssw%C3%B6rd', basic]) expect(redactText(form)).toBe(REDACTED);
  });

  it('are not torn to pieces by a secret of a letter or two', () => {
    rememberSecret('e');
    rememberSecret('');
    rememberSecret(undefined);
    rememberPasswordIn('not an address');
    expect(redactText('every sentence')).toBe('every sentence');
  });

  it('forget the oldest of very many secrets, not the newest', () => {
    for (let n = 0; n < 2000; n += 1) rememberSecret(`renewed-${n}-token`);
    expect(redactText('renewed-0-token')).toBe('renewed-0-token');
    expect(redactText('renewed-1999-token')).toBe(REDACTED);
  });

  it('take no longer than their length, however hostile', () => {
    for (const part of [
      'token',
      'a-',
      '://',
      'x-',
      'Bearer ',
      'authorization ',
      '-----BEGIN PRIVATE KEY-----',
      'eyJaaaaa.',
    ])
      expect(redactText(part.repeat(20_000)).length).toBeGreaterThan(0);
  });
});

describe('the path of a request', () => {
  it.each([
    [`/x?token=${SECRET}&a=b`, `/x?token=${REDACTED}&a=b`],
    [`/x?a=b&access_token=${SECRET}`, `/x?a=b&access_token=${REDACTED}`],
    [
      `/oauth2/callback?code=${SECRET}&state=${SECRET}`,
      `/oauth2/callback?code=${REDACTED}&state=${REDACTED}`,
    ],
    [`/x?%74oken=${SECRET}`, `/x?%74oken=${REDACTED}`],
    [`/x?Api-Key=${SECRET}`, `/x?Api-Key=${REDACTED}`],
    [`/x?%zz&password=${SECRET}`, `/x?%zz&password=${REDACTED}`],
  ])('is told without values that are called secrets: %s', (path, told) => {
    expect(redactPath(path)).toBe(told);
  });

  it.each(['/api/v1/clusters', '/gpus?node=worker-1&namespace=ml', '/logs?container=main&tail=10', '/?'])(
    'is told whole where there are none: %s',
    (path) => {
      expect(redactPath(path)).toBe(path);
    },
  );

  it('is cut where it is very long', () => {
    expect(redactPath(`/${'x'.repeat(10_000)}`)).toHaveLength(2000);
  });
});
