import type { SampleChange } from '@gpu-console/shared/contract';
import type { SampleName } from '@gpu-console/shared/samples';
import { queryOptions } from '@tanstack/react-query';
import type { ClusterView } from '../state/view.ts';
import { call, isRefusal, send } from './client.ts';
import { live } from './queries.ts';

/** A sample that was started changes by the second. */
const WATCH_MILLISECONDS = 3000;
const TIMEOUT_MS = 90_000;

export const samplesQuery = (view: ClusterView) =>
  queryOptions({
    ...live('samples', view),
    refetchInterval: ({ state }) => (isRefusal(state.error) ? false : WATCH_MILLISECONDS),
  });

/** What the page asks the console to do with a sample. */
export interface SampleOrder {
  readonly act: 'try' | 'start' | 'remove';
  readonly namespace: string;
}

export function orderSample(
  view: ClusterView,
  sample: SampleName,
  { act, namespace }: SampleOrder,
): Promise<SampleChange> {
  const subject = { ...view, sample };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  return act === 'remove'
    ? call('removeSample', subject, { search: { namespace }, signal })
    : send('startSample', subject, { namespace, dryRun: act === 'try' }, signal);
}
