import { hasEnded } from '@gpu-console/shared/kubernetes';
import type { ContainerStatus, PodObject } from './objects.ts';

/**
 * The word that `kubectl get pods` prints under STATUS (kubernetes pkg/printers/internalversion, printPod):
 * the pod's reason or phase, overruled by the first init container that holds it up, else by what its containers wait for.
 */
export function podStatus(pod: PodObject): string {
  const { metadata, status } = pod;
  let word = status.reason ?? status.phase;
  const gated = status.conditions.some((c) => c.type === 'PodScheduled' && c.reason === 'SchedulingGated');
  if (gated) word = 'SchedulingGated';
  const initializing = initStatus(pod);
  if (initializing !== undefined) word = initializing;
  if (initializing === undefined || isTrue('Initialized', pod)) {
    word = containersStatus(status.containerStatuses, pod) ?? word;
  }
  if ((metadata.deletionTimestamp ?? null) === null) return word;
  if (status.reason === 'NodeLost') return 'Unknown';
  return hasEnded(status) ? word : 'Terminating';
}

function isTrue(type: string, { status }: PodObject): boolean {
  return status.conditions.some((condition) => condition.type === type && condition.status === 'True');
}

function initStatus({ spec, status }: PodObject): string | undefined {
  const restartable = new Set(
    spec.initContainers.filter((c) => c.restartPolicy === 'Always').map((c) => c.name),
  );
  for (const [index, container] of status.initContainerStatuses.entries()) {
    const { terminated, waiting } = container.state;
    if (terminated?.exitCode === 0) continue;
    if (restartable.has(container.name) && container.started === true) continue;
    if (terminated !== undefined) return `Init:${exitWord(terminated)}`;
    const reason = waiting?.reason;
    if (reason !== undefined && reason !== '' && reason !== 'PodInitializing') return `Init:${reason}`;
    return `Init:${index}/${spec.initContainers.length}`;
  }
  return undefined;
}

function containersStatus(statuses: readonly ContainerStatus[], pod: PodObject): string | undefined {
  let word: string | undefined;
  let running = false;
  for (const { state, ready } of statuses.toReversed()) {
    const { waiting, terminated } = state;
    if (waiting?.reason !== undefined && waiting.reason !== '') word = waiting.reason;
    else if (terminated !== undefined) word = exitWord(terminated);
    else if (ready && state.running !== undefined) running = true;
  }
  if (word === 'Completed' && running) {
    return isTrue('Ready', pod) ? 'Running' : 'NotReady';
  }
  return word;
}

/** Why a container ended: its reason, else the signal or the code it ended with. */
export function exitWord({
  reason,
  signal,
  exitCode,
}: NonNullable<ContainerStatus['state']['terminated']>): string {
  if (reason !== undefined && reason !== '') return reason;
  return signal === undefined || signal === 0 ? `ExitCode:${exitCode}` : `Signal:${signal}`;
}
