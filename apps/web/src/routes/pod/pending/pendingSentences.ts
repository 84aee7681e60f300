import type { NodeExplanation, NodeVerdict, Pending, PendingExplanation } from '@gpu-console/shared/contract';
import type { PodTexts } from '../texts.en.ts';
import { verdictText } from './verdictText.ts';

type Texts = PodTexts['pending'];

const NAMED_NODES = 3;

/** Why the pod waits, and what would be the shortest way out: a sentence each, the main one first. */
export function pendingSentences(
  explanation: PendingExplanation,
  pending: Pick<Pending, 'message' | 'causes'>,
  texts: Texts,
): string[] {
  const { group } = explanation;
  const others = [...gateSentences(explanation, texts), ...nodeSentences(explanation, pending, texts)];
  if (group === null) return others;
  const { name, minimum, members, running, waiting } = group;
  const sentence = texts.group(name, minimum, members, running, waiting);
  const isTheCause = members < (minimum ?? 0) || pending.causes.some(({ kind }) => kind === 'gang');
  return isTheCause ? [sentence, ...others] : [...others, sentence];
}

function gateSentences({ gates }: PendingExplanation, texts: Texts): string[] {
  if (gates.length === 0) return [];
  const isKueue = gates.some((gate) => gate.startsWith('kueue.x-k8s.io/'));
  return [texts.gated(gates.join(', ')), ...(isKueue ? [texts.kueue] : [])];
}

function nodeSentences(
  explanation: PendingExplanation,
  { message }: Pick<Pending, 'message'>,
  texts: Texts,
): string[] {
  const { gates, nearest, nodes } = explanation;
  const fitting = nodes.filter(({ verdicts }) => verdicts.length === 0).map(({ name }) => name);
  if (fitting.length > 0) {
    const fits = texts.fits(texts.list(fitting.slice(0, NAMED_NODES), fitting.length - NAMED_NODES));
    if (gates.length > 0) return [fits];
    return [fits, message === null ? texts.silent : texts.somethingElse];
  }
  const sentence = obstacle(explanation, texts);
  if (nearest === null) return [sentence];
  return [sentence, texts.nearest(nearest.node, nearestText(nearest.verdict, texts))];
}

function nearestText(verdict: NodeVerdict, texts: Texts): string {
  if (verdict.kind !== 'insufficient') return texts.onlyThis(verdictText(verdict, texts));
  const { asked, free, resource } = verdict;
  return texts.short(free, texts.amount(asked, resource), asked - free);
}

/** What no node gets past. */
function obstacle({ supply, nodes }: PendingExplanation, texts: Texts): string {
  if (nodes.length === 0) return texts.noNodes;
  const scarce = supply.find(({ nodes, mostFree, asked }) => nodes > 0 && mostFree < asked);
  if (scarce === undefined) return unsuitable(nodes, texts);
  const { resource, asked, free, mostFree, mostAllocatable, fragmented } = scarce;
  const amount = (count: number) => texts.amount(count, resource);
  if (mostAllocatable < asked) {
    const sentence = texts.tooLarge(amount(asked), mostAllocatable);
    return fragmented ? `${sentence} ${texts.oneNodeOnly(free)}` : sentence;
  }
  if (fragmented) return texts.fragmented(amount(free), scarce.nodes, mostFree, asked);
  return texts.scarce(amount(free), scarce.nodes, asked);
}

/** A label or resource that no node has is named. */
function unsuitable(nodes: readonly NodeExplanation[], texts: Texts): string {
  const isEverywhere = (isSame: (verdict: NodeVerdict) => boolean) =>
    nodes.every(({ verdicts }) => verdicts.some(isSame));
  for (const verdict of nodes[0]?.verdicts ?? []) {
    if (
      verdict.kind === 'selector' &&
      isEverywhere((other) => other.kind === 'selector' && other.key === verdict.key)
    )
      return texts.noLabel(`${verdict.key}=${verdict.wanted}`);
    if (
      verdict.kind === 'wrong-resource' &&
      isEverywhere((other) => other.kind === 'wrong-resource' && other.resource === verdict.resource)
    )
      return texts.noResource(verdict.resource);
    if (verdict.kind === 'affinity' && isEverywhere(({ kind }) => kind === 'affinity'))
      return texts.noAffinity;
  }
  return texts.unsuitable(nodes.length);
}
