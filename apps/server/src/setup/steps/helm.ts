import { seen } from '../../doctor/check.ts';
import { componentsOf } from '../../doctor/cluster.ts';
import { configurationsOf } from '../../doctor/configuration.ts';
import { isKnown } from '../../fact.ts';
import { providerOf } from '../provider.ts';
import { step } from '../step.ts';

export const helm = step('helm', { needs: ['prerequisites'] }, ({ facts, setting }, found) => {
  const { cluster, namespaces } = facts;
  const configurations = configurationsOf(facts);
  const { operatorNamespace, release } = setting;
  if (isKnown(cluster)) {
    const [operator] = componentsOf(cluster.value, 'operator');
    if (operator !== undefined) {
      const [policy] = isKnown(configurations) ? configurations.value : [];
      const evidence =
        policy?.release == null
          ? [seen(`Pod/${operator.namespace}/${operator.name}`, 'STATUS', operator.status)]
          : [seen(`${policy.kind}/${policy.name}`, 'meta.helm.sh/release-name', policy.release)];
      return {
        items: [
          found.pass('namespace', { namespace: operatorNamespace }),
          found.pass('release', { release }, evidence),
        ],
      };
    }
    const other = providerOf(cluster.value);
    if (other !== undefined)
      return {
        items: [found.pass('other-way', { pod: other.name }, other.evidence)],
        beside: [found.info('unseen')],
      };
  }
  if (!isKnown(namespaces))
    return { items: [found.unknown(namespaces.unknown)], beside: [found.info('unseen')] };
  const own = namespaces.value.find(({ metadata }) => metadata.name === operatorNamespace);
  const params = { namespace: operatorNamespace };
  return {
    items: [
      own === undefined
        ? found.fail('no-namespace', params)
        : found.pass('namespace', params, [seen(`Namespace/${operatorNamespace}`, 'exists', 'yes')]),
    ],
    beside: [found.info('unseen')],
  };
});
