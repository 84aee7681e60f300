import type { PodClaim } from '@gpu-console/shared/contract';
import { describe, expect, it } from 'vitest';
import { askedText } from './requests.ts';

const words = { or: ' or ', all: (deviceClass: string) => `all ${deviceClass}` };
const gpu = (count: number | null) => ({ name: null, deviceClass: 'gpu.nvidia.com', count });
const mig = { name: 'small', deviceClass: 'mig.nvidia.com', count: 1 };
const claim = (alternatives: PodClaim['alternatives'], allocated = 0): PodClaim => ({
  claim: 'c',
  request: 'gpu',
  alternatives,
  allocated,
  chosen: null,
});

describe('what a pod asks for', () => {
  it.each([
    ['counted', { requests: { 'nvidia.com/gpu': 2 }, claims: [] }, '2 gpu'],
    ['nothing', { requests: {}, claims: [] }, '–'],
    [
      'one of several',
      { requests: {}, claims: [claim([gpu(2), mig])] },
      '2 gpu.nvidia.com or 1 mig.nvidia.com',
    ],
    ['all', { requests: {}, claims: [claim([gpu(null)])] }, 'all gpu.nvidia.com'],
    [
      'counted and one of several',
      { requests: { 'nvidia.com/gpu': 1 }, claims: [claim([gpu(2), mig])] },
      '1 gpu + 2 gpu.nvidia.com or 1 mig.nvidia.com',
    ],
    [
      'given already',
      { requests: { 'gpu.nvidia.com': 2 }, claims: [claim([gpu(2), mig], 2)] },
      '2 gpu.nvidia.com',
    ],
    [
      'one claim that counts',
      { requests: { 'gpu.nvidia.com': 1 }, claims: [claim([gpu(1)])] },
      '1 gpu.nvidia.com',
    ],
  ])('%s', (_, pod, text) => {
    expect(askedText(pod, words)).toBe(text);
  });
});
