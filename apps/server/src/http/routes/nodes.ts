import type { FleetProblem } from '@gpu-console/shared/contract';
import { unreadEvents } from '../../cluster/missingParts.ts';
import { attempt, toPart } from '../../fact.ts';
import { deviceViews } from '../../fleet/devices.ts';
import { foldEnded } from '../../fleet/foldEnded.ts';
import { componentView, nodeView, nodeViews, podsByNode } from '../../fleet/nodes.ts';
import { isWorkload, podView } from '../../fleet/pods.ts';
import { sharedHolds } from '../../fleet/sharedHolds.ts';
import { taintText } from '../../fleet/taintText.ts';
import { eventsAbout } from '../../kubernetes/events.ts';
import { naturalOrder } from '../../naturalOrder.ts';
import type { ClusterDoor } from '../clusterDoor.ts';
import { ProblemError } from '../problem.ts';
import { problemDetails } from '../problemDetails.ts';
import { problemsShown } from '../problemsShown.ts';
import { type Routes, route } from '../route.ts';
import { requireKubernetes } from '../unreachable.ts';

/** Events of nodes are kept there, since they have no namespace of their own. */
const NODE_EVENTS = 'default';

export function nodeRoutes(routes: Routes, door: ClusterDoor): void {
  route(routes, 'nodes', async ({ params }, asking) => {
    const viewed = await door.open(params.cluster, asking);
    viewed.requireNodes();
    const { joined, asOf, partial } = await viewed.snapshot();
    const items = [...(nodeViews(joined) ?? [])];
    items.sort((a, b) => naturalOrder(a.name, b.name));
    const { problems, unjudged } = await problemsShown(viewed, joined);
    const listed = new Set(items.map(({ name }) => name));
    const isTheirs = ({ node, pod }: FleetProblem) => pod === null && listed.has(node ?? '');
    return { items, asOf, partial, problems: problems.filter(isTheirs), unjudged };
  });

  route(routes, 'node', async ({ params }, asking) => {
    const viewed = await door.open(params.cluster, asking);
    viewed.requireNodes();
    const { cluster, state, fleet, joined, asOf, partial } = await viewed.snapshot();
    requireKubernetes(viewed);
    const record = state.nodes.get(params.node);
    if (record === undefined) {
      throw new ProblemError(
        404,
        'node_not_found',
        `There is no GPU node "${params.node}" in ${cluster.name}`,
      );
    }
    const pods = podsByNode(state, fleet).get(record.name) ?? [];
    const { items, folded } = foldEnded(pods.filter(isWorkload));
    const events = await attempt(async () => {
      await viewed.require({ verb: 'list', resource: 'events', namespace: NODE_EVENTS });
      return eventsAbout(cluster.api, { kind: 'Node', name: record.name });
    });
    const components = [...state.components.values()].filter(({ node }) => node === record.name);
    return {
      asOf,
      partial: [...partial, ...unreadEvents(events, cluster.state.health)],
      node: nodeView(record, state.hasAllPods ? pods : null, fleet),
      problems: await problemDetails(viewed, joined, ({ node }) => node === record.name),
      facts: record.facts,
      conditions: [...record.conditions],
      taints: record.taints.map(taintText),
      components: components.map(componentView),
      devices: deviceViews(joined)?.filter(({ node }) => node === record.name) ?? null,
      gpus: [...(fleet.byNode.get(record.name) ?? [])],
      pods: items.map((pod) => podView(pod, fleet, sharedHolds(state))),
      folded,
      events: toPart(events),
    };
  });
}
