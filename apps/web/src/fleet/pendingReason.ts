import type { Pending, SchedulerReason } from '@gpu-console/shared/contract';
import type { FleetTexts } from './texts.en.ts';

/** Names of more say less than how many they are. */
const MAX_PLACES = 3;

/** The scheduler's reasons in a few words, those for most nodes first; null while it has said nothing. */
export function pendingReason(
  { causes, message }: Pending,
  { waits }: Pick<FleetTexts, 'waits'>,
): string | null {
  const { words, nodes, at, separator } = waits;
  const where = ({ nodes: count, places }: SchedulerReason) =>
    places.length > 0
      ? at(places.slice(0, MAX_PLACES), places.length - MAX_PLACES)
      : count === null
        ? ''
        : nodes(count);
  const text = (cause: SchedulerReason) =>
    cause.kind === 'other' ? cause.text : `${words[cause.kind](cause.detail)}${where(cause)}`;
  if (causes.length === 0) return message === '' ? null : message;
  const most = (cause: SchedulerReason) => cause.nodes ?? Number.MAX_SAFE_INTEGER;
  return causes
    .toSorted((a, b) => most(b) - most(a))
    .map(text)
    .join(separator);
}
