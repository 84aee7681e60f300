import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { GuardedKubeConfig } from './guardedKubeConfig.ts';

/**
 * The way to the cluster: the kubeconfig files given, separated as in PATH and the first the strongest; else the user's
 * own kubeconfig; else the service account of the pod this runs in.
 * @throws Error naming the file or context that cannot be used.
 */
export function loadKubeConfig(files: string | undefined, context: string | undefined): KubeConfig {
  const config = files === undefined ? defaultConfig() : merged(kubeConfigFiles(files));
  if (context !== undefined) {
    if (config.getContextObject(context) === null) {
      const known = config.getContexts().map(({ name }) => name);
      throw new Error(
        `The context "${context}" (KUBE_CONTEXT) is not in the kubeconfig; it has ${known.join(', ') || 'none'}`,
      );
    }
    config.setCurrentContext(context);
  }
  if (config.getCurrentCluster() === null) {
    throw new Error('no Kubernetes cluster: set KUBECONFIG to a kubeconfig file with a current context');
  }
  return config;
}

/** The way for the service account of the pod this runs in. @throws Error where it runs in none */
export function loadInCluster(): KubeConfig {
  const config = new GuardedKubeConfig();
  config.loadFromCluster();
  const tokenFile: unknown = config.getCurrentUser()?.authProvider?.config?.tokenFile;
  if (existsSync(String(tokenFile))) return config;
  throw new Error(
    `No service account: there is no ${tokenFile}, so this runs in no pod, or in one without an account`,
  );
}

/** The files that `loadKubeConfig` reads; there may be none. */
export function kubeConfigFiles(files: string | undefined): readonly string[] {
  return files?.split(delimiter).filter(Boolean) ?? [join(homedir(), '.kube', 'config')];
}

/** The namespace that kubectl would take: the context's, in a pod the pod's own. */
export function namespaceOf(config: KubeConfig): string {
  return config.getContextObject(config.getCurrentContext())?.namespace || 'default';
}

function defaultConfig(): KubeConfig {
  const config = new GuardedKubeConfig();
  readable('The kubeconfig', () => config.loadFromDefault());
  return config;
}

function merged(files: readonly string[]): KubeConfig {
  const config = new GuardedKubeConfig();
  for (const file of files) {
    const next = new KubeConfig();
    readable(`The kubeconfig ${file}`, () => next.loadFromFile(file));
    config.mergeConfig(next, Boolean(config.currentContext));
  }
  return config;
}

/** js-yaml quotes the lines around a mistake, and they may hold a token: only where it is is told. */
function readable(what: string, load: () => void): void {
  try {
    load();
  } catch (error) {
    if (!(error instanceof Error) || !('mark' in error)) throw error;
    const reason = 'reason' in error ? error.reason : 'it cannot be read';
    const line = Number(Object(error.mark).line) + 1;
    throw new Error(`${what} is not YAML, line ${line}: ${reason}`);
  }
}
