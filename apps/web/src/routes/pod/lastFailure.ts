import type { Container, Pod } from '@gpu-console/shared/contract';

/** How long before the end an XID may have come: the one that ended a program came with it. */
const REACH_SECONDS = 6 * 3600;
/** The exporter tells an XID at its next scrape. */
const SCRAPE_SECONDS = 120;

interface Ended {
  readonly pod: Pick<Pod, 'phase' | 'startedAt' | 'finishedAt'>;
  readonly containers: readonly Pick<Container, 'lastTermination'>[];
}

/** When the pod, or a container of it, last failed, and the time before: Unix seconds; null where it never ran or failed. */
export function lastFailure({
  pod: { phase, startedAt, finishedAt },
  containers,
}: Ended): { readonly from: number; readonly to: number } | null {
  const ends = containers.flatMap(({ lastTermination }) =>
    lastTermination === null || lastTermination.exitCode === 0 ? [] : [lastTermination.finishedAt],
  );
  const known = [phase === 'Failed' ? finishedAt : null, ...ends].filter((time) => time !== null);
  if (startedAt === null || known.length === 0) return null;
  const end = Math.max(...known);
  return { from: Math.max(startedAt, end - REACH_SECONDS), to: end + SCRAPE_SECONDS };
}
