import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { loadKubeConfig } from './kubeConfig.ts';

const folder = mkdtempSync(join(tmpdir(), 'gpu-console-kubeconfig-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

function kubeconfig(
  name: string,
  { current = 'prod', contexts = ['prod', 'lab'], user = 'viewer' } = {},
): string {
  const file = join(folder, name);
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: contexts.map((context) => ({ name: context, cluster: { server: `https://${context}:6443` } })),
    users: [{ name: user, user: { token: 'secret' } }],
    contexts: contexts.map((context) => ({ name: context, context: { cluster: context, user } })),
    'current-context': current,
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

const serverOf = (...of: Parameters<typeof loadKubeConfig>) =>
  loadKubeConfig(...of).getCurrentCluster()?.server;

describe('the way to the cluster', () => {
  it('is the current context of the file given', () => {
    expect(serverOf(kubeconfig('two'), undefined)).toBe('https://prod:6443');
  });

  it('is the context given, where there is one', () => {
    expect(serverOf(kubeconfig('two'), 'lab')).toBe('https://lab:6443');
  });

  it('is merged from several files, the current context that of the first', () => {
    const edge = { current: 'edge', contexts: ['edge'], user: 'operator' };
    const files = `${kubeconfig('first')}:${kubeconfig('second', edge)}`;
    expect(serverOf(files, undefined)).toBe('https://prod:6443');
    expect(serverOf(files, 'edge')).toBe('https://edge:6443');
  });

  it('is the user’s own kubeconfig where no file is given', () => {
    vi.stubEnv('KUBECONFIG', kubeconfig('own', { current: 'lab' }));
    expect(serverOf(undefined, undefined)).toBe('https://lab:6443');
  });
});

describe('a kubeconfig that cannot be used', () => {
  it('is told with the contexts it has, where the one asked for is not among them', () => {
    expect(() => loadKubeConfig(kubeconfig('two'), 'staging')).toThrow(
      'The context "staging" (KUBE_CONTEXT) is not in the kubeconfig; it has prod, lab',
    );
  });

  it('is told to have no context, where it has none', () => {
    const file = kubeconfig('empty', { current: '', contexts: [] });
    expect(() => loadKubeConfig(file, 'prod')).toThrow('it has none');
  });

  it('is told with its path, where it does not exist', () => {
    const file = join(folder, 'missing');
    expect(() => loadKubeConfig(file, undefined)).toThrow(file);
  });

  it('is told with the way out, where it has no current context', () => {
    const file = kubeconfig('undecided', { current: '' });
    expect(() => loadKubeConfig(file, undefined)).toThrow(
      'set KUBECONFIG to a kubeconfig file with a current context',
    );
  });

  it('is told with the way out, where its current context is not there', () => {
    const file = kubeconfig('stale', { current: 'staging' });
    expect(() => loadKubeConfig(file, undefined)).toThrow('no Kubernetes cluster');
  });
});
