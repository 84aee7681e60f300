import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { SignInConsole } from '../testing/signInConsole.ts';

const hasOpenssl = spawnSync('openssl', ['version']).error === undefined;

describe.skipIf(!hasOpenssl)('a provider with a certificate of the company’s', () => {
  let folder: string;
  let server: Server;
  let issuer = '';
  let certificate: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trust-'));
    const key = join(folder, 'key');
    certificate = join(folder, 'certificate');
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-noenc', '-subj', '/CN=localhost'];
    execFileSync(
      'openssl',
      [...request, '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', certificate],
      {
        stdio: 'ignore',
      },
    );
    server = createServer(
      { key: await readFile(key), cert: await readFile(certificate) },
      (_request, response) => {
        const metadata = {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
        };
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(metadata));
      },
    ).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    issuer = `https://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
  });
  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    await rm(folder, { recursive: true });
  });

  async function login(settings: Record<string, string>) {
    const console = await SignInConsole.listen();
    onTestFinished(() => console.stop());
    console.open({ AUTH_MODE: 'oidc', OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'gpu-console', ...settings });
    return fetch(`${console.url}/auth/login`, { redirect: 'manual' });
  }

  it('is believed by the file that names it, and not without', async () => {
    const trusted = await login({ OIDC_CA_FILE: certificate });
    expect([trusted.status, trusted.headers.get('location')]).toEqual([
      302,
      expect.stringContaining(`${issuer}/authorize?`),
    ]);
    const unknown = await login({});
    expect([unknown.status, await unknown.json()]).toMatchObject([
      503,
      { detail: expect.stringMatching(/self-signed/) },
    ]);
  });

  it('is told of at the start where its file cannot be read', async () => {
    await expect(login({ OIDC_CA_FILE: '/nowhere' })).rejects.toThrow(
      /^OIDC_CA_FILE=\/nowhere cannot be read/,
    );
    await expect(login({ SESSION_SECRET_FILE: certificate })).rejects.toThrow(
      /^SESSION_SECRET_FILE=.* cannot be used/,
    );
  });
});
