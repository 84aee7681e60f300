import type { SampleChange } from '@gpu-console/shared/contract';
import type { SampleName } from '@gpu-console/shared/samples';
import { queryOptions } from '@tanstack/react-query';
import { call, send } from './client.ts';
import { live } from './queries.ts';

/** A sample that was started changes by the second. */
const WATCH_MILLISECONDS = 3000;
const TIMEOUT_MS = 90_000;

export const samplesQuery = (cluster: string) =>
  queryOptions({ ...live('samples', { cluster }), refetchInterval: WATCH_MILLISECONDS });

/** What the page asks the console to do with a sample. */
export interface SampleOrder {
  readonly act: 'try' | 'start' | 'remove';
  readonly namespace: string;
}

export function orderSample(
  cluster: string,
  sample: SampleName,
  { act, namespace }: SampleOrder,
): Promise<SampleChange> {
  const params = { cluster, sample };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  return act === 'remove'
    ? call('removeSample', params, { search: { namespace }, signal })
    : send('startSample', params, { namespace, dryRun: act === 'try' }, signal);
}
