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
import type { Clusters } from '../clusters.ts';
import { ProblemError } from '../problem.ts';
import { type Routes, route } from '../route.ts';
import { requireKubernetes } from '../unreachable.ts';

export function podRoutes(routes: Routes, clusters: Clusters): void {
  route(routes, 'pods', async ({ params, query }) => {
    const { joined, asOf, partial } = await clusters.get(params.cluster).snapshot();
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

  route(routes, 'pod', async ({ params }) => {
    const snapshot = await clusters.get(params.cluster).snapshot();
    requireKubernetes(snapshot);
    const { cluster, state, fleet, asOf, partial } = snapshot;
    const reference = { namespace: params.namespace, name: params.pod };
    const record = state.pods.get(podKey(reference));
    if (record === undefined) {
      throw new ProblemError(
        404,
        'pod_not_found',
        `There is no pod "${params.pod}" in namespace "${params.namespace}" of ${cluster.name} that asks for GPUs`,
      );
    }
    const node = record.node === null ? undefined : state.nodes.get(record.node);
    const [services, events] = await Promise.all([
      attempt(() => servicesOf(cluster.api, record, node)),
      attempt(() => eventsAbout(cluster.api, { kind: 'Pod', ...reference })),
    ]);
    const seen = isKnown(events) ? events.value : [];
    const shared = sharedHolds(state);
    const pod = podView(record, fleet, shared);
    return {
      asOf,
      partial: [...partial, ...unreadEvents(events, state.health)],
      pod: { ...pod, pending: withEvents(pod.pending, seen) },
      containers: [...record.containers],
      gpus: gpusOf(record, fleet, shared),
      services: toPart(services),
      explanation: explainPending(record, state, fleet),
      events: toPart(events),
    };
  });
}
