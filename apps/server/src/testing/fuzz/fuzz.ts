import fc from 'fast-check';
import { type Exchange, Exchanger, fault } from './exchange.ts';
import { fuzzedRequest } from './fuzzedRequest.ts';

/** As many requests are made up and under way at once. */
const BATCH = 500;
const AT_ONCE = 12;

interface Fault {
  readonly what: string;
  readonly exchange: Exchange;
}

export interface FuzzReport {
  /** How many replies had each status; 0 for none. */
  readonly statuses: ReadonlyMap<number, number>;
  readonly faults: readonly Fault[];
  /** Those that took longest, the longest first. */
  readonly slowest: readonly Exchange[];
}

/**
 * Sends `count` requests that follow from `seed`, a dozen at a time.
 * @param onBatch is told how many were sent, after every few hundred
 */
export async function fuzz(
  url: string,
  {
    seed,
    count,
    onBatch,
  }: { readonly seed: number; readonly count: number; readonly onBatch?: (sent: number) => void },
): Promise<FuzzReport> {
  const exchanger = new Exchanger(url, AT_ONCE);
  const statuses = new Map<number, number>();
  const faults: Fault[] = [];
  let slowest: Exchange[] = [];
  for (let sent = 0; sent < count; sent += BATCH) {
    const numRuns = Math.min(BATCH, count - sent);
    const requests = fc.sample(fuzzedRequest, { seed: seed + sent, numRuns });
    const done: Exchange[] = [];
    const queue = requests.values();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const request of queue) done.push(await exchanger.exchange(request));
      }),
    );
    for (const exchange of done) {
      statuses.set(exchange.status ?? 0, (statuses.get(exchange.status ?? 0) ?? 0) + 1);
      const what = fault(exchange);
      if (what !== null) faults.push({ what, exchange });
    }
    slowest = [...slowest, ...done].sort((a, b) => b.ms - a.ms).slice(0, 10);
    onBatch?.(sent + numRuns);
  }
  await exchanger.close();
  return { statuses, faults, slowest };
}

/** A request as one line, to send it again by hand. */
export function inShort({ request: { method, target, headers, body }, status, ms }: Exchange): string {
  const sent = JSON.stringify({ method, target: target.slice(0, 300), headers, body: body?.slice(0, 500) });
  return `${status} after ${Math.round(ms)} ms: ${sent.slice(0, 1200)}`;
}
