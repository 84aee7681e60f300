import { ageOf } from './humanDuration.ts';
import { isRecord, listAt, numberAt, recordAt, textAt, valueAt } from './jsonAccess.ts';
import type { KubeObject } from './objectStore.ts';

/** What the pod printer makes of a pod: the READY, STATUS and RESTARTS cells. */
export interface PodSummary {
  ready: string;
  status: string;
  restarts: string;
}

/**
 * Sums a pod up by the rules of printPod in Kubernetes' pkg/printers/internalversion: init containers come first,
 * then the containers from last to first, and deletion beats both.
 * @param now Unix seconds, for "(5m ago)" after the restarts
 */
export function summarizePod(pod: KubeObject, now: number): PodSummary {
  const containers = listAt(pod, 'spec', 'containers');
  const statuses = listAt(pod, 'status', 'containerStatuses');
  const initialization = initializationStatus(pod);
  const sidecars = startedSidecars(pod);
  const counted = initialization === undefined ? statuses : listAt(pod, 'status', 'initContainerStatuses');
  const restarts = [...counted, ...(initialization === undefined ? sidecars.statuses : [])];
  const readyCount = [...(initialization === undefined ? statuses : []), ...sidecars.statuses].filter(
    (status) => valueAt(status, 'ready') === true && isRecord(valueAt(status, 'state', 'running')),
  ).length;
  return {
    ready: `${String(readyCount)}/${String(containers.length + sidecars.total)}`,
    status: deletionStatus(pod) ?? initialization ?? containerStatus(pod, statuses),
    restarts: restartsCell(restarts, now),
  };
}

/** Init containers that restart always run beside the containers and count with them (KEP-753). */
function startedSidecars(pod: KubeObject): { total: number; statuses: unknown[] } {
  const names = listAt(pod, 'spec', 'initContainers')
    .filter((container) => textAt(container, 'restartPolicy') === 'Always')
    .map((container) => textAt(container, 'name'));
  const statuses = listAt(pod, 'status', 'initContainerStatuses').filter(
    (status) => names.includes(textAt(status, 'name')) && valueAt(status, 'started') === true,
  );
  return { total: names.length, statuses };
}

function deletionStatus(pod: KubeObject): string | undefined {
  if (!pod.metadata.deletionTimestamp) return undefined;
  return textAt(pod, 'status', 'reason') === 'NodeLost' ? 'Unknown' : 'Terminating';
}

/** `Init:…` while an init container has not done its part; undefined when all have. */
function initializationStatus(pod: KubeObject): string | undefined {
  const specs = listAt(pod, 'spec', 'initContainers');
  const statuses = listAt(pod, 'status', 'initContainerStatuses');
  for (const [index, status] of statuses.entries()) {
    const spec = specs.find((container) => textAt(container, 'name') === textAt(status, 'name'));
    const sidecarStarted = textAt(spec, 'restartPolicy') === 'Always' && valueAt(status, 'started') === true;
    const terminated = valueAt(status, 'state', 'terminated');
    if (sidecarStarted || (isRecord(terminated) && numberAt(terminated, 'exitCode') === 0)) continue;
    if (isRecord(terminated)) return `Init:${terminationReason(terminated)}`;
    const waiting = textAt(status, 'state', 'waiting', 'reason');
    if (waiting && waiting !== 'PodInitializing') return `Init:${waiting}`;
    return `Init:${String(index)}/${String(specs.length)}`;
  }
  return undefined;
}

function containerStatus(pod: KubeObject, statuses: readonly unknown[]): string {
  let text = textAt(pod, 'status', 'reason') || textAt(pod, 'status', 'phase');
  const scheduled = listAt(pod, 'status', 'conditions').find(
    (condition) => textAt(condition, 'type') === 'PodScheduled',
  );
  if (textAt(scheduled, 'reason') === 'SchedulingGated') text = 'SchedulingGated';
  let running = false;
  for (const status of statuses.toReversed()) {
    const state = recordAt(status, 'state');
    const waiting = textAt(state, 'waiting', 'reason');
    if (waiting) text = waiting;
    else if (isRecord(state['terminated'])) text = terminationReason(state['terminated']);
    else if (valueAt(status, 'ready') === true && isRecord(state['running'])) running = true;
  }
  // A pod of which one container completed and another still serves is not "Completed".
  return text === 'Completed' && running ? (isReady(pod) ? 'Running' : 'NotReady') : text;
}

function isReady(pod: KubeObject): boolean {
  return listAt(pod, 'status', 'conditions').some(
    (condition) => textAt(condition, 'type') === 'Ready' && textAt(condition, 'status') === 'True',
  );
}

function terminationReason(terminated: unknown): string {
  const reason = textAt(terminated, 'reason');
  if (reason) return reason;
  const signal = numberAt(terminated, 'signal');
  return signal ? `Signal:${String(signal)}` : `ExitCode:${String(numberAt(terminated, 'exitCode'))}`;
}

function restartsCell(statuses: readonly unknown[], now: number): string {
  const count = statuses.reduce<number>((sum, status) => sum + numberAt(status, 'restartCount'), 0);
  const finished = statuses
    .map((status) => textAt(status, 'lastState', 'terminated', 'finishedAt'))
    .filter(Boolean)
    .sort()
    .at(-1);
  return count && finished ? `${String(count)} (${ageOf(finished, now)} ago)` : String(count);
}
