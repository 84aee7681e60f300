import { describe, expect, it } from 'vitest';
import { parseFieldSelector, parseLabelSelector } from './selectors.ts';
import { gpuPod } from './testCluster.ts';

const pod = gpuPod('trainer-0');
pod.metadata.labels = { app: 'trainer', tier: 'gpu', empty: '' };

describe('label selectors', () => {
  it.each([
    ['', true],
    ['app=trainer', true],
    ['app==trainer', true],
    ['app=other', false],
    ['app!=other', true],
    ['missing!=anything', true],
    ['missing=', false],
    ['empty=', true],
    ['app in (other, trainer)', true],
    ['app in (other)', false],
    ['app notin (other)', true],
    ['missing notin (other)', true],
    ['tier', true],
    ['!tier', false],
    ['!missing', true],
    ['app in (trainer,x),tier=gpu, !missing', true],
    ['app=trainer,tier=cpu', false],
    ['nvidia.com/gpu.present', false],
  ])('%s', (text, matches) => {
    expect(parseLabelSelector(text)(pod)).toBe(matches);
  });

  it('refuses what is no selector', () => {
    expect(() => parseLabelSelector('a b')).toThrow('unable to parse requirement');
    expect(() => parseLabelSelector('app in trainer')).toThrow('unable to parse requirement');
  });
});

describe('field selectors', () => {
  it.each([
    ['metadata.name=trainer-0', true],
    ['metadata.namespace!=gpu', false],
    ['spec.nodeName=worker-gpu-001,status.phase!=Succeeded,status.phase!=Failed', true],
    ['status.phase==Pending', false],
    ['spec.hostNetwork=false', true],
  ])('%s', (text, matches) => {
    expect(parseFieldSelector(text, 'Pod')(pod)).toBe(matches);
  });

  it('refuses a field that the kind is not selected by', () => {
    expect(() => parseFieldSelector('spec.nodeName=a', 'Node')).toThrow(
      'field label not supported: spec.nodeName',
    );
  });
});
