import { describe, expect, it } from 'vitest';
import { kubePod } from '../testing/kubeObjects.ts';
import { componentRecord } from './componentRecord.ts';
import { PodObject } from './objects.ts';

/** A driver pod with its manager and two main containers, each in a state. */
function driver(manager: object, main: object, sidecar: object) {
  const pod = kubePod('nvidia-driver-daemonset-aaaaa', {
    namespace: 'gpu-operator',
    node: 'gpu-node-a',
    gpus: 0,
    labels: { app: 'nvidia-driver-daemonset' },
    spec: {
      initContainers: [
        { name: 'k8s-driver-manager', image: 'nvcr.io/nvidia/cloud-native/k8s-driver-manager:v0.7.0' },
      ],
      containers: [
        { name: 'nvidia-driver-ctr', image: 'nvcr.io/nvidia/driver:550' },
        { name: 'nvidia-gdrcopy-ctr', image: 'nvcr.io/nvidia/cloud-native/gdrdrv:v2.4.1' },
      ],
    },
    status: {
      initContainerStatuses: [{ name: 'k8s-driver-manager', ready: false, ...manager }],
      containerStatuses: [
        { name: 'nvidia-driver-ctr', ready: false, ...main },
        { name: 'nvidia-gdrcopy-ctr', ready: false, ...sidecar },
      ],
    },
  });
  const record = componentRecord(PodObject.parse(pod));
  if (record === undefined) throw new Error('no component');
  return record;
}

const DONE = { state: { terminated: { reason: 'Completed', exitCode: 0 } } };
const WAITS = { state: { waiting: { reason: 'PodInitializing' } } };
const RUNS = { ready: true, state: { running: {} } };
const ENDED = { state: { terminated: { reason: 'Error', exitCode: 1 } }, restartCount: 3 };
const BACK_OFF = { state: { waiting: { reason: 'CrashLoopBackOff' } }, restartCount: 4 };

describe('the container that holds a pod up', () => {
  it.each([
    ['an init container that backs off', driver(BACK_OFF, WAITS, WAITS), 'k8s-driver-manager'],
    ['an init container between two runs', driver(ENDED, WAITS, WAITS), 'k8s-driver-manager'],
    ['the main container that fails beside one that runs', driver(DONE, BACK_OFF, RUNS), 'nvidia-driver-ctr'],
    ['the sidecar that fails beside one that runs', driver(DONE, RUNS, BACK_OFF), 'nvidia-gdrcopy-ctr'],
    ['the first, where all run', driver(DONE, RUNS, RUNS), 'nvidia-driver-ctr'],
  ])('is %s', (_name, record, name) => {
    expect(record.heldUpBy?.name).toBe(name);
  });
});
