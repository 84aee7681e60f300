import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../kubernetes/objectStore.ts';
import { podView } from './podView.ts';
import { placementOf, type SchedulableNode } from './scheduling.ts';

function node(
  name: string,
  gpus: number,
  change: Partial<{ taints: object[]; unschedulable: boolean }> = {},
): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { pool: name } },
    spec: { ...change },
    status: { allocatable: { cpu: '8', memory: '32Gi', pods: '110', 'nvidia.com/gpu': String(gpus) } },
  };
}

function pod(gpus: number, spec: Record<string, unknown> = {}) {
  const resources = { limits: { 'nvidia.com/gpu': String(gpus) } };
  return podView({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'default', uid: 'u' },
    spec: { containers: [{ name: 'c', image: 'cuda', resources }], ...spec },
  });
}

function free(object: KubeObject): SchedulableNode {
  return { node: object, requested: {}, podCount: 5, satisfiesClaims: true };
}

function taken(object: KubeObject, gpus: number): SchedulableNode {
  return { node: object, requested: { 'nvidia.com/gpu': gpus }, podCount: 5, satisfiesClaims: true };
}

const tainted = node('t', 8, { taints: [{ key: 'dedicated', value: 'research', effect: 'NoSchedule' }] });
const notReady = node('n', 8, { taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }] });
const cordoned = node('c', 8, { unschedulable: true });

describe('placementOf', () => {
  it.each([
    ['a free GPU', pod(1), [free(node('a', 1))], ['a']],
    [
      'the node its selector names',
      pod(1, { nodeSelector: { pool: 'b' } }),
      [free(node('a', 1)), free(node('b', 1))],
      ['b'],
    ],
    [
      'a taint it tolerates',
      pod(1, { tolerations: [{ key: 'dedicated', operator: 'Exists' }] }),
      [free(tainted)],
      ['t'],
    ],
    [
      'any taint with an empty key',
      pod(1, { tolerations: [{ operator: 'Exists' }] }),
      [free(tainted), free(notReady)],
      ['t', 'n'],
    ],
    [
      'required affinity',
      pod(1, {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [
                { matchExpressions: [{ key: 'pool', operator: 'In', values: ['b', 'c'] }] },
              ],
            },
          },
        },
      }),
      [free(node('a', 1)), free(node('b', 1))],
      ['b'],
    ],
  ])('accepts %s', (_, view, nodes, names) => {
    const { fits } = placementOf(view, nodes, { minor: 30 });
    expect(fits.map((fit) => fit.node.metadata.name)).toEqual(names);
  });

  it.each([
    [
      'the walk-through',
      19,
      pod(1),
      [taken(node('a', 1), 1)],
      '0/1 nodes are available: 1 Insufficient nvidia.com/gpu.',
    ],
    [
      'an old taint',
      19,
      pod(1),
      [free(tainted)],
      "0/1 nodes are available: 1 node(s) had taint {dedicated: research}, that the pod didn't tolerate.",
    ],
    [
      'an old selector',
      19,
      pod(1, { nodeSelector: { pool: 'x' } }),
      [free(node('a', 1))],
      "0/1 nodes are available: 1 node(s) didn't match node selector.",
    ],
    [
      'what others hold',
      30,
      pod(1),
      [taken(node('a', 1), 1)],
      '0/1 nodes are available: 1 Insufficient nvidia.com/gpu. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.',
    ],
    [
      'many reasons at once',
      30,
      pod(16),
      [free(node('a', 8)), taken(node('b', 8), 8), free(tainted), free(cordoned), free(notReady)],
      '0/5 nodes are available: 1 node(s) had untolerated taint {dedicated: research}, 1 node(s) had untolerated taint {node.kubernetes.io/not-ready: }, 1 node(s) were unschedulable, 2 Insufficient nvidia.com/gpu. preemption: 0/5 nodes are available: 5 Preemption is not helpful for scheduling.',
    ],
  ])('words the refusal for %s', (_, minor, view, nodes, message) => {
    expect(placementOf(view, nodes, { minor })).toMatchObject({ fits: [], message });
  });

  it('counts init containers and sidecars as the scheduler does', () => {
    const gpu = (count: number) => ({ limits: { 'nvidia.com/gpu': String(count) } });
    const view = pod(1, {
      initContainers: [
        { name: 'sidecar', restartPolicy: 'Always', resources: gpu(1) },
        { name: 'check', resources: gpu(3) },
      ],
    });
    expect(view.requests['nvidia.com/gpu']).toBe(4);
  });
});
