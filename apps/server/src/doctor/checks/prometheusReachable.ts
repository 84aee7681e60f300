import { CLUSTER, check, seen } from '../check.ts';

export const prometheusReachable = check('prometheus-reachable', ({ prometheus }, found) => {
  const { state, reason, since, version, lastHeard } = prometheus;
  if (state === 'ok') return [found.pass(CLUSTER, [seen('Prometheus', 'version', version, lastHeard)])];
  if (state === 'connecting') return [found.unknown(CLUSTER, 'it has not answered yet')];
  const params = { reason: reason ?? 'no answer' };
  return [
    found.fail(CLUSTER, 'unreachable', { params, evidence: [seen('Prometheus', '/api/v1', reason, since)] }),
  ];
});
