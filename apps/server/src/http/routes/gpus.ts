import type { ClusterDoor } from '../clusterDoor.ts';
import { ProblemError } from '../problem.ts';
import { problemDetails } from '../problemDetails.ts';
import { problemsShown } from '../problemsShown.ts';
import { type Routes, route } from '../route.ts';
import { prometheusUnreachable } from '../unreachable.ts';

export function gpuRoutes(routes: Routes, door: ClusterDoor): void {
  route(routes, 'gpus', async ({ params, query }, asking) => {
    const viewed = await door.open(params.cluster, asking);
    const { fleet, joined, asOf, partial } = await viewed.snapshot();
    const items = fleet.gpus.filter(
      (gpu) =>
        (query.node === undefined || gpu.node === query.node) &&
        (query.namespace === undefined || gpu.pods.some((pod) => pod.namespace === query.namespace)),
    );
    const { problems, unjudged } = await problemsShown(viewed, joined);
    const listed = new Set(items.map(({ uuid }) => uuid));
    return { items, asOf, partial, problems: problems.filter(({ gpu }) => listed.has(gpu ?? '')), unjudged };
  });

  route(routes, 'gpu', async ({ params, query }, asking) => {
    const viewed = await door.open(params.cluster, asking);
    const { cluster, fleet, joined, isWhole, asOf, partial } = await viewed.snapshot();
    const parts = fleet.gpus.filter(({ uuid }) => uuid === params.uuid);
    const wanted = query.instance;
    const gpu =
      wanted === undefined
        ? (parts.find(({ instance }) => instance === null) ?? parts[0])
        : parts.find(({ instance }) => instance?.id === wanted);
    if (gpu === undefined) {
      const missing = partial.find(({ source }) => source === 'prometheus');
      if (!isWhole) throw prometheusUnreachable(viewed, missing?.reason);
      const what =
        wanted === undefined ? `GPU "${params.uuid}"` : `MIG instance ${wanted} of GPU "${params.uuid}"`;
      const whose = viewed.isWhole ? '' : ', or pods that you may not see have it';
      throw new ProblemError(404, 'gpu_not_found', `No exporter in ${cluster.name} reports ${what}${whose}`);
    }
    return {
      asOf,
      partial,
      gpu,
      instances: parts.filter(({ instance }) => instance !== null),
      problems: await problemDetails(viewed, joined, (problem) => problem.gpu === gpu.uuid),
    };
  });
}
