import { gpuResourceTest } from '@gpu-console/shared/kubernetes';
import { describe, expect, it } from 'vitest';
import { kubePod } from '../testing/kubeObjects.ts';
import { PodObject } from './objects.ts';
import { podRecord } from './records.ts';

const record = (...of: Parameters<typeof kubePod>) =>
  podRecord(PodObject.parse(kubePod(...of)), gpuResourceTest());

describe('where a pod may be placed', () => {
  it('is read with what the API server fills in', () => {
    const nodeSelectorTerms = [{ matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'] }] }];
    const spec = {
      nodeSelector: { pool: 'train' },
      tolerations: [{ operator: 'Exists' }, { key: 'dedicated', value: 'ml', effect: 'NoSchedule' }],
      affinity: {
        nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } },
      },
      schedulingGates: [{ name: 'kueue.x-k8s.io/admission' }],
    };
    expect(record('p', { spec })?.placement).toEqual({
      nodeSelector: { pool: 'train' },
      tolerations: [
        { key: '', operator: 'Exists', value: '', effect: '' },
        { key: 'dedicated', operator: 'Equal', value: 'ml', effect: 'NoSchedule' },
      ],
      affinityTerms: [{ ...nodeSelectorTerms[0], matchFields: [] }],
      gates: ['kueue.x-k8s.io/admission'],
    });
  });

  it('may be anywhere', () => {
    const placement = { nodeSelector: {}, tolerations: [], affinityTerms: null, gates: [] };
    expect(record('p')?.placement).toEqual(placement);
    expect(record('p', { spec: { affinity: { podAffinity: {} } } })?.placement).toEqual(placement);
  });
});

describe('a pod’s group', () => {
  it.each([
    ['labels', 'scheduling.x-k8s.io/pod-group'],
    ['labels', 'pod-group.scheduling.sigs.k8s.io'],
    ['labels', 'kueue.x-k8s.io/pod-group-name'],
    ['annotations', 'scheduling.k8s.io/group-name'],
    ['annotations', 'scheduling.volcano.sh/group-name'],
  ])('is named in %s by %s', (where, key) => {
    expect(record('p', { metadata: { [where]: { [key]: 'g' } } })?.group).toEqual({
      name: 'g',
      minimum: null,
    });
  });

  it('may say how many it takes', () => {
    const metadata = {
      labels: { 'kueue.x-k8s.io/pod-group-name': 'g' },
      annotations: { 'kueue.x-k8s.io/pod-group-total-count': '3' },
    };
    expect(record('p', { metadata })?.group).toEqual({ name: 'g', minimum: 3 });
  });

  it('is none for a pod of its own', () => {
    expect(record('p')?.group).toBeNull();
  });
});
