import type { SchedulerReason, SchedulerReasonKind } from '@gpu-console/shared/contract';

/** kube-scheduler's FitError; Volcano says "unavailable", and in some releases "all" for the numbers. */
const PREAMBLE = /^(?:\d+\/\d+|all) nodes are (?:un)?available: /;
/**
 * What the plugins say that try to make room afterwards: freeing resource claims (1.31+), preemption (1.24+); and that
 * there is no node to do so on, where a volume holds the pod up (1.34).
 */
const AFTERWARDS =
  /\. not found$|(?:^|\.?\s+)(?:no new claims to deallocate|still not schedulable|deallocation of ResourceClaim completed|preemption: ).*$/s;

/**
 * The reasons in the scheduler's sentence: `0/N nodes are available: 1 Insufficient nvidia.com/gpu, 2 node(s) had
 * untolerated taint {a: b}.` gives one per comma that a count follows, outside braces. A sentence that does not count nodes is one
 * reason.
 */
export function schedulerReasons(message: string): SchedulerReason[] {
  const reasons = message
    .replace(PREAMBLE, '')
    .replace(AFTERWARDS, '')
    .replace(/\.\s*$/, '');
  const parts = PREAMBLE.test(message) ? reasons.split(/, (?=\d+ )(?![^{}]*\})/) : [reasons];
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(readReason);
}

/**
 * The words of kube-scheduler's plugins from 1.18 on, of the coscheduling plugin and of Volcano. The first that fits counts:
 * a volume's affinity is no node's.
 */
const WORDS: readonly (readonly [RegExp, SchedulerReasonKind])[] = [
  [/^Insufficient /, 'insufficient'],
  [/scheduling gates|SchedulingGated/i, 'gated'],
  [/persistentvolume|\bpvc|\bvolumes?\b|free storage/i, 'volume'],
  [/topology spread/, 'topology'],
  [/\bquota\b/i, 'quota'],
  [/\bgang\b|pod ?group|sibling pods|minAvailable/i, 'gang'],
  [/\b(?:anti-affinity|pod affinity)\b/, 'anti-affinity'],
  [/\btaint/, 'taint'],
  [/node (?:affinity|selector)|\[NodeAffinity\]/, 'selector'],
  [/were unschedulable/, 'cordoned'],
  [/(?:were|is) not ready|NotReady/, 'not-ready'],
  [/free ports/, 'ports'],
  [/too many pods|pod number exceeded/i, 'too-many-pods'],
  [/claim/i, 'claims'],
];

/** Taints by which the node lifecycle controller and a cordon mark nodes. */
const MARKS: Readonly<Record<string, SchedulerReasonKind>> = {
  'node.kubernetes.io/not-ready': 'not-ready',
  'node.kubernetes.io/unreachable': 'not-ready',
  'node.kubernetes.io/unschedulable': 'cordoned',
};

function readReason(text: string): SchedulerReason {
  const [, count, words = text] = /^(\d+) (.*)$/s.exec(text) ?? [];
  const nodes = count === undefined ? null : Number(count);
  const kind = WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? 'other';
  if (kind === 'insufficient') return { kind, nodes, detail: words.split(' ')[1] ?? null, text };
  if (kind !== 'taint') return { kind, nodes, detail: null, text };
  const [, key, value] = /\{([^:}]*): ([^}]*)\}/.exec(words) ?? [];
  if (key === undefined) return { kind, nodes, detail: null, text };
  return { kind: MARKS[key] ?? kind, nodes, detail: value ? `${key}=${value}` : key, text };
}
