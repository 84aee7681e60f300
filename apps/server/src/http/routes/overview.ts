import { IDLE_SECONDS } from '@gpu-console/shared/metrics';
import { fleetProblems } from '../../doctor/problems.ts';
import { nodeViews } from '../../fleet/nodes.ts';
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
    const { cluster, state, fleet, metrics, isWhole, asOf, partial } = await clusters.now(params.cluster);
    const nodes = state.knows('nodes') ? nodeViews(state, fleet) : null;
    const views = state.knows('pods') ? gpuPods(state, fleet).map((pod) => podView(pod, fleet)) : null;
    const measured = metrics === undefined ? null : fleet;
    return {
      asOf,
      partial,
      nodes: {
        total: nodes?.length ?? null,
        ready: nodes?.filter(({ ready }) => ready).length ?? null,
      },
      gpus: fleetCounts(nodes, measured),
      silent: nodes === null || !isWhole ? null : silentGpus(nodes),
      allocatedUtilization: allocatedUtilization(fleet),
      usage: usageOf(fleet.gpus),
      problems: fleetProblems(await cluster.facts.glance()),
      namespaces: views && namespaceUsage(views, measured, state.nodes),
      pending: views?.filter(({ pending }) => pending !== null) ?? null,
      idle: measured && idleGpus(measured),
      idleSince: metrics === undefined ? null : metrics.asOf - IDLE_SECONDS,
    };
  });
}
