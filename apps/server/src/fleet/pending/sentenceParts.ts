/** A reason as it stands in a scheduler's sentence. */
export interface SentencePart {
  readonly text: string;
  /** Names of the nodes, or of the node pool, that the sentence gives it. */
  readonly places: readonly string[];
  /** Whether a number at its beginning counts nodes, rather than groups of them. */
  readonly countsNodes: boolean;
}

/** A form of sentence: what it begins with, and the reasons in what follows. */
interface Form {
  readonly begins: RegExp;
  readonly parts: (rest: string) => readonly SentencePart[];
}

const part = (text: string, more: Partial<SentencePart> = {}): SentencePart => ({
  text,
  places: [],
  countsNodes: true,
  ...more,
});
const separated = (rest: string, by: RegExp, more: Partial<SentencePart> = {}) =>
  rest.split(by).map((text) => part(text, more));

/** Reasons with a count before each, outside braces. */
const COUNTED = /, (?=\d+ )(?![^{}]*\})/;

/**
 * What the plugins say that try to make room afterwards: freeing resource claims (1.31+), preemption (1.24+); and that
 * there is no node to do so on, where a volume holds the pod up (1.34).
 */
const AFTERWARDS =
  /\. not found$|(?:^|\.?\s+)(?:no new claims to deallocate|still not schedulable|deallocation of ResourceClaim completed|preemption: ).*$/s;

const FORMS: readonly Form[] = [
  // kube-scheduler's FitError; Volcano says "unavailable", and in some releases "all" for the numbers.
  { begins: /^(?:\d+\/\d+|all) nodes are (?:un)?available: /, parts: (rest) => separated(rest, COUNTED) },
  // kai-scheduler/KAI-Scheduler: pkg/scheduler/api/common_info/fit_errors.go
  {
    begins: /^no nodes with enough resources were found: /i,
    parts: (rest) => separated(rest, /\.+\s*\n\s*|\.+ +(?=\d+ node)/),
  },
  // kubernetes-sigs/karpenter: pkg/controllers/provisioning/scheduling/scheduler.go
  {
    begins:
      /^(?=(?:Failed to schedule pod|Could not schedule pod|incompatible with (?:nodepool|provisioner)))/i,
    parts: karpenterParts,
  },
  // Project-HAMi/HAMi: docs/proposals on scheduler events, pkg/scheduler/score.go
  { begins: /^no available node, /i, parts: hamiParts },
  { begins: /^(?=\d+ nodes? (?:failed: )?\w+ ?\([^)]*\))/, parts: hamiParts },
  // kubernetes/autoscaler: cluster-autoscaler/processors/status/eventing_scale_up_processor.go; it counts node groups
  {
    begins: /^pod didn't trigger scale-up(?: \([^)]*\))?:? */i,
    parts: (rest) => separated(rest, COUNTED, { countsNodes: false }),
  },
  // kubernetes-sigs/kueue: pkg/scheduler/flavorassigner/flavorassigner.go
  {
    begins: /^(?=couldn't assign flavors to pod set )/,
    parts: (rest) =>
      separated(
        rest.replace(/\. Pending the preemption.*$/s, ''),
        /(?:; |, )?couldn't assign flavors to pod set [^:]*: |, (?=insufficient |untolerated |flavor |resource )/,
      ),
  },
];

/** The reasons in a scheduler's sentence; one that has none of the known forms is one reason. */
export function sentenceParts(message: string): readonly SentencePart[] {
  const form = FORMS.find(({ begins }) => begins.test(message));
  const words = (form === undefined ? message : message.replace(form.begins, ''))
    .replace(AFTERWARDS, '')
    .replace(/\.\s*$/, '');
  return (form?.parts(words) ?? [part(words)])
    .map((one) => ({ ...one, text: one.text.trim() }))
    .filter(({ text }) => text !== '');
}

/** One per node pool. */
function karpenterParts(rest: string): readonly SentencePart[] {
  return rest
    .replace(/^(?:Failed|Could not)[^,]*, /i, '')
    .split(/; (?=incompatible with (?:nodepool|provisioner))/i)
    .map((text) => {
      const [, quoted] = /^incompatible with (?:nodepool|provisioner) "([^"]+)"/i.exec(text) ?? [];
      const [, named] = /\bNodePool="([^"]+)"/.exec(text) ?? [];
      const pool = quoted ?? named;
      return part(text, { places: pool === undefined ? [] : [pool] });
    });
}

/** `3 nodes failed: CardInsufficientMemory (a, b, c)`, or `3 nodes CardInsufficientMemory(a,b,c)`; else how many do not suit. */
function hamiParts(rest: string): readonly SentencePart[] {
  const groups = [...rest.matchAll(/(\d+) nodes? (?:failed: )?(\w+) ?\(([^)]*)\)/g)];
  if (groups.length === 0) return [part(rest)];
  return groups.map(([, count, reason, names = '']) =>
    part(`${count} ${reason}`, { places: names.split(/\s*,\s*/).filter((name) => name !== '') }),
  );
}
