import { expect, it } from 'vitest';
import type { JsonRecord } from './jsonAccess.ts';
import { summarizePod } from './podColumns.ts';
import { gpuPod, testNow } from './testCluster.ts';

const running = { running: { startedAt: '2021-06-01T00:00:00Z' } };
const waiting = (reason: string): JsonRecord => ({ waiting: { reason } });
const terminated = (exitCode: number, reason?: string): JsonRecord => ({
  terminated: { exitCode, ...(reason && { reason }) },
});
const container = (name: string, state: JsonRecord, more: JsonRecord = {}): JsonRecord => ({
  name,
  state,
  ready: 'running' in state,
  restartCount: 0,
  ...more,
});
const containers = (...names: string[]): JsonRecord[] => names.map((name) => ({ name, image: 'i' }));

const initPod = (statuses: JsonRecord[]) =>
  gpuPod(
    'p',
    { initContainers: containers('driver-validation', 'toolkit-validation') },
    {
      phase: 'Pending',
      initContainerStatuses: statuses,
      containerStatuses: [container('main', waiting('PodInitializing'))],
    },
  );

it.each([
  ['a running pod', gpuPod('p'), '1/1 Running 0'],
  [
    'one that waits for a node',
    gpuPod('p', {}, { phase: 'Pending', containerStatuses: [] }),
    '0/1 Pending 0',
  ],
  [
    'one that crashes',
    gpuPod(
      'p',
      {},
      {
        containerStatuses: [
          container('main', waiting('CrashLoopBackOff'), {
            restartCount: 5,
            lastState: { terminated: { exitCode: 1, finishedAt: '2021-06-01T00:07:00Z' } },
          }),
        ],
      },
    ),
    '0/1 CrashLoopBackOff 5 (3m ago)',
  ],
  [
    'one that completed',
    gpuPod(
      'p',
      {},
      { phase: 'Succeeded', containerStatuses: [container('main', terminated(0, 'Completed'))] },
    ),
    '0/1 Completed 0',
  ],
  [
    'one that failed without a reason',
    gpuPod('p', {}, { phase: 'Failed', containerStatuses: [container('main', terminated(3))] }),
    '0/1 ExitCode:3 0',
  ],
  [
    'one of which a container completed and another serves',
    gpuPod(
      'p',
      { containers: containers('main', 'side') },
      { containerStatuses: [container('main', terminated(0, 'Completed')), container('side', running)] },
    ),
    '1/2 Running 0',
  ],
  [
    'one that is evicted',
    gpuPod('p', {}, { phase: 'Failed', reason: 'Evicted', containerStatuses: [] }),
    '0/1 Evicted 0',
  ],
  [
    'one in its first init container',
    initPod([
      container('driver-validation', running),
      container('toolkit-validation', waiting('PodInitializing')),
    ]),
    '0/1 Init:0/2 0',
  ],
  [
    'one in its second',
    initPod([
      container('driver-validation', terminated(0, 'Completed')),
      container('toolkit-validation', waiting('PodInitializing')),
    ]),
    '0/1 Init:1/2 0',
  ],
  [
    'one whose init container crashes',
    initPod([container('driver-validation', waiting('CrashLoopBackOff'), { restartCount: 2 })]),
    '0/1 Init:CrashLoopBackOff 2',
  ],
  [
    'one whose init container ran out of memory',
    initPod([container('driver-validation', terminated(137, 'OOMKilled'))]),
    '0/1 Init:OOMKilled 0',
  ],
  [
    'one with a restartable init container',
    gpuPod(
      'p',
      { initContainers: [{ name: 'proxy', image: 'i', restartPolicy: 'Always' }] },
      { initContainerStatuses: [container('proxy', running, { started: true })] },
    ),
    '2/2 Running 0',
  ],
  [
    'one that is held back',
    gpuPod(
      'p',
      {},
      {
        phase: 'Pending',
        containerStatuses: [],
        conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }],
      },
    ),
    '0/1 SchedulingGated 0',
  ],
])('%s', (_, pod, cells) => {
  const { ready, status, restarts } = summarizePod(pod, testNow);
  expect(`${ready} ${status} ${restarts}`).toBe(cells);
});

it('says of a deleted pod that it terminates, whatever else it does', () => {
  const pod = gpuPod('p');
  pod.metadata.deletionTimestamp = '2021-06-01T00:10:30Z';
  expect(summarizePod(pod, testNow).status).toBe('Terminating');
});
