import { rfc3339 } from '../kubernetes/objectStore.ts';
import { fieldsOf, listOf, textOf } from './unknownFields.ts';
import type { ContainerRun, EndedRun, PodRun } from './world.ts';

const REASONS: Readonly<Record<number, string>> = { 0: 'Completed', 137: 'OOMKilled', 255: 'Unknown' };

type Status = Record<string, unknown>;

/** The `status` that a kubelet writes for a pod in its present state. @param now Unix seconds */
export function podStatus(run: PodRun, current: Status, now: number): Status {
  const phase = phaseOf(run);
  const ready = phase === 'Running' && run.containers.every(isRunning);
  const conditions = [
    condition('Initialized', true, current, now, phase === 'Succeeded' ? 'PodCompleted' : undefined),
    condition('Ready', ready, current, now, notReadyReason(run, ready)),
    condition('ContainersReady', ready, current, now, notReadyReason(run, ready)),
    ...listOf(current['conditions']).filter((item) => fieldsOf(item)['type'] === 'PodScheduled'),
  ];
  const started = run.containers.some(({ startedAt }) => startedAt !== undefined);
  return {
    ...current,
    phase,
    conditions,
    hostIP: run.node.address,
    ...(started && { podIP: run.address, podIPs: [{ ip: run.address }] }),
    startTime: current['startTime'] ?? rfc3339(now),
    containerStatuses: run.containers.map(containerStatus),
  };
}

function phaseOf({ isFinished, containers }: PodRun): string {
  if (isFinished) return containers.every(({ exitCode }) => exitCode === 0) ? 'Succeeded' : 'Failed';
  return containers.some(({ startedAt, restarts }) => startedAt !== undefined || restarts > 0)
    ? 'Running'
    : 'Pending';
}

function isRunning({ startedAt, finishedAt }: ContainerRun): boolean {
  return startedAt !== undefined && finishedAt === undefined;
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

function containerStatus(container: ContainerRun) {
  const { name, image, restarts, containerId } = container;
  return {
    name,
    image,
    imageID: container.startedAt === undefined ? '' : `${image.split(':')[0]}@sha256:${containerId}`,
    ...(container.startedAt !== undefined && { containerID: `containerd://${containerId}` }),
    ready: isRunning(container),
    started: isRunning(container),
    restartCount: restarts,
    state: containerState(container),
    lastState: container.previous === undefined ? {} : terminated(container.previous, containerId),
  };
}

function containerState({ startedAt, finishedAt, exitCode = 0, containerId, restarts }: ContainerRun) {
  if (startedAt === undefined) {
    return restarts > 0
      ? { waiting: { reason: 'CrashLoopBackOff', message: 'back-off restarting failed container' } }
      : { waiting: { reason: 'ContainerCreating' } };
  }
  if (finishedAt === undefined) return { running: { startedAt: rfc3339(startedAt) } };
  return terminated({ startedAt, finishedAt, exitCode }, containerId);
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
