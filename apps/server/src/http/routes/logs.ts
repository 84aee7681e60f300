import { LOG_LINES, type LogsQuery } from '@gpu-console/shared/contract';
import { podKey } from '../../fleet/fleet.ts';
import { readLog } from '../../kubernetes/logs.ts';
import type { PodRecord } from '../../kubernetes/records.ts';
import { logProblem } from '../logProblem.ts';
import { ProblemError } from '../problem.ts';
import { type Routes, streamRoute } from '../route.ts';
import { type Clusters, requireKubernetes } from '../sources.ts';

/** Logs that one console reads at once: each holds a connection to the API server. */
export const MOST_READERS = 200;
/** Bytes of a log that is kept as a file, and of one that is looked at. */
const MOST_BYTES = { file: 256 * 1024 * 1024, view: 32 * 1024 * 1024 };

/** Logs of the pods that the console shows, and of no others. */
export function logRoutes(routes: Routes, clusters: Clusters): void {
  let readers = 0;
  streamRoute(routes, 'logs', async ({ params, query }, { signal }) => {
    const cluster = clusters.get(params.cluster);
    requireKubernetes(cluster);
    const pod = { namespace: params.namespace, name: params.pod };
    const key = podKey(pod);
    const record = cluster.state.pods.get(key);
    if (record === undefined && !cluster.state.components.has(key)) {
      throw new ProblemError(
        404,
        'pod_not_found',
        `There is no pod "${pod.name}" in namespace "${pod.namespace}" of ${cluster.name} that asks for GPUs or belongs to the GPU Operator`,
      );
    }
    const container = chosenContainer(record, query.container);
    if (readers >= MOST_READERS) {
      throw new ProblemError(
        429,
        'too_many_readers',
        `This console reads ${MOST_READERS} logs already, the most it does at once: close one, then try again`,
      );
    }
    readers += 1;
    signal.addEventListener('abort', () => {
      readers -= 1;
    });
    const body = await readLog(cluster.api, pod, { ...optionsOf(query), container }, signal).catch(
      (error: unknown) => {
        throw logProblem(error);
      },
    );
    const fileName = `${[pod.namespace, pod.name, container].filter((part) => part !== undefined).join('_')}.log`;
    return { body, ...(query.download ? { fileName } : {}) };
  });
}

function optionsOf({ container: _, download, tail, limitBytes, ...options }: LogsQuery) {
  const isWhole = download || limitBytes !== undefined;
  const most = download ? MOST_BYTES.file : MOST_BYTES.view;
  return {
    ...options,
    tailLines: tail ?? (isWhole ? undefined : LOG_LINES.usual),
    limitBytes: limitBytes ?? (options.follow ? undefined : most),
  };
}

/** The container asked for, or the pod's only one; of the operator's pods the API server knows the containers. */
function chosenContainer(pod: PodRecord | undefined, asked: string | undefined): string | undefined {
  if (pod === undefined) return asked;
  const names = pod.containers.map(({ name }) => name);
  if (asked !== undefined && names.includes(asked)) return asked;
  const mains = pod.containers.filter(({ init }) => !init);
  if (asked === undefined && mains.length === 1) return mains[0]?.name;
  const problem = asked === undefined ? 'has more than one container' : `has no container "${asked}"`;
  throw new ProblemError(
    400,
    'container_not_found',
    `Pod "${pod.name}" ${problem}: name one of ${names.join(', ')}`,
    { errors: [{ path: 'container', message: `one of ${names.join(', ')}` }] },
  );
}
