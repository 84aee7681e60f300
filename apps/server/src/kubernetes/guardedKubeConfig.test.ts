import { HttpMethod, RequestContext } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { REDACTED, redactText } from '../redaction.ts';
import { GuardedKubeConfig } from './guardedKubeConfig.ts';

const CLUSTER = { name: 'c', server: 'https://kubernetes.example', skipTLSVerify: true };
const context = () => new RequestContext(CLUSTER.server, HttpMethod.GET);

function configOf(user: object): GuardedKubeConfig {
  const config = new GuardedKubeConfig();
  config.loadFromClusterAndUser(CLUSTER, { name: 'u', ...user });
  return config;
}
const pluginThat = (script: string) =>
  configOf({ exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'sh', args: ['-c', script] } });

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
});
