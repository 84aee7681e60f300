import type { NodeVerdict } from '@gpu-console/shared/contract';
import { requestText } from '../../../fleet/requests.ts';
import type { PodTexts } from '../texts.en.ts';

/** One thing that keeps a pod off a node, in a few words. */
export function verdictText(verdict: NodeVerdict, texts: PodTexts['pending']): string {
  switch (verdict.kind) {
    case 'cordoned':
      return texts.cordoned;
    case 'not-ready':
      return texts.notReady;
    case 'taint':
      return texts.taint(verdict.taint);
    case 'selector':
      return texts.selector(verdict.key, verdict.wanted, verdict.has);
    case 'affinity':
      return texts.affinity(
        verdict.unmet
          .map(({ key, operator, values, has }) => {
            const wanted = [key, operator, ...(values.length === 0 ? [] : [`(${values.join(', ')})`])];
            return texts.unmet(wanted.join(' '), has);
          })
          .join('; '),
      );
    case 'wrong-resource':
      return texts.wrongResource(verdict.resource, verdict.offers.join(', '));
    case 'insufficient':
      return shortageText(verdict, texts);
    case 'board-short':
      return texts.boardShort(
        requestText(verdict.resource, verdict.free),
        requestText(verdict.resource, verdict.asked),
        verdict.boards,
      );
    case 'boards-unknown':
      return texts.boardsUnknown(verdict.resource);
  }
}

function shortageText(
  { asked, free, allocatable, capacity }: Extract<NodeVerdict, { kind: 'insufficient' }>,
  texts: PodTexts['pending'],
): string {
  if (asked <= allocatable) return texts.insufficient(free, asked);
  if (asked <= capacity) return texts.unhealthy(asked, allocatable, capacity);
  return texts.tooSmall(asked, allocatable);
}
