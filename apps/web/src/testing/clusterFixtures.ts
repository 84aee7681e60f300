import type { Cluster, Overview } from '@gpu-console/shared/contract';
import { vi } from 'vitest';

const SOURCE = { state: 'ok', since: null, lastHeard: null, version: null, reason: null } as const;

/** A cluster of which both sources answer, unless told. */
export function clusterOf(id: string, more: Partial<Cluster> = {}): Cluster {
  return {
    id,
    name: id,
    scope: { namespaces: null, nodes: true },
    scopeProblem: null,
    kubernetes: SOURCE,
    prometheus: SOURCE,
    dialect: null,
    metrics: null,
    scrapeIntervalSeconds: null,
    ...more,
  };
}

/** A source that does not answer, and why. */
export const away = (reason: string) => ({ ...SOURCE, state: 'unreachable', reason }) as const;

interface OverviewFacts extends Partial<Omit<Overview, 'gpus'>> {
  readonly gpus?: Partial<Overview['gpus']>;
}

/** An Overview in which nothing is known but what is told. */
export function overviewOf({ gpus = {}, ...more }: OverviewFacts = {}): Overview {
  return {
    asOf: { kubernetes: null, metrics: null },
    partial: [],
    scope: { namespaces: null, nodes: true },
    nodes: { total: null, ready: null },
    gpus: {
      total: null,
      allocatable: null,
      allocated: null,
      allocatedParts: null,
      free: null,
      freeParts: null,
      schedulable: null,
      reporting: null,
      ...gpus,
    },
    silent: null,
    models: [],
    allocatedUtilization: null,
    usage: { utilization: null, memoryUsedBytes: null, memoryTotalBytes: null, powerWatts: null },
    problems: [],
    unjudged: [],
    namespaces: null,
    pending: null,
    idle: null,
    idleSince: null,
    ...more,
  };
}

/**
 * The server's part: what it replies, by path and query.
 * @param replies what is not in it is refused with 403; a promise that never settles is a server that hangs
 * @returns the paths asked so far
 */
export function serve(replies: Readonly<Record<string, unknown>>): readonly string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (input: string) => {
    asked.push(input);
    const reply = await replies[input];
    if (reply !== undefined) return Response.json(reply);
    return Response.json(
      { title: 'Kubernetes refused', status: 403, code: 'forbidden', detail: 'It may not be read.' },
      { status: 403, headers: { 'content-type': 'application/problem+json' } },
    );
  });
  return asked;
}
