import { IDLE_SECONDS } from '@gpu-console/shared/metrics';
import { fleetProblems } from '../../doctor/problems.ts';
import { nodeView, podsByNode } from '../../fleet/nodes.ts';
import {
  allocatedUtilization,
  fleetCounts,
  idleGpus,
  namespaceUsage,
  silentGpus,
} from '../../fleet/overview.ts';
import { gpuPods, podView } from '../../fleet/pods.ts';
import { usageOf } from '../../fleet/usage.ts';
import { type Routes, route } from '../route.ts';
import type { Clusters } from '../sources.ts';

export function overviewRoutes(routes: Routes, clusters: Clusters): void {
  route(routes, 'overview', async ({ params }) => {
    const { cluster, state, fleet, metrics, asOf, partial } = await clusters.now(params.cluster);
    const pods = podsByNode(state, fleet);
    const nodes = [...state.nodes.values()].map((node) => nodeView(node, pods.get(node.name) ?? [], fleet));
    const views = gpuPods(state, fleet).map((pod) => podView(pod, fleet));
    return {
      asOf,
      partial,
      nodes: { total: nodes.length, ready: nodes.filter(({ ready }) => ready).length },
      gpus: fleetCounts(state.synced ? nodes : null, metrics === undefined ? null : fleet),
      silent: silentGpus(nodes),
      allocatedUtilization: allocatedUtilization(fleet),
      usage: usageOf(fleet.gpus),
      problems: fleetProblems(await cluster.facts.glance()),
      namespaces: namespaceUsage(views, fleet, state.nodes),
      pending: views.filter(({ pending }) => pending !== null),
      idle: idleGpus(fleet),
      idleSince: metrics === undefined ? null : metrics.asOf - IDLE_SECONDS,
    };
  });
}
