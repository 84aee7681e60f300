import { spawn } from 'node:child_process';
import type { RequestOptions } from 'node:https';
import { KubeConfig, type RequestContext } from '@kubernetes/client-node';
import { deadline, unlessAborted } from '../deadline.ts';
import { rememberSecret } from '../redaction.ts';

/** As long as a credential plugin may take: then it is ended, and who waits for it is told. */
const PLUGIN_TIMEOUT_MS = 30_000;

/**
 * A kubeconfig that keeps its secrets: what it lets requests in with is remembered, so that no message repeats it, and a
 * credential plugin that fails is told without what it printed. One that hangs is ended.
 */
export class GuardedKubeConfig extends KubeConfig {
  readonly #pluginTimeoutMs: number;

  constructor(pluginTimeoutMs = PLUGIN_TIMEOUT_MS) {
    super();
    this.#pluginTimeoutMs = pluginTimeoutMs;
    // What starts plugins is private, and knows no limit.
    const authenticators: unknown = Reflect.get(this, 'authenticators');
    for (const one of Array.isArray(authenticators) ? authenticators : [])
      if ('execFn' in one) one.execFn = endingSpawn(pluginTimeoutMs);
  }

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
    const plugin = pluginOf(user);
    // What the plugin started may hold its output open, and then its end is not heard.
    using limit = deadline(this.#pluginTimeoutMs, () => pluginTooSlow(plugin ?? '', this.#pluginTimeoutMs));
    try {
      await (plugin === undefined ? apply() : unlessAborted(apply(), limit.signal));
    } catch (error) {
      if (limit.signal.aborted) throw limit.signal.reason;
      throw plugin === undefined ? error : pluginFailure(plugin, error);
    }
  }
}

type Spawn = (
  command: string,
  args: readonly string[] | undefined,
  options: object,
) => ReturnType<typeof spawn>;

function endingSpawn(timeout: number): Spawn {
  return (command, args = [], options) =>
    spawn(command, args, { ...options, timeout, killSignal: 'SIGKILL' });
}

function pluginTooSlow(plugin: string, milliseconds: number): Error {
  return new Error(
    `The kubeconfig's credential plugin "${plugin}" gave no credential within ${milliseconds / 1000} s: run it by hand to see what it waits for`,
  );
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
