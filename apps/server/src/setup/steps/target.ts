import type { SetupItem } from '@gpu-console/shared/contract';
import { seen } from '../../doctor/check.ts';
import { metricsPath, targetsOf } from '../../doctor/exporters.ts';
import { worstOf } from '../../doctor/runChecks.ts';
import { isKnown } from '../../fact.ts';
import { type Found, step, type World } from '../step.ts';

export const target = step(
  'target',
  {
    needs: ['monitor'],
    checks: ['prometheus-reachable', 'metrics-target', 'metrics-series', 'metrics-fresh'],
  },
  (world, found) => ({ items: [...targetItems(world, found), ...seriesItems(world, found)] }),
);

function targetItems({ facts }: World, found: Found<'target'>): SetupItem[] {
  const { targets, cluster } = facts;
  if (!isKnown(cluster)) return [found.unknown(cluster.unknown)];
  if (!isKnown(targets)) return [found.unknown(targets.unknown)];
  const { exporters } = metricsPath(facts);
  const own = exporters.flatMap((pod) => targetsOf(pod, targets.value).slice(0, 1));
  const up = own.filter(({ health }) => health === 'up').length;
  const params = { up, count: exporters.length };
  const first = own.find(({ health }) => health !== 'up') ?? own[0];
  if (first === undefined) return [found.fail('no-targets')];
  const evidence = [seen(`Target ${first.url}`, 'health', first.health, first.lastScrape)];
  if (up > 0 && up === exporters.length) return [found.pass('targets', params, evidence)];
  const error = own.find(({ lastError }) => lastError !== null)?.lastError ?? '';
  return [found.fail('targets-down', { ...params, error }, evidence)];
}

function seriesItems({ facts, results }: World, found: Found<'target'>): SetupItem[] {
  const { fleet, now } = facts;
  if (!isKnown(fleet)) return [found.unknown(fleet.unknown)];
  const times = fleet.value.gpus.flatMap(({ sampledAt }) => sampledAt ?? []);
  if (times.length === 0) return [found.fail('no-series')];
  const newest = times.reduce((a, b) => Math.max(a, b));
  const params = { gpus: fleet.value.gpus.length, age: Math.max(0, Math.round(now - newest)) };
  const isStale = worstOf(results.filter(({ check }) => check === 'metrics-fresh')) === 'fail';
  const evidence = [seen('Prometheus', 'newest DCGM sample', `${params.age} s`, newest)];
  return [isStale ? found.fail('stale', params, evidence) : found.pass('series', params, evidence)];
}
