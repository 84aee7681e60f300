import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The folder with Kubernetes' own programs; `npm run conformance` builds them and says where they are. */
const FOLDER = process.env['KUBERNETES_PROGRAMS'] ?? '';

export type Program = 'kube-apiserver' | 'kube-scheduler' | 'kubectl';

export function pathOf(program: Program): string {
  if (FOLDER === '') throw new Error('KUBERNETES_PROGRAMS is not set: run this with `npm run conformance`');
  return join(FOLDER, program);
}

/** Runs a program to its end; its standard output. @throws Error with what it wrote */
export function run(command: string, args: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { timeout: 120_000, maxBuffer: 2 ** 28 };
    const child = execFile(command, args, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${command} ${args.join(' ')}: ${stderr || stdout || error.message}`));
    });
    child.stdin?.end(input);
  });
}

/** A program that runs until it is stopped, and no longer than this process does. */
export class Daemon {
  readonly #name: string;
  readonly #child;
  #log = '';

  constructor(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
    this.#name = command;
    // The kernel ends it when this process is gone, however it went (prctl(2), PR_SET_PDEATHSIG).
    this.#child = spawn('setpriv', ['--pdeathsig', 'TERM', command, ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stderr.on('data', (text) => {
      this.#log = (this.#log + text).slice(-4000);
    });
  }

  get stdout(): NodeJS.ReadableStream {
    return this.#child.stdout;
  }

  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** The last of what it wrote to its standard error. */
  get log(): string {
    return this.#log;
  }

  /** @throws Error with its last words, where it ended by itself */
  check(): void {
    if (this.#hasEnded) throw new Error(`${this.#name} ended:\n${this.#log}`);
  }

  async stop(): Promise<void> {
    if (this.#hasEnded) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const timeout = setTimeout(() => this.#child.kill('SIGKILL'), 20_000);
    await gone;
    clearTimeout(timeout);
  }
}
