import { expect, it } from 'vitest';
import { whyNoUsage } from './whyNoUsage.ts';

const holds = { gpus: ['GPU-0'], gpusUnknown: false };
const none = { gpus: [], gpusUnknown: false };
const unnamed = { gpus: [], gpusUnknown: true };
const live = { isLive: true, isPartial: false };
const past = { isLive: false, isPartial: false };

it.each([
  ['has just got its GPU', holds, live, 'notCounted'],
  ['holds one after a range that is past', holds, past, 'podEmpty'],
  ['holds none', none, live, 'podEmpty'],
  ['is named by no exporter', unnamed, live, 'podUnknown'],
  ['is named by no exporter, after a range that is past', unnamed, past, 'podEmpty'],
  ['is looked at while a source is away', holds, { ...live, isPartial: true }, 'podUnknown'],
] as const)('a pod that %s', (_, pod, circumstances, why) => {
  expect(whyNoUsage(pod, circumstances)).toBe(why);
});
