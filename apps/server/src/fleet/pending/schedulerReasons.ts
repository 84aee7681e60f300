import type { SchedulerReason, SchedulerReasonKind } from '@gpu-console/shared/contract';
import { type SentencePart, sentenceParts } from './sentenceParts.ts';

/**
 * The reasons in the scheduler's sentence: `0/N nodes are available: 1 Insufficient nvidia.com/gpu, 2 node(s) had
 * untolerated taint {a: b}.` gives one per comma that a count follows, outside braces. KAI, Volcano, HAMi, Karpenter, Kueue and the
 * cluster autoscaler have forms of their own; a sentence of another form is one reason.
 */
export function schedulerReasons(message: string): SchedulerReason[] {
  return sentenceParts(message).map(readReason);
}

/**
 * The words of kube-scheduler's plugins from 1.18 on, of the coscheduling plugin and of other schedulers. The first that fits
 * counts: a volume's affinity is no node's.
 */
const WORDS: readonly (readonly [RegExp, SchedulerReasonKind])[] = [
  [/no instance type (?:satisfied|has enough|met|which)/, 'instance-type'],
  [/insufficient (?:unused )?quota|ExceedsGPUQuota|ResourceQuotaNotFit|OverQuota/, 'quota'],
  // apache/yunikorn-core: pkg/scheduler/objects
  [/does(?: not|n't) fit in .*queue|exceed(?:s|ed)? limits? for nodepool/i, 'quota'],
  [/^Insufficient /, 'insufficient'],
  [
    /didn't have enough resources?:|^CardInsufficient|\bCardInsufficient|CardTimeSlicingExhausted/,
    'insufficient',
  ],
  [/CardComputeUnitsExhausted|NodeInsufficientDevice|AllocatedCardsInsufficientRequest/, 'insufficient'],
  [/node unregistered/, 'unregistered'],
  [/(?:Card|Node)\w*(?:Mismatch|Unfit|NotFound|NotHealth)\w*|NumaNotFit|ExclusiveDevice\w+/, 'device'],
  [/DeviceSharing\b/, 'device'],
  [
    /max (?:node group size|cluster .* limit|limit) reached|in backoff after failed scale-up|not ready for scale-up/,
    'scale-up',
  ],
  [/scheduling gates|SchedulingGated/i, 'gated'],
  [/persistentvolume|\bpvc|\bvolumes?\b|free storage/i, 'volume'],
  [/topology (?:spread|constraint)/, 'topology'],
  [/\bquota\b/i, 'quota'],
  [/\bgang\b|pod ?group|sibling pods|minAvailable|minMember/i, 'gang'],
  [/\b(?:anti-affinity|pod affinity)\b/, 'anti-affinity'],
  [/\btaint|did not tolerate/, 'taint'],
  [/node (?:affinity|selector)|\[NodeAffinity\]|incompatible requirements/, 'selector'],
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

function readReason({ text, places: named, countsNodes }: SentencePart): SchedulerReason {
  const [, count, words = text] = /^(\d+) (.*)$/s.exec(text) ?? [];
  const [, node] = /^(?:Node |<)(\S+?)>?:? didn't have enough/.exec(text) ?? [];
  const places = node === undefined ? [...named] : [node];
  const nodes = count !== undefined && countsNodes ? Number(count) : node === undefined ? null : 1;
  const kind = WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? 'other';
  if (kind === 'taint') return { ...taintOf(words), nodes, text, places };
  return { kind, nodes, detail: DETAILS[kind]?.(words) ?? null, text, places };
}

function taintOf(words: string): Pick<SchedulerReason, 'kind' | 'detail'> {
  const [, key, value] = /\{([^:}]*): ([^}]*)\}/.exec(words) ?? [];
  if (key !== undefined) return { kind: MARKS[key] ?? 'taint', detail: value ? `${key}=${value}` : key };
  // Karpenter: `did not tolerate taint (taint=key=value:NoSchedule)`, before it `did not tolerate key=value:NoSchedule`.
  const [, taint] = /did not tolerate (?:taint \(taint=)?([^\s():,;]+)/.exec(words) ?? [];
  return { kind: 'taint', detail: taint ?? null };
}

/** What is short, or does not suit, by kind. */
const DETAILS: Partial<Record<SchedulerReasonKind, (words: string) => string | null>> = {
  insufficient: shortResourceIn,
  'instance-type': (words) => extendedResource(/resources (\{[^}]*\})/.exec(words)?.[1] ?? ''),
  quota: (words) =>
    /(?:quota|capacity) for (\S+)/.exec(words)?.[1] ??
    named(
      /allowable limit of (GPUs|CPU cores|memory)/.exec(words)?.[1] ??
        / requested [\d.]+ (GPUs|CPU cores)/.exec(words)?.[1],
    ),
  device: (words) =>
    /(?:hami-?)?vgpuDeviceSharing/i.test(words)
      ? 'volcano.sh/vgpu-number'
      : /gpushareDeviceSharing/i.test(words)
        ? 'volcano.sh/gpu-memory'
        : (/\b[A-Z]\w+(?:Mismatch|Unfit|NotFound|NotHealth|NotFit|Conflict)\w*/.exec(words)?.[0] ?? null),
};

/** HAMi's words (pkg/device/common) for what a card has too little of. */
const CARDS: readonly (readonly [RegExp, string])[] = [
  [/CardInsufficientMemory/, 'nvidia.com/gpumem'],
  [/CardInsufficientCore|CardComputeUnitsExhausted/, 'nvidia.com/gpucores'],
  [/CardTimeSlicingExhausted|NodeInsufficientDevice|AllocatedCards/, 'nvidia.com/gpu'],
  // AliyunContainerService/gpushare-scheduler-extender: pkg/scheduler/predicate.go
  [/^Insufficient GPU Memory in one device/i, 'aliyun.com/gpu-mem'],
];

function shortResourceIn(words: string): string | null {
  const card = CARDS.find(([pattern]) => pattern.test(words))?.[1];
  if (card !== undefined) return card;
  const kai = /enough resources?: (GPU memory|GPUs|CPU cores|memory|[\w./-]+)/i.exec(words)?.[1];
  if (kai !== undefined) return named(kai);
  // A resource is one word; more are a sentence.
  return /^Insufficient ([\w./-]+?)\.?(?:$|[,;(]| \()/.exec(words)?.[1] ?? null;
}

/** KAI's names of what it counts. */
const NAMES: Readonly<Record<string, string>> = {
  GPUs: 'nvidia.com/gpu',
  'GPU memory': 'gpu-memory',
  'CPU cores': 'cpu',
};
const named = (words: string | undefined) => (words === undefined ? null : (NAMES[words] ?? words));

/** Of resources in JSON, the first that is no common one. */
function extendedResource(json: string): string | null {
  return /"([\w.-]+\/[\w./-]+)":/.exec(json)?.[1] ?? null;
}
