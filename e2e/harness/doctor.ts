import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { APIRequestContext } from '@playwright/test';
import { getJson } from './api.ts';
import type { Endpoints } from './endpoints.ts';
import { expect } from './fixtures.ts';

const run = promisify(execFile);

/** A result of a check, as far as tests look at it. */
export interface Result {
  readonly check: string;
  readonly verdict: string;
  readonly variant: string | null;
  readonly subject: { readonly name: string };
  readonly params: Readonly<Record<string, string | number>>;
  readonly evidence: readonly { readonly object: string; readonly field: string; readonly value: string }[];
  readonly blockedBy: { readonly check: string } | null;
  readonly reason: string | null;
  readonly commands: readonly string[];
}

/** What the checks find wrong now; passes aside, in the order in which they are told. */
async function problemsOf(request: APIRequestContext, demo: Endpoints): Promise<readonly Result[]> {
  const { results }: { readonly results: readonly Result[] } = await getJson(request, demo, 'doctor');
  return results.filter(({ verdict }) => verdict !== 'pass');
}

/** `fail metrics-service selector`: what fails, or is not as it should be, for a reason of its own. */
function culpritsOf(problems: readonly Result[]): string[] {
  return problems
    .filter(({ verdict, blockedBy }) => blockedBy === null && verdict !== 'unknown')
    .map(({ verdict, check, variant }) => `${verdict} ${check} ${variant}`);
}

/**
 * Waits until just these culprits are found, and whoever waits, waits for one of them.
 * @returns the culprits' results, in that order
 */
export async function foundExactly(
  request: APIRequestContext,
  demo: Endpoints,
  culprits: readonly string[],
): Promise<readonly Result[]> {
  let problems: readonly Result[] = [];
  await expect
    .poll(
      async () => {
        problems = await problemsOf(request, demo);
        return culpritsOf(problems);
      },
      { timeout: 90_000, intervals: [1000] },
    )
    .toEqual(culprits);
  const checks = new Set(culprits.map((culprit) => culprit.split(' ')[1]));
  for (const { check, blockedBy } of problems)
    if (blockedBy !== null)
      expect(checks, `${check} waits for ${blockedBy.check}`).toContain(blockedBy.check);
  expect(culpritsOf(problems.slice(0, culprits.length)), 'culprits come first').toEqual(culprits);
  return problems.slice(0, culprits.length);
}

/** Waits until these checks pass for all that they look at. */
export async function passes(
  request: APIRequestContext,
  demo: Endpoints,
  checks: ReadonlySet<string>,
): Promise<void> {
  await expect
    .poll(
      async () => {
        const report: { checks: { check: string; verdict: string | null }[] } = await getJson(
          request,
          demo,
          'doctor',
        );
        return report.checks
          .filter(({ check, verdict }) => checks.has(check) && verdict !== 'pass')
          .map(({ check, verdict }) => `${verdict} ${check}`);
      },
      { timeout: 90_000, intervals: [1000] },
    )
    .toEqual([]);
}

/** `Service/gpu-operator/exporter .spec.selector app=exporter`, line by line. */
export function evidenceOf(results: readonly Result[]): string {
  return results
    .flatMap(({ evidence }) => evidence.map(({ object, field, value }) => `${object} ${field} ${value}`))
    .join('\n');
}

/** Types a result's commands into a shell, as they are; their kubectl reaches the demo. */
export async function follow({ kubeconfig }: Endpoints, commands: readonly string[]): Promise<void> {
  for (const command of commands)
    await run('bash', ['-euc', command], { env: { ...process.env, KUBECONFIG: kubeconfig } });
}
