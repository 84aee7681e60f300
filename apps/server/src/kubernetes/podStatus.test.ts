import { describe, expect, it } from 'vitest';
import { kubePod } from '../testing/kubeObjects.ts';
import { PodObject } from './objects.ts';
import { podStatus } from './podStatus.ts';

type Fields = Readonly<Record<string, unknown>>;

function statusOf(status: Fields, more: { spec?: Fields; metadata?: Fields } = {}): string {
  const pod = kubePod('p', { node: 'n1', status, ...more });
  return podStatus(PodObject.parse(pod));
}

const running = { running: { startedAt: '2024-03-01T08:00:05Z' } };
const waiting = (reason: string) => ({ waiting: { reason } });
const ended = (exitCode: number, more: Fields = {}) => ({ terminated: { exitCode, ...more } });
const container = (state: Fields, more: Fields = {}) => ({ name: 'main', ready: false, state, ...more });
const ready = { type: 'Ready', status: 'True' };
const initialized = { type: 'Initialized', status: 'True' };

/** As printPod of kubernetes/pkg/printers/internalversion words them. */
const PLAIN: readonly [word: string, status: Fields][] = [
  ['Running', { containerStatuses: [container(running, { ready: true })] }],
  ['Pending', { phase: 'Pending' }],
  ['ContainerCreating', { phase: 'Pending', containerStatuses: [container(waiting('ContainerCreating'))] }],
  ['ImagePullBackOff', { phase: 'Pending', containerStatuses: [container(waiting('ImagePullBackOff'))] }],
  ['CrashLoopBackOff', { containerStatuses: [container(waiting('CrashLoopBackOff'))] }],
  ['Completed', { phase: 'Succeeded', containerStatuses: [container(ended(0, { reason: 'Completed' }))] }],
  ['Error', { phase: 'Failed', containerStatuses: [container(ended(1, { reason: 'Error' }))] }],
  ['OOMKilled', { containerStatuses: [container(ended(137, { reason: 'OOMKilled' }))] }],
  ['ExitCode:3', { phase: 'Failed', containerStatuses: [container(ended(3))] }],
  ['Signal:9', { phase: 'Failed', containerStatuses: [container(ended(137, { signal: 9 }))] }],
  ['Evicted', { phase: 'Failed', reason: 'Evicted' }],
  [
    'SchedulingGated',
    {
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }],
    },
  ],
];

describe('the word under STATUS', () => {
  it.each(PLAIN)('is %s', (word, status) => {
    expect(statusOf(status)).toBe(word);
  });

  it('is the first container’s where several wait', () => {
    const containerStatuses = [container(waiting('CrashLoopBackOff')), container(waiting('ErrImagePull'))];
    expect(statusOf({ containerStatuses })).toBe('CrashLoopBackOff');
  });

  it('is Running or NotReady while one container runs on and another is done', () => {
    const containerStatuses = [
      container(ended(0, { reason: 'Completed' })),
      container(running, { name: 'other', ready: true }),
    ];
    expect(statusOf({ containerStatuses, conditions: [ready] })).toBe('Running');
    expect(statusOf({ containerStatuses })).toBe('NotReady');
  });
});

describe('the word of a pod that is being deleted', () => {
  const metadata = { deletionTimestamp: '2024-03-01T09:00:00Z' };
  const containerStatuses = [container(running, { ready: true })];

  it('is Terminating', () => {
    expect(statusOf({ containerStatuses }, { metadata })).toBe('Terminating');
  });

  it('stays as it was for a pod that has ended', () => {
    expect(statusOf({ phase: 'Succeeded' }, { metadata })).toBe('Succeeded');
  });

  it('is Unknown where its node was lost, ended or not', () => {
    expect(statusOf({ reason: 'NodeLost', containerStatuses }, { metadata })).toBe('Unknown');
    expect(statusOf({ reason: 'NodeLost', phase: 'Failed' }, { metadata })).toBe('Unknown');
  });
});

describe('the word of a pod whose init containers are at work', () => {
  const spec = (...names: string[]) => ({
    initContainers: names.map((name) => ({
      name,
      ...(name.startsWith('sidecar') ? { restartPolicy: 'Always' } : {}),
    })),
    containers: [{ name: 'main' }],
  });
  const init = (name: string, state: Fields, more: Fields = {}) => ({ name, state, ...more });
  const creating = { phase: 'Pending', containerStatuses: [container(waiting('PodInitializing'))] };

  it.each([
    ['Init:0/2', [init('a', running), init('b', waiting('PodInitializing'))]],
    ['Init:0/2', [init('a', waiting('PodInitializing')), init('b', waiting('PodInitializing'))]],
    ['Init:1/2', [init('a', ended(0, { reason: 'Completed' })), init('b', running)]],
    ['Init:Error', [init('a', ended(1, { reason: 'Error' })), init('b', waiting('PodInitializing'))]],
    ['Init:ExitCode:2', [init('a', ended(2))]],
    ['Init:Signal:15', [init('a', ended(143, { signal: 15 }))]],
    ['Init:CrashLoopBackOff', [init('a', waiting('CrashLoopBackOff'))]],
  ])('is %s', (word, initContainerStatuses) => {
    expect(statusOf({ ...creating, initContainerStatuses }, { spec: spec('a', 'b') })).toBe(word);
  });

  it('is the containers’ once all init containers are done', () => {
    const initContainerStatuses = [init('a', ended(0, { reason: 'Completed' }))];
    expect(statusOf({ ...creating, initContainerStatuses }, { spec: spec('a') })).toBe('PodInitializing');
  });

  it('passes over a sidecar that has started', () => {
    const initContainerStatuses = [
      init('sidecar', running, { started: true, ready: true }),
      init('b', running),
    ];
    expect(statusOf({ ...creating, initContainerStatuses }, { spec: spec('sidecar', 'b') })).toBe('Init:1/2');
  });

  it('waits for a sidecar that has not', () => {
    const initContainerStatuses = [init('sidecar', running, { started: false })];
    expect(statusOf({ ...creating, initContainerStatuses }, { spec: spec('sidecar') })).toBe('Init:0/1');
  });

  it('tells of a sidecar that fails later, unless a container has worse to tell', () => {
    const initContainerStatuses = [init('sidecar', waiting('CrashLoopBackOff'), { started: false })];
    const status = { initContainerStatuses, conditions: [initialized] };
    const well = [container(running, { ready: true })];
    const ill = [container(waiting('ImagePullBackOff'))];
    expect(statusOf({ ...status, containerStatuses: well }, { spec: spec('sidecar') })).toBe(
      'Init:CrashLoopBackOff',
    );
    expect(statusOf({ ...status, containerStatuses: ill }, { spec: spec('sidecar') })).toBe(
      'ImagePullBackOff',
    );
  });
});
