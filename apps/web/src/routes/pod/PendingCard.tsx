import type { Pending, PendingExplanation } from '@gpu-console/shared/contract';
import { Hourglass } from 'lucide-react';
import { Card } from '../../components/Card.tsx';
import { formatAge } from '../../components/formatAge.ts';
import { fleetTexts } from '../../fleet/texts.ts';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { useTick } from '../../state/tick.ts';
import { HoldersCard } from './pending/HoldersCard.tsx';
import { NodeVerdictsCard } from './pending/NodeVerdictsCard.tsx';
import { pendingSentences } from './pending/pendingSentences.ts';
import { podTexts } from './texts.ts';

interface PendingCardProps {
  readonly pending: Pending;
  readonly explanation: PendingExplanation;
}

/** Why the pod has no node: in sentences, in the scheduler's words, by who holds what it waits for, and node by node. */
export function PendingCard({ pending, explanation }: PendingCardProps) {
  const { nearest, nodes } = explanation;
  return (
    <>
      <Answer pending={pending} explanation={explanation} />
      {nearest !== null && nearest.holders.length > 0 && (
        <HoldersCard node={nearest.node} holders={nearest.holders} />
      )}
      {nodes.length > 0 && <NodeVerdictsCard nodes={nodes} />}
    </>
  );
}

function Answer({ pending, explanation }: PendingCardProps) {
  const fleet = useTexts(fleetTexts);
  const page = useTexts(podTexts);
  const texts = page.pending;
  const age = formatAge(Math.max(0, useTick() - pending.since), useLocale());
  const [first, ...others] = pendingSentences(explanation, pending, texts);
  return (
    <Card title={page.whyPending} note={page.pendingSince(age)}>
      <p className="flex items-start gap-2 font-medium">
        <Hourglass aria-hidden size={14} className="mt-0.75 shrink-0 text-warning" />
        {first}
      </p>
      {others.map((sentence) => (
        <p key={sentence} className="mt-1 pl-5.5">
          {sentence}
        </p>
      ))}
      <figure className="mt-3">
        <figcaption className="text-sm text-muted">{page.schedulerSays}</figcaption>
        {pending.message === null ? (
          <p className="mt-1">{fleet.pod.noReason}</p>
        ) : (
          <blockquote className="mt-1 rounded bg-sunken px-3 py-2 font-mono text-sm break-words">
            {pending.message}
          </blockquote>
        )}
      </figure>
    </Card>
  );
}
