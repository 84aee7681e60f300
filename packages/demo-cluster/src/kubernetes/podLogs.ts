import type { ServerResponse } from 'node:http';
import { listAt, textAt } from './jsonAccess.ts';
import type { LogLine, PodKey } from './logSource.ts';
import type { KubeObject } from './objectStore.ts';
import type { ServerContext } from './serverContext.ts';
import { badRequest } from './status.ts';

/**
 * Answers `pods/log` with the query options of PodLogOptions: container, follow, previous, tailLines, sinceSeconds,
 * sinceTime, timestamps, limitBytes.
 * @throws ApiError 400 for a container that does not exist or has printed nothing yet
 */
export function servePodLog(
  context: ServerContext,
  pod: KubeObject,
  query: URLSearchParams,
  response: ServerResponse,
): void {
  const container = chosenContainer(pod, query.get('container'));
  const key = { namespace: pod.metadata.namespace ?? '', name: pod.metadata.name };
  const previous = query.get('previous') === 'true';
  const log = context.logs.read(key, container, { previous });
  if (!log) throw badRequest(whyNoLog(pod, container, previous));

  const text = selectedLines(log.lines, query, context.store.now())
    .map((line) => formatted(line, query))
    .join('');
  const limit = wholeNumber(query, 'limitBytes');
  response.writeHead(200, { 'Content-Type': 'text/plain' });
  if (query.get('follow') !== 'true' || previous || limit !== undefined) {
    response.end(Buffer.from(text).subarray(0, limit));
    return;
  }
  response.flushHeaders();
  response.write(text);
  followLog(context, key, container, query, response);
}

function followLog(
  context: ServerContext,
  pod: PodKey,
  container: string,
  query: URLSearchParams,
  response: ServerResponse,
): void {
  const stop = context.logs.follow(pod, container, (line) => {
    if (line) response.write(formatted(line, query));
    else response.end();
  });
  response.once('close', stop);
}

function chosenContainer(pod: KubeObject, asked: string | null): string {
  const names = (list: string): string[] =>
    listAt(pod, 'spec', list).map((container) => textAt(container, 'name'));
  const containers = names('containers');
  const initContainers = names('initContainers');
  const podName = pod.metadata.name;
  if (asked) {
    if ([...containers, ...initContainers].includes(asked)) return asked;
    throw badRequest(`container ${asked} is not valid for pod ${podName}`);
  }
  const [only, ...others] = containers;
  if (only !== undefined && others.length === 0) return only;
  const inits =
    initContainers.length > 0 ? ` or one of the init containers: [${initContainers.join(' ')}]` : '';
  throw badRequest(
    `a container name must be specified for pod ${podName}, choose one of: [${containers.join(' ')}]${inits}`,
  );
}

function whyNoLog(pod: KubeObject, container: string, previous: boolean): string {
  const name = pod.metadata.name;
  if (previous) return `previous terminated container "${container}" in pod "${name}" not found`;
  const statuses = [
    ...listAt(pod, 'status', 'containerStatuses'),
    ...listAt(pod, 'status', 'initContainerStatuses'),
  ];
  const status = statuses.find((entry) => textAt(entry, 'name') === container);
  const reason = textAt(status, 'state', 'waiting', 'reason') || 'ContainerCreating';
  return `container "${container}" in pod "${name}" is waiting to start: ${reason}`;
}

function selectedLines(lines: readonly LogLine[], query: URLSearchParams, now: number): readonly LogLine[] {
  const sinceSeconds = wholeNumber(query, 'sinceSeconds');
  const sinceTime = Date.parse(query.get('sinceTime') ?? '') / 1000;
  const from = sinceSeconds !== undefined ? now - sinceSeconds : sinceTime;
  const recent = Number.isNaN(from) ? lines : lines.filter((line) => line.time >= from);
  const tail = wholeNumber(query, 'tailLines');
  return tail === undefined ? recent : recent.slice(Math.max(0, recent.length - tail));
}

function wholeNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (!text) return undefined;
  if (!/^\d+$/.test(text)) throw badRequest(`invalid ${name}: ${text}`);
  return Number(text);
}

/** With `timestamps` the line starts with its time to the nanosecond, as the kubelet writes it. */
function formatted({ time, text }: LogLine, query: URLSearchParams): string {
  if (query.get('timestamps') !== 'true') return `${text}\n`;
  const seconds = Math.floor(time);
  const fraction = String(Math.floor((time - seconds) * 1e9)).padStart(9, '0');
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${fraction}Z ${text}\n`;
}
