import type { Pending, SchedulerReason } from '@gpu-console/shared/contract';
import type { FleetTexts } from './texts.en.ts';

/** The scheduler's reasons in a few words, those for most nodes first; null while it has said nothing. */
export function pendingReason(
  { causes, message }: Pending,
  { waits }: Pick<FleetTexts, 'waits'>,
): string | null {
  const { words, nodes, separator } = waits;
  const text = ({ kind, detail, nodes: count, text }: SchedulerReason) =>
    kind === 'other' ? text : `${words[kind](detail)}${count === null ? '' : nodes(count)}`;
  if (causes.length === 0) return message === '' ? null : message;
  const most = (cause: SchedulerReason) => cause.nodes ?? Number.MAX_SAFE_INTEGER;
  return causes
    .toSorted((a, b) => most(b) - most(a))
    .map(text)
    .join(separator);
}
