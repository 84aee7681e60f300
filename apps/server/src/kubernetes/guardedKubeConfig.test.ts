import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpMethod, RequestContext } from '@kubernetes/client-node';
import { afterAll, describe, expect, it } from 'vitest';
import { REDACTED, redactText } from '../redaction.ts';
import { until } from '../testing/until.ts';
import { GuardedKubeConfig } from './guardedKubeConfig.ts';

const folder = mkdtempSync(join(tmpdir(), 'gpu-console-plugin-'));
afterAll(() => rmSync(folder, { recursive: true }));

const CLUSTER = { name: 'c', server: 'https://kubernetes.example', skipTLSVerify: true };
const context = () => new RequestContext(CLUSTER.server, HttpMethod.GET);

function configOf(user: object, pluginTimeoutMs?: number): GuardedKubeConfig {
  const config = new GuardedKubeConfig(pluginTimeoutMs);
  config.loadFromClusterAndUser(CLUSTER, { name: 'u', ...user });
  return config;
}
const pluginThat = (script: string, timeoutMs?: number) =>
  configOf(
    { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'sh', args: ['-c', script] } },
    timeoutMs,
  );

/** Both ways in which credentials are taken from it. */
const WAYS = [
  ['a request context', (config: GuardedKubeConfig) => config.applySecurityAuthentication(context())],
  ['HTTPS options', (config: GuardedKubeConfig) => config.applyToHTTPSOptions({})],
] as const;

describe.each(WAYS)('the credentials that go into %s', (way, apply) => {
  const secret = (kind: string) => `${kind}-of-${way.replaceAll(' ', '-')}`;

  it('are remembered', async () => {
    await apply(configOf({ token: secret('token') }));
    await apply(configOf({ username: 'viewer', password: secret('password') }));
    await apply(pluginThat(`echo '{"status":{"token":"${secret('plugin')}"}}'`));
    for (const kind of ['token', 'password', 'plugin']) expect(redactText(secret(kind))).toBe(REDACTED);
    const basic = Buffer.from(`viewer:${secret('password')}`).toString('base64');
    expect(redactText(basic)).toBe(REDACTED);
  });

  it.each([
    ['fails aloud', 'echo hush-hush >&2; exit 1'],
    ['prints no JSON', 'echo hush-hush'],
    ['prints no credential', 'echo "{\\"hush-hush\\":1}"'],
  ])('are missing, without what the plugin printed, where it %s', async (_, script) => {
    const failure = apply(pluginThat(script)).catch((error: Error) => error);
    expect(String(await failure)).toContain('credential plugin "sh" failed');
    expect(String(await failure)).not.toContain('hush');
  });

  it('are missing, and why is said, where the plugin is not there', async () => {
    const config = configOf({ exec: { apiVersion: 'v1', command: '/nowhere/plugin' } });
    await expect(apply(config)).rejects.toThrow(/"\/nowhere\/plugin" cannot be started: .*ENOENT/);
  });

  it.each([
    ['hangs', (pid: string) => `echo $$ > ${pid}; exec sleep 60`],
    ['leaves its output to what hangs', (pid: string) => `echo $$ > ${pid}; sleep 60`],
  ])('are missing in time where the plugin %s, and it is ended', async (_, script) => {
    const pid = join(folder, 'pid');
    await expect(apply(pluginThat(script(pid), 200))).rejects.toThrow('"sh" gave no credential within 0.2 s');
    const process = `/proc/${readFileSync(pid, 'utf8').trim()}`;
    await until('the plugin is gone', () => !existsSync(process));
  });
});
