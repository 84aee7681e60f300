import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as accounting from './accounting.ts';
import { type AccountedContainer, type AccountedPod, addResources } from './accounting.ts';
import { gpuResourceTest } from './gpuResources.ts';

const isGpu = gpuResourceTest();
type Side = 'requests' | 'limits';
const containerGpus = (container: AccountedContainer, side: Side) =>
  accounting.containerGpus(container, side, isGpu);
const podGpus = (pod: AccountedPod, side: Side) => accounting.podGpus(pod, side, isGpu);

const GPU = 'nvidia.com/gpu';
const MIG = 'nvidia.com/mig-1g.10gb';

function asks(gpus: number, resource = GPU): AccountedContainer {
  const amounts = { [resource]: String(gpus) };
  return { resources: { requests: amounts, limits: amounts } };
}

function sidecar(gpus: number): AccountedContainer {
  return { ...asks(gpus), restartPolicy: 'Always' };
}

const idle: AccountedContainer = {};

describe('the GPUs of one container', () => {
  it('are its requests', () => {
    expect(containerGpus({ resources: { requests: { [GPU]: '2' } } }, 'requests')).toEqual({ [GPU]: 2 });
  });

  it('are its limits where a manifest gives only those', () => {
    expect(containerGpus({ resources: { limits: { [GPU]: 1 } } }, 'requests')).toEqual({ [GPU]: 1 });
  });

  it('leave out what is no GPU', () => {
    const limits = { cpu: '4', memory: '16Gi', [MIG]: '1' };
    expect(containerGpus({ resources: { limits } }, 'limits')).toEqual({ [MIG]: 1 });
  });

  it('have no limit where there is only a request', () => {
    expect(containerGpus({ resources: { requests: { [GPU]: '1' } } }, 'limits')).toEqual({});
  });
});

/** Each case as resource.PodRequests (k8s.io/component-helpers) counts it. */
const CASES: readonly [what: string, pod: AccountedPod, gpus: number | undefined][] = [
  ['a pod without GPUs', { containers: [idle] }, undefined],
  ['one container', { containers: [asks(1)] }, 1],
  ['containers run together', { containers: [asks(1), idle, asks(2)] }, 3],
  ['an init container smaller than the containers', { containers: [asks(2)], initContainers: [asks(1)] }, 2],
  ['an init container larger than the containers', { containers: [asks(1)], initContainers: [asks(4)] }, 4],
  [
    'init containers run one after another',
    { containers: [asks(1)], initContainers: [asks(2), asks(3), asks(1)] },
    3,
  ],
  ['a sidecar runs beside the containers', { containers: [asks(1)], initContainers: [sidecar(1)] }, 2],
  [
    'an init container runs beside the sidecars started before it',
    { containers: [asks(1)], initContainers: [sidecar(2), asks(3)] },
    5,
  ],
  [
    'an init container does not run beside a sidecar started after it',
    { containers: [asks(1)], initContainers: [asks(3), sidecar(1)] },
    3,
  ],
  [
    'sidecars add up while init containers come and go',
    { containers: [asks(1)], initContainers: [sidecar(1), asks(2), sidecar(1), asks(2)] },
    4,
  ],
  ['sidecars alone', { containers: [idle], initContainers: [sidecar(1), sidecar(2)] }, 3],
  [
    'the overhead comes on top',
    { containers: [asks(1)], initContainers: [asks(2)], overhead: { [GPU]: '1' } },
    3,
  ],
];

describe('the GPUs a pod counts for', () => {
  it.each(CASES)('%s', (_what, pod, gpus) => {
    expect(podGpus(pod, 'requests')[GPU]).toBe(gpus);
    expect(podGpus(pod, 'limits')[GPU]).toBe(gpus);
  });

  it('have a limit raised by the overhead, but none made by it', () => {
    const pod = { containers: [asks(1)], overhead: { [GPU]: '1', [MIG]: '1' } };
    expect(podGpus(pod, 'requests')).toEqual({ [GPU]: 2, [MIG]: 1 });
    expect(podGpus(pod, 'limits')).toEqual({ [GPU]: 2 });
  });

  it('are the containers’ whatever the pod-level resources say: those hold for cpu, memory and hugepages', () => {
    const pod = { containers: [asks(1)], resources: { requests: { [GPU]: '4' }, limits: { [GPU]: '4' } } };
    expect(podGpus(pod, 'requests')).toEqual({ [GPU]: 1 });
  });

  it('are those of any vendor that an admin names', () => {
    const limits = { 'amd.com/gpu': '2', 'gpu.intel.com/i915': 1, 'nvidia.com/gpumem': '3k' };
    const pod = { containers: [{ resources: { limits } }] };
    const isAny = gpuResourceTest(['amd.com/gpu', 'gpu.intel.com/*', 'nvidia.com/gpumem']);
    expect(podGpus(pod, 'requests')).toEqual({});
    expect(accounting.podGpus(pod, 'requests', isAny)).toEqual({
      'amd.com/gpu': 2,
      'gpu.intel.com/i915': 1,
      'nvidia.com/gpumem': 3000,
    });
  });

  it('are counted per resource, each with its own peak', () => {
    const pod = { containers: [asks(1), asks(2, MIG)], initContainers: [asks(3), asks(1, MIG)] };
    expect(podGpus(pod, 'requests')).toEqual({ [GPU]: 3, [MIG]: 2 });
  });

  it('know no restart policy but Always as a sidecar’s', () => {
    const init = { ...asks(2), restartPolicy: 'OnFailure' };
    expect(podGpus({ containers: [asks(1)], initContainers: [init] }, 'requests')).toEqual({ [GPU]: 2 });
  });
});

const anyContainer = fc
  .record({ gpus: fc.nat({ max: 8 }), mig: fc.nat({ max: 8 }) })
  .map(
    ({ gpus, mig }): AccountedContainer => ({ resources: { limits: { [GPU]: gpus, [MIG]: String(mig) } } }),
  );
const anyInit = fc
  .tuple(anyContainer, fc.boolean())
  .map(([container, always]) => (always ? { ...container, restartPolicy: 'Always' } : container));
const anyPod = fc.record({
  containers: fc.array(anyContainer, { minLength: 1, maxLength: 4 }),
  initContainers: fc.array(anyInit, { maxLength: 4 }),
});

function containsAtLeast(more: Readonly<Record<string, number>>, less: Readonly<Record<string, number>>) {
  for (const [name, amount] of Object.entries(less)) expect(more[name] ?? 0).toBeGreaterThanOrEqual(amount);
}

describe('pod accounting in general', () => {
  it('does not depend on the order of the plain containers', () => {
    fc.assert(
      fc.property(
        anyPod.chain((pod) =>
          fc.tuple(
            fc.constant(pod),
            fc.shuffledSubarray(pod.containers, { minLength: pod.containers.length }),
          ),
        ),
        ([pod, shuffled]) => {
          expect(podGpus({ ...pod, containers: shuffled }, 'requests')).toEqual(podGpus(pod, 'requests'));
        },
      ),
    );
  });

  it('never counts less for one more container, wherever it stands', () => {
    fc.assert(
      fc.property(anyPod, anyContainer, anyInit, fc.nat({ max: 4 }), (pod, container, init, at) => {
        const before = podGpus(pod, 'requests');
        containsAtLeast(podGpus({ ...pod, containers: [...pod.containers, container] }, 'requests'), before);
        const initContainers = pod.initContainers.toSpliced(at, 0, init);
        containsAtLeast(podGpus({ ...pod, initContainers }, 'requests'), before);
      }),
    );
  });

  it('counts at least what runs together, and no more than everything at once', () => {
    fc.assert(
      fc.property(anyPod, (pod) => {
        const total = podGpus(pod, 'requests');
        const sidecars = pod.initContainers.filter((init) => 'restartPolicy' in init);
        const sum = (containers: readonly AccountedContainer[]) =>
          containers.map((one) => containerGpus(one, 'requests')).reduce(addResources, {});
        containsAtLeast(total, sum([...pod.containers, ...sidecars]));
        containsAtLeast(sum([...pod.containers, ...pod.initContainers]), total);
      }),
    );
  });
});
