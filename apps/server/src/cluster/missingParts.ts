import type { MissingParts, Source } from '@gpu-console/shared/contract';
import { type Fact, isKnown } from '../fact.ts';
import type { ClusterState } from '../kubernetes/clusterState.ts';
import type { FleetSnapshot } from '../prometheus/fleetSnapshot.ts';
import type { PrometheusClient } from '../prometheus/prometheusClient.ts';
import type { SourceHealth } from '../sourceHealth.ts';

interface Sources {
  readonly state: ClusterState;
  readonly prometheus: PrometheusClient;
  readonly fleet: FleetSnapshot;
}

/** What of a cluster cannot be told now, and why. */
export function missingParts({ state, prometheus, fleet }: Sources): MissingParts {
  return [
    ...awaySource('kubernetes', state.health, state.answers),
    // While nothing can be read, that one kind cannot is no news.
    ...(state.health.state.state === 'ok'
      ? state.gaps.map((reason) => missingPart('kubernetes', reason, state.health))
      : []),
    ...awaySource('prometheus', prometheus.health),
    ...unreadMetrics(prometheus.health, fleet),
  ];
}

/** That events are missing, and why, where they could not be read. */
export function unreadEvents(events: Fact<unknown>, health: SourceHealth): MissingParts {
  return isKnown(events)
    ? []
    : [missingPart('kubernetes', `events could not be read: ${events.unknown}`, health)];
}

/** That a source is not well, and why. @param answers whether it is there all the same */
function awaySource(source: Source, { state }: SourceHealth, answers = false): MissingParts {
  if (state.state === 'ok') return [];
  return [{ source, answers, reason: state.reason ?? 'has not answered yet', since: state.lastHeard }];
}

/** What is missing of a source that answers. */
function missingPart(source: Source, reason: string, { state }: SourceHealth): MissingParts[number] {
  return { source, answers: state.state === 'ok', reason, since: state.lastHeard };
}

/** What Prometheus does not tell though it is there: what the last poll could not read, or was warned may be missing. */
function unreadMetrics(health: SourceHealth, { failure, warnings }: FleetSnapshot): MissingParts {
  if (health.state.state !== 'ok') return [];
  const reasons = warnings.map((warning) => `Prometheus warns: ${warning}`);
  if (failure !== null) reasons.unshift(`the GPUs' metrics could not be read: ${failure.reason}`);
  return reasons.map((reason) => missingPart('prometheus', reason, health));
}
