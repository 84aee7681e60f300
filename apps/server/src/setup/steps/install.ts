import type { SetupItem } from '@gpu-console/shared/contract';
import { seen } from '../../doctor/check.ts';
import { componentsOf } from '../../doctor/cluster.ts';
import { worstOf } from '../../doctor/runChecks.ts';
import { isKnown } from '../../fact.ts';
import { providerOf, servingNode } from '../provider.ts';
import { type Found, step, type World } from '../step.ts';

export const install = step(
  'install',
  {
    needs: ['helm'],
    checks: ['operator-running', 'operator-single', 'runtime-values', 'runtime-class', 'nfd-single'],
  },
  (world, found) => {
    const { cluster, gpuClusters } = world.facts;
    if (!isKnown(cluster)) return { items: [found.unknown(cluster.unknown)] };
    const [operator] = componentsOf(cluster.value, 'operator');
    if (operator === undefined) {
      const other = providerOf(cluster.value);
      if (other !== undefined)
        return { items: [found.pass('without-operator', { pod: other.name }, other.evidence)] };
      const node = servingNode(cluster.value);
      return {
        items: [
          node === undefined
            ? found.fail('none')
            : found.pass('offered-otherwise', { node: node.name }, [
                seen(`Node/${node.name}`, '.status.allocatable', JSON.stringify(node.allocatable)),
              ]),
        ],
      };
    }
    const { namespace, name, status } = operator;
    const evidence = [seen(`Pod/${namespace}/${name}`, 'STATUS', status, operator.readySince)];
    const version = world.setting.operatorVersion ?? '—';
    return {
      items: [
        operator.ready
          ? found.pass('operator', { version, namespace }, evidence)
          : found.wait('operator-starting', { pod: name, status }, evidence),
        ...runtimeItems(world, found),
      ],
      beside: [
        ...(world.setting.hasHostDriver ? [found.info('host-driver')] : []),
        ...(isKnown(gpuClusters) ? gpuClusters.value : []).map((one) =>
          found.info('gpu-cluster', { name: one.name }, [
            seen(`GPUCluster/${one.name}`, '.status.state', one.state),
          ]),
        ),
      ],
    };
  },
);

function runtimeItems({ results, setting }: World, found: Found<'install'>): SetupItem[] {
  const own = results.filter(({ check }) => check === 'runtime-values');
  const verdict = worstOf(own);
  if (verdict === null) return [];
  const worst = own.find((result) => result.verdict === verdict);
  const runtime = setting.distribution ?? setting.runtime ?? '—';
  if (verdict === 'unknown') return [found.unknown(worst?.reason ?? '—')];
  const id = verdict === 'pass' ? 'runtime-values' : 'runtime-values-wrong';
  return [found[verdict](id, { runtime }, worst?.evidence)];
}
