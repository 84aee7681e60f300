import { rfc3339 } from '../kubernetes/objectStore.ts';
import { fieldsOf, listOf, textOf } from './unknownFields.ts';
import { type ContainerRun, type EndedRun, isRunning, type PodRun } from './world.ts';

const REASONS: Readonly<Record<number, string>> = { 0: 'Completed', 137: 'OOMKilled', 255: 'Unknown' };

type Status = Record<string, unknown>;

/** The `status` that a kubelet writes for a pod in its present state. @param now Unix seconds */
export function podStatus(run: PodRun, current: Status, now: number): Status {
  const phase = phaseOf(run);
  const initialized = run.initContainers.every(isDone);
  const ready = phase === 'Running' && run.containers.every(isRunning);
  const conditions = [
    condition('Initialized', initialized, current, now, initializedReason(phase, initialized)),
    condition('Ready', ready, current, now, notReadyReason(run, ready)),
    condition('ContainersReady', ready, current, now, notReadyReason(run, ready)),
    ...listOf(current['conditions']).filter((item) => fieldsOf(item)['type'] === 'PodScheduled'),
  ];
  const started = [...run.initContainers, ...run.containers].some(
    ({ startedAt, previous }) => (startedAt ?? previous) !== undefined,
  );
  return {
    ...current,
    phase,
    conditions,
    hostIP: run.node.address,
    ...(started && { podIP: run.address, podIPs: [{ ip: run.address }] }),
    startTime: current['startTime'] ?? rfc3339(now),
    ...(run.initContainers.length > 0 && {
      initContainerStatuses: run.initContainers.map((one) => ({
        ...containerStatus(one, initialized),
        ready: isDone(one),
      })),
    }),
    containerStatuses: run.containers.map((one) => containerStatus(one, initialized)),
  };
}

function phaseOf({ isFinished, containers }: PodRun): string {
  if (isFinished) return containers.every(({ exitCode }) => exitCode === 0) ? 'Succeeded' : 'Failed';
  return containers.some(({ startedAt, restarts }) => startedAt !== undefined || restarts > 0)
    ? 'Running'
    : 'Pending';
}

/** Whether an init container has done its part. */
export function isDone({ startedAt, finishedAt, exitCode }: ContainerRun): boolean {
  return startedAt !== undefined && finishedAt !== undefined && exitCode === 0;
}

function initializedReason(phase: string, initialized: boolean): string | undefined {
  if (!initialized) return 'ContainersNotInitialized';
  return phase === 'Succeeded' ? 'PodCompleted' : undefined;
}

function notReadyReason({ isFinished, containers }: PodRun, ready: boolean): string | undefined {
  if (ready) return undefined;
  const completed = isFinished && containers.every(({ exitCode }) => exitCode === 0);
  return completed ? 'PodCompleted' : 'ContainersNotReady';
}

function condition(type: string, isTrue: boolean, current: Status, now: number, reason: string | undefined) {
  const status = isTrue ? 'True' : 'False';
  const before = listOf(current['conditions'])
    .map(fieldsOf)
    .find((item) => item['type'] === type && item['status'] === status);
  return {
    type,
    status,
    ...(reason && { reason }),
    lastProbeTime: null,
    lastTransitionTime: textOf(before?.['lastTransitionTime']) ?? rfc3339(now),
  };
}

/** @param initialized whether the pod's init containers are done; until then its containers wait */
function containerStatus(container: ContainerRun, initialized: boolean) {
  const { name, image, restarts, containerId } = container;
  return {
    name,
    image,
    imageID: container.startedAt === undefined ? '' : `${image.split(':')[0]}@sha256:${containerId}`,
    ...(container.startedAt !== undefined && { containerID: `containerd://${containerId}` }),
    ready: isRunning(container),
    started: isRunning(container),
    restartCount: restarts,
    state: containerState(container, initialized),
    lastState: container.previous === undefined ? {} : terminated(container.previous, containerId),
  };
}

function containerState(container: ContainerRun, initialized: boolean) {
  const { startedAt, finishedAt, exitCode = 0, containerId } = container;
  if (startedAt === undefined) return { waiting: waitingReason(container, initialized) };
  if (finishedAt === undefined) return { running: { startedAt: rfc3339(startedAt) } };
  return terminated({ startedAt, finishedAt, exitCode }, containerId);
}

function waitingReason({ restarts, fault, image }: ContainerRun, initialized: boolean) {
  if (restarts > 0) return { reason: 'CrashLoopBackOff', message: 'back-off restarting failed container' };
  if (!initialized) return { reason: 'PodInitializing' };
  if (fault?.kind !== 'unpullable') return { reason: 'ContainerCreating' };
  return {
    reason: 'ImagePullBackOff',
    message: `Back-off pulling image "${image}": ErrImagePull: ${fault.message}`,
  };
}

function terminated({ startedAt, finishedAt, exitCode }: EndedRun, containerId: string) {
  return {
    terminated: {
      exitCode,
      reason: REASONS[exitCode] ?? 'Error',
      startedAt: rfc3339(startedAt),
      finishedAt: rfc3339(finishedAt),
      containerID: `containerd://${containerId}`,
    },
  };
}
