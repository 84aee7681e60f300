import { describe, expect, it } from 'vitest';
import { ConfigError } from '../config/configError.ts';
import { readAccessConfig } from './accessConfig.ts';

const OIDC = {
  AUTH_MODE: 'oidc',
  PUBLIC_URL: 'https://gpu.example.com/gpu/',
  OIDC_ISSUER: 'https://login.example.com/realms/gpu',
  OIDC_CLIENT_ID: 'gpu-console',
};

function refusal(environment: Record<string, string>): string {
  try {
    readAccessConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'none';
}

describe('the settings of signing in', () => {
  it('are none where nothing is set', () => {
    expect(readAccessConfig({ PUBLIC_URL: '' })).toEqual({ mode: 'none' });
  });

  it('have the headers of oauth2-proxy, in lower case, and networks', () => {
    expect(readAccessConfig({ AUTH_MODE: 'proxy', AUTH_PROXY_FROM: '10.0.0.0/8, fd00::1' })).toEqual({
      mode: 'proxy',
      proxy: {
        userHeader: 'x-forwarded-user',
        groupsHeader: 'x-forwarded-groups',
        from: ['10.0.0.0/8', 'fd00::1'],
      },
    });
  });

  it('have a provider, and how long sessions last', () => {
    expect(readAccessConfig({ ...OIDC, SESSION_MAX_HOURS: '8', BASE_PATH: '/gpu' })).toEqual({
      mode: 'oidc',
      oidc: {
        issuer: 'https://login.example.com/realms/gpu',
        clientId: 'gpu-console',
        clientSecretFile: undefined,
        caFile: undefined,
        scopes: 'openid profile email',
        userClaim: 'sub',
        userPrefix: '',
        groupsClaim: 'groups',
        groupsPrefix: '',
      },
      sessions: {
        publicUrl: 'https://gpu.example.com/gpu',
        secretFile: undefined,
        maxSeconds: 28_800,
        idleSeconds: 3600,
      },
    });
  });

  it.each<[Record<string, string>, RegExp]>([
    [{ AUTH_MODE: 'basic' }, /^AUTH_MODE=basic cannot be used/],
    [{ AUTH_MODE: 'proxy' }, /^AUTH_PROXY_FROM is not set, and AUTH_MODE=proxy needs it: name the addresses/],
    [
      { AUTH_MODE: 'proxy', AUTH_PROXY_FROM: '10.0.0.0/33' },
      /^AUTH_PROXY_FROM=.*"10.0.0.0\/33" is no address/,
    ],
    [{ AUTH_MODE: 'proxy', AUTH_PROXY_FROM: ' , ' }, /^AUTH_PROXY_FROM=.*names no address/],
    [{ AUTH_MODE: 'proxy', AUTH_PROXY_FROM: '::1', AUTH_USER_HEADER: 'x y' }, /^AUTH_USER_HEADER=x y cannot/],
    [{ AUTH_MODE: 'kubernetes' }, /^PUBLIC_URL is not set, and AUTH_MODE=kubernetes needs it/],
    [{ ...OIDC, OIDC_ISSUER: '' }, /^OIDC_ISSUER is not set/],
    [{ ...OIDC, OIDC_ISSUER: 'http://login.example.com' }, /^OIDC_ISSUER=.* must be an https address/],
    [{ ...OIDC, PUBLIC_URL: 'http://gpu.example.com' }, /^PUBLIC_URL=.* must be an https address/],
    [{ ...OIDC, PUBLIC_URL: 'https://me:secret-word@gpu.example.com' }, /must have no user/],
    [{ ...OIDC, BASE_PATH: '/other' }, /name different paths/],
    [{ ...OIDC, OIDC_SCOPES: 'profile' }, /^OIDC_SCOPES=profile .* must contain openid/],
    [{ ...OIDC, SESSION_MAX_HOURS: '1000' }, /^SESSION_MAX_HOURS=1000 cannot be used/],
  ])('are refused where they cannot be meant: %o', (environment, message) => {
    expect(refusal(environment)).toMatch(message);
    expect(refusal(environment)).not.toContain('secret-word');
  });
});
