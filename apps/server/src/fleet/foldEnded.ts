import type { FoldedPods } from '@gpu-console/shared/contract';
import { groupBy } from '../groupBy.ts';
import type { PodRecord } from '../kubernetes/records.ts';

/** So many pods of one owner that ended in one way are listed; some controllers leave thousands. */
const MAX_ENDED = 10;

const ENDED: ReadonlySet<string> = new Set(['Failed', 'Succeeded']);

/** The pods without all but the newest that ended alike, and what was left out, most first. */
export function foldEnded(pods: readonly PodRecord[]): { items: PodRecord[]; folded: FoldedPods[] } {
  const ended = groupBy(pods, ({ phase, namespace, owner, status }) =>
    ENDED.has(phase) ? `${namespace}/${owner?.kind}/${owner?.name}/${status}` : null,
  );
  const hidden = new Set<PodRecord>();
  const folded = [...ended.values()].flatMap((alike): FoldedPods[] => {
    if (alike.length <= MAX_ENDED) return [];
    const [newest, ...others] = alike.toSorted((a, b) => b.createdAt - a.createdAt);
    if (newest === undefined) return [];
    for (const pod of others.slice(MAX_ENDED - 1)) hidden.add(pod);
    const { namespace, owner, status, failure } = newest;
    return [
      { namespace, owner, status, total: alike.length, listed: MAX_ENDED, message: failure?.message || null },
    ];
  });
  return {
    items: hidden.size === 0 ? [...pods] : pods.filter((pod) => !hidden.has(pod)),
    folded: folded.sort((a, b) => b.total - a.total),
  };
}
