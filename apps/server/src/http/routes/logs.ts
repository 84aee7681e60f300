import { LOG_LINES, type LogsQuery } from '@gpu-console/shared/contract';
import type { Logger } from 'pino';
import type { ViewedCluster } from '../../cluster/viewedCluster.ts';
import { podKey } from '../../fleet/fleet.ts';
import { readLog } from '../../kubernetes/logs.ts';
import type { PodRecord } from '../../kubernetes/records.ts';
import { FairShare, ShareExceeded } from '../../limits/fairShare.ts';
import { callerForAudit } from '../audited.ts';
import type { ClusterDoor } from '../clusterDoor.ts';
import { logProblem } from '../logProblem.ts';
import { ProblemError } from '../problem.ts';
import { type Routes, streamRoute } from '../route.ts';
import { requireKubernetes } from '../unreachable.ts';

/** Logs that are read at once, by the whole console and by one client: each holds a connection to the API server. */
export const MAX_READERS = { console: 200, client: 20 } as const;
/** Somebody closes a log now and then. */
const RETRY_READER_SECONDS = 5;
/** A right that was taken away ends a log so soon, beside the time for which answers are kept. */
const JUDGED_EVERY_MS = 10_000;
/** Bytes of a log that is kept as a file, and of one that is looked at. */
const MAX_BYTES = { file: 256 * 1024 * 1024, view: 32 * 1024 * 1024 };

/** Logs of the pods that the console shows, and of no others. */
export function logRoutes(routes: Routes, door: ClusterDoor, logger: Logger): void {
  const readers = new FairShare({
    total: MAX_READERS.console,
    perViewer: MAX_READERS.client,
    waitingPerViewer: 0,
  });
  streamRoute(routes, 'logs', async ({ params, query }, asking) => {
    const { name: viewer, signal } = asking;
    const viewed = await door.open(params.cluster, asking);
    const pod = { namespace: params.namespace, name: params.pod };
    const read = { cluster: viewed.id, ...pod, caller: callerForAudit(asking) };
    try {
      await requireLog(viewed, pod.namespace);
    } catch (error) {
      logger.info({ read, refusal: error instanceof Error ? error.message : String(error) }, 'log not read');
      throw error;
    }
    const cluster = viewed.uncut;
    requireKubernetes(viewed);
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
    await readers.hold(viewer, signal).catch((error: unknown) => {
      throw error instanceof ShareExceeded ? tooMany(error) : error;
    });
    const body = await readLog(cluster.api, pod, { ...optionsOf(query), container }, signal).catch(
      (error: unknown) => {
        throw logProblem(error);
      },
    );
    logger.info({ read: { ...read, container: container ?? null } }, 'log read');
    const stillMay = async () => requireLog(await door.open(params.cluster, asking), pod.namespace);
    const fileName = `${[pod.namespace, pod.name, container].filter((part) => part !== undefined).join('_')}.log`;
    return { body: query.follow ? judged(body, stillMay) : body, ...(query.download ? { fileName } : {}) };
  });
}

/** @throws Denied */
async function requireLog(viewed: ViewedCluster, namespace: string): Promise<void> {
  viewed.requireNamespace(namespace);
  await viewed.require({ verb: 'get', resource: 'pods', subresource: 'log', namespace });
}

/** A log that goes on, for as long as its reader may read it. @throws what `judge` does, before what came since */
async function* judged(body: AsyncIterable<Uint8Array>, judge: () => Promise<void>) {
  let judgedAt = performance.now();
  for await (const piece of body) {
    if (performance.now() - judgedAt > JUDGED_EVERY_MS) {
      await judge();
      judgedAt = performance.now();
    }
    yield piece;
  }
}

function tooMany({ isOwn }: ShareExceeded): ProblemError {
  const why = isOwn
    ? `One client reads ${MAX_READERS.client} logs at once at most`
    : `This console reads ${MAX_READERS.console} logs already, the most it does at once`;
  return new ProblemError(429, 'too_many_readers', `${why}: close one, then try again`, {
    retryAfterSeconds: RETRY_READER_SECONDS,
  });
}

function optionsOf({ container: _, download, tail, limitBytes, ...options }: LogsQuery) {
  const isWhole = download || limitBytes !== undefined;
  const maxBytes = download ? MAX_BYTES.file : MAX_BYTES.view;
  return {
    ...options,
    tailLines: tail ?? (isWhole ? undefined : LOG_LINES.default),
    limitBytes: limitBytes ?? (options.follow ? undefined : maxBytes),
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
