import type { SampleChange, SampleReport } from '@gpu-console/shared/contract';
import { paths } from '@gpu-console/shared/paths';
import { queryOptions } from '@tanstack/react-query';
import { get, post, respond } from './client.ts';
import { LIVE } from './queries.ts';

/** A sample that was started changes by the second. */
const WATCH_MILLISECONDS = 3000;
const TIMEOUT_MS = 90_000;

export const samplesQuery = (cluster: string) =>
  queryOptions({
    queryKey: [LIVE, cluster, 'samples'],
    queryFn: ({ signal }) => get<SampleReport>(paths.samples(cluster), signal),
    refetchInterval: WATCH_MILLISECONDS,
  });

/** What the page asks the console to do with a sample. */
export interface SampleOrder {
  readonly act: 'try' | 'start' | 'remove';
  readonly namespace: string;
}

export async function orderSample(
  cluster: string,
  sample: string,
  { act, namespace }: SampleOrder,
): Promise<SampleChange> {
  const path = paths.sample(cluster, sample);
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  if (act !== 'remove') return post(path, signal, { namespace, dryRun: act === 'try' });
  const search = new URLSearchParams({ namespace });
  return (await respond(`${path}?${search}`, { method: 'DELETE', signal })).json();
}
