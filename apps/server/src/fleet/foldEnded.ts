import type { FoldedPods, Pod } from '@gpu-console/shared/contract';
import { groupBy } from '../groupBy.ts';

/** So many pods of one owner that ended in one way are listed; some controllers leave thousands. */
const MAX_ENDED = 10;

const ENDED: ReadonlySet<string> = new Set(['Failed', 'Succeeded']);

/** The pods without all but the newest that ended alike, and what was left out. */
export function foldEnded(pods: readonly Pod[]): { items: Pod[]; folded: FoldedPods[] } {
  const ended = groupBy(
    pods.filter(({ phase }) => ENDED.has(phase)),
    ({ namespace, owner, status }) => JSON.stringify([namespace, owner?.kind, owner?.name, status]),
  );
  const hidden = new Set<Pod>();
  const folded = [...ended.values()].flatMap((alike): FoldedPods[] => {
    if (alike.length <= MAX_ENDED) return [];
    const [newest, ...others] = alike.toSorted((a, b) => b.createdAt - a.createdAt);
    if (newest === undefined) return [];
    for (const pod of others.slice(MAX_ENDED - 1)) hidden.add(pod);
    const { namespace, owner, status, message } = newest;
    return [{ namespace, owner, status, total: alike.length, listed: MAX_ENDED, message }];
  });
  return {
    items: pods.filter((pod) => !hidden.has(pod)),
    folded: folded.sort((a, b) => b.total - a.total),
  };
}
