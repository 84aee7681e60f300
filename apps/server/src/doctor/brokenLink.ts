import { memo } from '../memo.ts';
import type { Blocker } from './check.ts';
import { metricsEndpoints } from './checks/metricsEndpoints.ts';
import { metricsMonitor } from './checks/metricsMonitor.ts';
import { metricsMonitorSelected } from './checks/metricsMonitorSelected.ts';
import { metricsService } from './checks/metricsService.ts';
import type { Facts } from './facts.ts';

/** The first link between the exporters and Prometheus' targets that is broken, if any. */
export const brokenLink = memo((facts: Facts): Blocker | undefined => {
  const links = [metricsService, metricsEndpoints, metricsMonitor, metricsMonitorSelected];
  const broken = links.flatMap(({ run }) => run(facts)).find(({ verdict }) => verdict === 'fail');
  return broken && { check: broken.check, subject: broken.subject };
});
