import { expect, it } from 'vitest';
import { lastFailure } from './lastFailure.ts';

const pod = { phase: 'Running', startedAt: 1000, finishedAt: null };
const container = (exitCode: number, finishedAt: number | null) => ({
  lastTermination: { reason: 'Error', exitCode, finishedAt },
});

it.each([
  ['runs', pod, [], null],
  ['ended well', { ...pod, phase: 'Succeeded', finishedAt: 2000 }, [container(0, 2000)], null],
  ['failed', { ...pod, phase: 'Failed', finishedAt: 2000 }, [], { from: 1000, to: 2120 }],
  ['failed after long', { ...pod, phase: 'Failed', finishedAt: 100_000 }, [], { from: 78_400, to: 100_120 }],
  ['had a container fail', pod, [container(1, 1500), container(137, 1800)], { from: 1000, to: 1920 }],
  ['never started', { ...pod, phase: 'Failed', startedAt: null, finishedAt: 2000 }, [], null],
] as const)('of a pod that %s', (_, partOfPod, containers, window) => {
  expect(lastFailure({ pod: partOfPod, containers })).toEqual(window);
});
