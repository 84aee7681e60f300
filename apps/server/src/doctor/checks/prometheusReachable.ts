import { CLUSTER, check, seen } from '../check.ts';

export const prometheusReachable = check('prometheus-reachable', ({ prometheus }, found) => {
  const { state, reason, since, version, lastHeard } = prometheus;
  if (state === 'ok') return [found.pass(CLUSTER, [seen('Prometheus', 'version', version, lastHeard)])];
  if (state === 'connecting') return [found.unknown(CLUSTER, 'it has not answered yet')];
  const params = { reason: reason ?? 'no answer' };
  // The client's words for it name the setting (prometheusError.ts).
  const variant = params.reason.includes('PROMETHEUS_HEADERS') ? 'tenant' : 'unreachable';
  return [found.fail(CLUSTER, variant, { params, evidence: [seen('Prometheus', '/api/v1', reason, since)] })];
});
