import type { RequestOptions } from 'node:https';
import { KubeConfig, type RequestContext } from '@kubernetes/client-node';
import { rememberSecret } from '../redaction.ts';

/**
 * A kubeconfig that keeps its secrets: what it lets requests in with is remembered, so that no message repeats it, and a
 * credential plugin that fails is told without what it printed.
 */
export class GuardedKubeConfig extends KubeConfig {
  /** @throws Error naming the credential plugin that failed */
  override async applySecurityAuthentication(context: RequestContext): Promise<void> {
    await this.#guarded(() => super.applySecurityAuthentication(context));
    rememberHeaders(context.getHeaders());
  }

  /** @throws Error naming the credential plugin that failed */
  override async applyToHTTPSOptions(options: RequestOptions): Promise<void> {
    await this.#guarded(() => super.applyToHTTPSOptions(options));
    rememberHeaders(options.headers ?? {});
  }

  async #guarded(apply: () => Promise<void>): Promise<void> {
    const user = this.getCurrentUser();
    rememberSecret(user?.password);
    if (user?.password) rememberSecret(Buffer.from(`${user.username}:${user.password}`).toString('base64'));
    if (user?.keyData !== undefined) rememberSecret(Buffer.from(user.keyData, 'base64').toString());
    try {
      await apply();
    } catch (error) {
      const plugin = pluginOf(user);
      throw plugin === undefined ? error : pluginFailure(plugin, error);
    }
  }
}

/** `Bearer x` lets in by x. */
function rememberHeaders(headers: object): void {
  for (const value of Object.values(headers))
    rememberSecret(String(value).replace(/^(?:Bearer|Basic) +/i, ''));
}

function pluginOf(user: ReturnType<KubeConfig['getCurrentUser']>): string | undefined {
  const exec: unknown = user?.exec ?? user?.authProvider?.config?.exec;
  if (typeof exec !== 'object' || exec === null) return undefined;
  return 'command' in exec ? String(exec.command) : '';
}

/** The client's error is what the plugin printed, to its error stream or, where that is no JSON, a part of the rest. */
function pluginFailure(plugin: string, error: unknown): Error {
  if (error instanceof Error && 'syscall' in error && 'code' in error) {
    const words = `The kubeconfig's credential plugin "${plugin}" cannot be started: ${error.message}`;
    return Object.assign(new Error(words), { code: error.code });
  }
  return new Error(
    `The kubeconfig's credential plugin "${plugin}" failed. What it printed may hold secrets, so it is not repeated here: run it by hand to see`,
  );
}
