import type { PodUsageList, UsageQuery } from '@gpu-console/shared/contract';
import { stepFor } from '@gpu-console/shared/dashboards';
import type { MetricsContext } from '@gpu-console/shared/metrics';
import type { ClusterSnapshot } from '../../cluster/cluster.ts';
import { podKey } from '../../fleet/fleet.ts';
import { heldPartFinder } from '../../fleet/heldPart.ts';
import { podUsages } from '../../fleet/podUsage.ts';
import { naturalOrder } from '../../naturalOrder.ts';
import { type HoldQueries, holdQueries, holdsOf } from '../../prometheus/hold.ts';
import { PrometheusError } from '../../prometheus/prometheusError.ts';
import { alignedGrid, type QueryAsking } from '../../prometheus/queryService.ts';
import type { Clusters } from '../clusters.ts';
import { ProblemError } from '../problem.ts';
import { type Routes, route } from '../route.ts';
import { askingOf, prometheusProblem } from '../upstream.ts';

/** Each series has at most this many readings, and in a large fleet as many as keep a whole answer at this many values. */
const MAX_READINGS = 300;
const MAX_VALUES = 300_000;
const MIN_READINGS = 60;
/** A reading looks back at most this far, and at least over so many scrapes that one missed leaves no hole. */
const MAX_WINDOW_SECONDS = 300;
const SCRAPES = 4;

const NO_WORKLOADS =
  'the exporters name no pods on their series: start them with DCGM_EXPORTER_KUBERNETES=true';

export function usageRoutes(routes: Routes, clusters: Clusters): void {
  route(routes, 'usage', async ({ params, query }, caller) => {
    const moment = await clusters.get(params.cluster).snapshot();
    const vocabulary = moment.cluster.fleet.vocabulary;
    if (vocabulary === null) return nothingKnown(moment, query);
    const times = readingTimes(query, moment.cluster.fleet.scrapeInterval, moment.fleet.gpus.length);
    const queries = holdQueries(times.window, vocabulary);
    const reply = { ...emptyReply(moment, query), ...ends(query, times), queries };
    if (vocabulary.dialect.workload.length === 0) {
      const partial = [
        ...moment.partial,
        { source: 'prometheus' as const, answers: true, reason: NO_WORKLOADS, since: null },
      ];
      return { ...reply, partial };
    }
    return {
      ...reply,
      items: await countUsage(moment, query, { times, queries, vocabulary, asking: askingOf(caller) }),
    };
  });
}

/** The grid of readings: it begins `idleFor` before the range, so that a stretch across its start is seen whole. */
function readingTimes({ from, to, idleFor }: UsageQuery, scrapeInterval: number, devices: number) {
  const most = Math.min(MAX_READINGS, Math.max(MIN_READINGS, Math.floor(MAX_VALUES / devices)));
  const begin = Math.max(0, from - idleFor);
  const step = stepFor(to - begin, most, scrapeInterval);
  const { start, end } = alignedGrid(begin, Math.min(to, Date.now() / 1000), step);
  const window = Math.max(SCRAPES * scrapeInterval, Math.min(step, MAX_WINDOW_SECONDS));
  return { start, end, step, window, count: Math.round((end - start) / step) + 1 };
}

type Times = ReturnType<typeof readingTimes>;

function ends({ from }: UsageQuery, { end, step }: Times) {
  return { from: Math.floor(from / step) * step, to: end, step };
}

function emptyReply(
  { asOf, partial }: ClusterSnapshot,
  { from, to, idleBelow, idleFor }: UsageQuery,
): PodUsageList {
  const queries = { meanUse: '', peakUse: '', memory: '' };
  return { items: [], asOf, partial, from, to, step: 0, idleBelow, idleFor, queries };
}

function nothingKnown(moment: ClusterSnapshot, query: UsageQuery): PodUsageList {
  const { fleet, prometheus } = moment.cluster;
  const { state } = prometheus.health;
  if (state.state === 'ok' && fleet.failure === null) return emptyReply(moment, query);
  const reason = fleet.failure?.reason ?? state.reason ?? 'it has not answered yet';
  throw new ProblemError(503, 'prometheus_unreachable', `Prometheus cannot be read: ${reason}`, {
    upstream: { source: 'prometheus', status: null, message: reason },
  });
}

async function countUsage(
  { cluster, state, fleet }: ClusterSnapshot,
  query: UsageQuery,
  asked: { times: Times; queries: HoldQueries; vocabulary: MetricsContext; asking: QueryAsking },
): Promise<PodUsageList['items']> {
  const { times, queries, vocabulary, asking } = asked;
  const range = (expr: string) => cluster.queries.range(expr, times, asking);
  const [meanUse, peakUse, memory] = await Promise.all([
    range(queries.meanUse),
    range(queries.peakUse),
    range(queries.memory),
  ]).catch((error: unknown) => {
    throw error instanceof PrometheusError ? prometheusProblem(error) : error;
  });
  const usages = podUsages(holdsOf({ meanUse, peakUse, memory }, vocabulary.dialect), {
    ...times,
    from: ends(query, times).from,
    idleBelow: query.idleBelow,
    idleFor: query.idleFor,
    partOf: heldPartFinder(state, fleet),
  });
  // The whole fleet is counted before it is narrowed: pods of other namespaces share the devices, and everybody asks the same.
  return usages
    .filter(
      (usage) =>
        (query.namespace === undefined || usage.namespace === query.namespace) &&
        (query.pod === undefined || usage.pod === query.pod),
    )
    .map((usage) => ({
      ...usage,
      owner: state.pods.get(podKey({ namespace: usage.namespace, name: usage.pod }))?.workload ?? null,
    }))
    .sort((a, b) => b.gpuHours - a.gpuHours || naturalOrder(a.pod, b.pod));
}
