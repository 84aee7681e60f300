import type { SetupItem } from '@gpu-console/shared/contract';
import { seen } from '../../doctor/check.ts';
import { componentsOf } from '../../doctor/cluster.ts';
import { configurationsOf } from '../../doctor/configuration.ts';
import { isKnown } from '../../fact.ts';
import { step } from '../step.ts';

/** Nobody has to; what it would leave is told beforehand. */
export const uninstall = step('uninstall', {}, ({ facts, setting }, found) => {
  const { cluster } = facts;
  const configurations = configurationsOf(facts);
  const view = isKnown(cluster) ? cluster.value : undefined;
  if (view === undefined) return { items: [], isOptional: true };
  const nodes = [...view.nodes.values()];
  const labelled = nodes.filter(({ labels }) =>
    Object.keys(labels).some((key) => key.startsWith('nvidia.com/')),
  );
  const loaded = new Set(
    componentsOf(view, 'driver').flatMap(({ node, ready }) => (ready && node !== null ? [node] : [])),
  );
  const items: SetupItem[] = [
    ...(isKnown(configurations) ? configurations.value : []).map(({ kind, name, state }) =>
      found.info('policies', { kind, name }, [seen(`${kind}/${name}`, '.status.state', state)]),
    ),
    ...(setting.installed === 'operator'
      ? [found.info('namespace', { namespace: setting.operatorNamespace })]
      : []),
    ...(labelled.length > 0 ? [found.info('labels', { count: labelled.length })] : []),
    ...(loaded.size > 0 ? [found.info('modules', { count: loaded.size })] : []),
  ];
  return { items: [], beside: items.length > 0 ? items : [found.info('nothing')], isOptional: true };
});
