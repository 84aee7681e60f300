import { isKnown } from '../../fact.ts';
import { CLUSTER, check, seen } from '../check.ts';
import { isKubeSphere } from '../kubesphere.ts';

export const kubesphereDashboards = check('kubesphere-dashboards', (facts, found) => {
  if (!isKubeSphere(facts)) return [];
  const { dashboards } = facts;
  if (!isKnown(dashboards)) return [found.unknown(CLUSTER, dashboards.unknown)];
  if (dashboards.value === null) {
    const evidence = [seen('API server', 'monitoring.kubesphere.io', 'not served')];
    return [found.warn(CLUSTER, 'not-served', { evidence })];
  }
  const gpu = dashboards.value.find(({ asksDcgm }) => asksDcgm);
  const evidence = [
    seen(
      'Dashboards',
      'that ask for DCGM metrics',
      gpu?.metadata.name ?? `none of ${dashboards.value.length}`,
    ),
  ];
  return [gpu === undefined ? found.warn(CLUSTER, 'none', { evidence }) : found.pass(CLUSTER, evidence)];
});
