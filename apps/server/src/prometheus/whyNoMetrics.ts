import type { FleetSnapshot } from './fleetSnapshot.ts';
import type { PrometheusClient } from './prometheusClient.ts';

interface Sources {
  readonly fleet: FleetSnapshot;
  readonly prometheus: PrometheusClient;
}

/** That there are none is known, and means that none were exported or scraped. */
export const NO_SERIES = 'Prometheus holds no DCGM series: no exporter runs, or none is scraped';

/** Why it is not known which GPUs there are; null where they are known, or known to be none. */
export function whyNoMetrics({ fleet, prometheus }: Sources): string | null {
  const { state, reason } = prometheus.health.state;
  if (fleet.vocabulary !== null || (state === 'ok' && fleet.failure === null && fleet.warnings.length === 0))
    return null;
  const [warning] = fleet.warnings;
  return fleet.failure?.reason ?? reason ?? warning ?? 'it has not answered yet';
}
