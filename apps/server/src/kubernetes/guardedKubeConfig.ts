import { KubeConfig, type RequestContext } from '@kubernetes/client-node';
import { rememberSecret } from '../redaction.ts';

/**
 * A kubeconfig that keeps its secrets: what it lets requests in with is remembered, so that no message repeats it, and a
 * credential plugin that fails is told without what it printed.
 */
export class GuardedKubeConfig extends KubeConfig {
  /** @throws Error naming the credential plugin that failed */
  override async applySecurityAuthentication(context: RequestContext): Promise<void> {
    const user = this.getCurrentUser();
    rememberSecret(user?.password);
    if (user?.keyData !== undefined) rememberSecret(Buffer.from(user.keyData, 'base64').toString());
    try {
      await super.applySecurityAuthentication(context);
    } catch (error) {
      const plugin = pluginOf(user);
      throw plugin === undefined ? error : pluginFailure(plugin, error);
    }
    for (const value of Object.values(context.getHeaders())) rememberSecret(credentialIn(value));
  }
}

/** `Bearer x` lets in by x. */
function credentialIn(header: string): string {
  return header.replace(/^(?:Bearer|Basic) +/i, '');
}

function pluginOf(user: ReturnType<KubeConfig['getCurrentUser']>): string | undefined {
  const exec: unknown = user?.exec ?? user?.authProvider?.config?.exec;
  if (typeof exec !== 'object' || exec === null) return undefined;
  return 'command' in exec ? String(exec.command) : '';
}

/** The client's error is what the plugin printed, to its error stream or, where that is no JSON, a part of the rest. */
function pluginFailure(plugin: string, error: unknown): Error {
  const isUnstarted = error instanceof Error && 'syscall' in error && 'code' in error;
  return new Error(
    isUnstarted
      ? `The kubeconfig's credential plugin "${plugin}" cannot be started: ${error.message}`
      : `The kubeconfig's credential plugin "${plugin}" failed. What it printed may hold secrets, so it is not repeated here: run it by hand to see`,
  );
}
