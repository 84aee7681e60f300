import { isKnown } from '../../fact.ts';
import { CLUSTER, check, seen } from '../check.ts';
import { metricsPath } from '../exporters.ts';
import { isKubeSphere, WORKSPACE } from '../kubesphere.ts';

export const kubesphereWorkspace = check('kubesphere-workspace', (facts, found) => {
  const { namespaces } = facts;
  const { namespace } = metricsPath(facts);
  if (!isKnown(namespaces) || !isKubeSphere(facts) || namespace === null) return [];
  const own = namespaces.value.find(({ metadata }) => metadata.name === namespace);
  const workspace = own?.metadata.labels[WORKSPACE];
  const evidence = [seen(`Namespace/${namespace}`, `.metadata.labels[${WORKSPACE}]`, workspace ?? 'absent')];
  return [
    workspace
      ? found.pass(CLUSTER, evidence)
      : found.warn(CLUSTER, 'none', { params: { namespace }, evidence }),
  ];
});
