import type { OperatorCell, SetupItem } from '@gpu-console/shared/contract';
import { seen } from '../../doctor/check.ts';
import { driverLogHints } from '../../doctor/checks/driverLogHints.ts';
import type { Facts } from '../../doctor/facts.ts';
import { operatorReport } from '../../doctor/operatorReport.ts';
import { unpullable } from '../../doctor/pipeline.ts';
import { isKnown } from '../../fact.ts';
import type { ComponentRecord } from '../../kubernetes/componentRecord.ts';
import { servingNode } from '../provider.ts';
import { type Found, step } from '../step.ts';

const MAX_PULLS = 5;

export const operands = step(
  'operands',
  {
    needs: ['install'],
    checks: [
      'clusterpolicy-state',
      'gpucluster-state',
      'nvidiadriver-state',
      'component-missing',
      'pod-sandbox',
      'image-pull',
      'nfd-running',
      'driver-ready',
      ...driverLogHints.map(({ id }) => id),
      'toolkit-ready',
      'device-plugin-ready',
      'dra-driver-ready',
      'dra-controller-ready',
      'validator-ready',
      'feature-discovery-ready',
      'dcgm-ready',
      'exporter-ready',
      'mig-manager-ready',
    ],
  },
  ({ facts }, found) => {
    const { cluster } = facts;
    if (!isKnown(cluster)) return { items: [found.unknown(cluster.unknown)] };
    const { stages, cells } = operatorReport(facts);
    // NFD is a guest, and may have been there before.
    if (stages.every(({ component }) => component.startsWith('nfd-'))) {
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
    return {
      items: [
        ...stages.map(({ component, nodes, ready, culprits, victims }) => {
          const own = cells.filter((cell) => cell.component === component);
          const params = { component, nodes, ready, culprits };
          if (culprits > 0)
            return found.fail(
              'broken',
              params,
              evidenceOf(own, ({ role }) => role === 'culprit'),
            );
          if (victims > 0)
            return found.wait(
              'waits',
              params,
              evidenceOf(own, ({ role }) => role === 'victim'),
            );
          if (ready < nodes)
            return found.wait(
              'starting',
              params,
              evidenceOf(own, ({ state }) => state !== 'ready'),
            );
          return found.pass(
            'ready',
            params,
            evidenceOf(own, () => true),
          );
        }),
        ...pullItems([...cluster.value.components.values()], facts, found),
      ],
    };
  },
);

function evidenceOf(cells: readonly OperatorCell[], about: (cell: OperatorCell) => boolean) {
  return cells
    .filter(about)
    .slice(0, 1)
    .map(({ pod, node, status, state, since }) =>
      pod === null
        ? seen(`Node/${node}`, 'pod', state)
        : seen(`Pod/${pod.namespace}/${pod.name}`, 'STATUS', status, since),
    );
}

/** A pull that takes its time is no failure: the newest event of the pod tells which it is. */
function pullItems(
  pods: readonly ComponentRecord[],
  { events, now }: Facts,
  found: Found<'operands'>,
): SetupItem[] {
  return pods
    .filter(({ ready }) => !ready)
    .flatMap((pod) => {
      const object = `Pod/${pod.namespace}/${pod.name}`;
      const node = pod.node ?? '—';
      const failed = unpullable(pod);
      if (failed !== undefined) {
        const params = { node, image: failed.image, reason: failed.reason ?? '—' };
        return [
          found.fail('pull-failed', params, [seen(object, 'state.waiting', failed.message ?? failed.reason)]),
        ];
      }
      const [latest] = (isKnown(events) ? events.value : [])
        .filter((event) => event.object === `Pod/${pod.name}`)
        .sort((a, b) => (b.lastSeen ?? 0) - (a.lastSeen ?? 0));
      if (latest?.reason !== 'Pulling') return [];
      const minutes = Math.round((now - (latest.lastSeen ?? now)) / 60);
      const image = /"([^"]+)"/.exec(latest.message)?.[1] ?? '—';
      return [
        found.wait('pulling', { node, image, minutes }, [
          seen(object, 'event', latest.message, latest.lastSeen),
        ]),
      ];
    })
    .slice(0, MAX_PULLS);
}
