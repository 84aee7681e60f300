import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** One that does not end by then is killed: the message names it, and what it wrote. */
const ENDS = { timeout: 60_000, killSignal: 'SIGKILL' } as const;

/** Runs the real kubectl against a demo; its standard output. Rejects with what it wrote to standard error. */
export async function kubectl(kubeconfig: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('kubectl', ['--kubeconfig', kubeconfig, ...args], {
    ...ENDS,
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

/** Applies a manifest that stands in no file. */
export async function applyText(kubeconfig: string, manifest: string, ...more: string[]): Promise<void> {
  const applying = run('kubectl', ['--kubeconfig', kubeconfig, 'apply', '-f', '-', ...more], ENDS);
  applying.child.stdin?.end(manifest);
  await applying;
}

/** One row of "Allocated resources" in `kubectl describe node`. */
export interface AllocatedResource {
  readonly requests: string;
  readonly limits: string;
}

/** The extended resources under "Allocated resources" of a described node, by name; each row is name, requests, limits. */
export function allocatedResources(described: string): Map<string, AllocatedResource> {
  const section = described.split('Allocated resources:')[1]?.split('Events:')[0] ?? '';
  const rows = section.matchAll(/^\s+(\S+\/\S+)\s+(\S+)\s+(\S+)\s*$/gm);
  return new Map([...rows].map(([, name = '', requests = '', limits = '']) => [name, { requests, limits }]));
}
