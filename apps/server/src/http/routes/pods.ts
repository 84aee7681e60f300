import { unreadEvents } from '../../cluster/missingParts.ts';
import { attempt, isKnown, toPart } from '../../fact.ts';
import { podKey } from '../../fleet/fleet.ts';
import { withEvents } from '../../fleet/pending/eventReasons.ts';
import { explainPending } from '../../fleet/pending/explainPending.ts';
import { gpusOf, podView, podViews, podViewsOf } from '../../fleet/pods.ts';
import { sharedHolds } from '../../fleet/sharedHolds.ts';
import { eventsAbout } from '../../kubernetes/events.ts';
import { servicesOf } from '../../kubernetes/services.ts';
import { naturalOrder } from '../../naturalOrder.ts';
import type { ClusterDoor } from '../clusterDoor.ts';
import { ProblemError } from '../problem.ts';
import { problemDetails } from '../problemDetails.ts';
import { type Routes, route } from '../route.ts';
import { requireKubernetes } from '../unreachable.ts';

export function podRoutes(routes: Routes, door: ClusterDoor): void {
  route(routes, 'pods', async ({ params, query }, asking) => {
    const viewed = await door.open(params.cluster, asking);
    const { joined, asOf, partial } = await viewed.snapshot();
    const { namespace, node, phase } = query;
    const isFiltered = [namespace, node, phase].some((one) => one !== undefined);
    const views = isFiltered
      ? podViewsOf(
          joined,
          (pod) =>
            (namespace === undefined || pod.namespace === namespace) &&
            (node === undefined || pod.node === node) &&
            (phase === undefined || pod.phase === phase),
        )
      : podViews(joined);
    const { items = [], folded = [] } = views ?? {};
    const sorted = items.toSorted(
      (a, b) => a.namespace.localeCompare(b.namespace) || naturalOrder(a.name, b.name),
    );
    return { items: sorted, folded: [...folded], asOf, partial };
  });

  route(routes, 'pod', async ({ params }, asking) => {
    const viewed = await door.open(params.cluster, asking);
    viewed.requireNamespace(params.namespace);
    const { cluster, state, fleet, joined, asOf, partial } = await viewed.snapshot();
    requireKubernetes(viewed);
    const reference = { namespace: params.namespace, name: params.pod };
    const record = state.pods.get(podKey(reference));
    if (record === undefined) {
      throw new ProblemError(
        404,
        'pod_not_found',
        `There is no pod "${params.pod}" in namespace "${params.namespace}" of ${cluster.name} that asks for GPUs`,
      );
    }
    const { namespace } = params;
    // A node's addresses are facts of the node.
    const node = record.node === null || !viewed.scope.nodes ? undefined : state.nodes.get(record.node);
    const ifAllowed = <T>(resource: string, read: () => Promise<T>) =>
      attempt(async () => {
        await viewed.require({ verb: 'list', resource, namespace });
        return read();
      });
    const [services, events] = await Promise.all([
      ifAllowed('services', () => servicesOf(cluster.api, record, node)),
      ifAllowed('events', () => eventsAbout(cluster.api, { kind: 'Pod', ...reference })),
    ]);
    const seen = isKnown(events) ? events.value : [];
    const shared = sharedHolds(state);
    const pod = podView(record, fleet, shared);
    return {
      asOf,
      partial: [...partial, ...unreadEvents(events, cluster.state.health)],
      pod: { ...pod, pending: withEvents(pod.pending, seen) },
      problems: await problemDetails(
        viewed,
        joined,
        ({ pod: about }) => about !== null && podKey(about) === podKey(reference),
      ),
      containers: [...record.containers],
      gpus: gpusOf(record, fleet, shared),
      services: toPart(services),
      // It goes by all nodes, and by who holds what they have.
      explanation: viewed.isWhole ? explainPending(record, state, fleet) : null,
      events: toPart(events),
    };
  });
}
