import type { NodeExplanation, NodeVerdict, Pending, PendingExplanation } from '@gpu-console/shared/contract';
import type { PodTexts } from '../texts.en.ts';
import { verdictText } from './verdictText.ts';

type Texts = PodTexts['pending'];

const NAMED_NODES = 3;

/** Why the pod waits, and what would be the shortest way out: a sentence each, the main one first. */
export function pendingSentences(
  explanation: PendingExplanation,
  { message }: Pick<Pending, 'message'>,
  texts: Texts,
): string[] {
  const { gates, group, nearest, nodes } = explanation;
  const sentences: string[] = [];
  if (gates.length > 0) sentences.push(texts.gated(gates.join(', ')));
  if (gates.some((gate) => gate.startsWith('kueue.x-k8s.io/'))) sentences.push(texts.kueue);
  if (group !== null)
    sentences.push(texts.group(group.name, group.minimum, group.members, group.running, group.waiting));
  const fitting = nodes.filter(({ verdicts }) => verdicts.length === 0).map(({ name }) => name);
  if (fitting.length > 0) {
    const shown = texts.list(fitting.slice(0, NAMED_NODES), fitting.length - NAMED_NODES);
    sentences.push(texts.fits(shown));
    if (gates.length === 0) sentences.push(message === null ? texts.silent : texts.somethingElse);
    return sentences;
  }
  sentences.push(obstacle(explanation, texts));
  if (nearest !== null) sentences.push(texts.nearest(nearest.node, nearestText(nearest.verdict, texts)));
  return sentences;
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
  }
  return texts.unsuitable(nodes.length);
}
