import { describe, expect, it } from 'vitest';
import { clusterOf, deviceOf, viewOf } from '../testing/fleetObjects.ts';
import { type KubeObject, kubePod } from '../testing/kubeObjects.ts';
import { joinFleet } from './fleet.ts';
import { podView } from './pods.ts';

describe('a pod’s view', () => {
  const recordOf = (object: ReturnType<typeof kubePod>) => {
    const [record] = clusterOf([], [object]).pods.values();
    if (record === undefined) throw new Error('the pod asks for no GPU');
    return record;
  };

  it('has the GPUs that the exporter attributes to it, a split one once', () => {
    const workloads = [{ namespace: 'ml', name: 'train', container: 'main' }];
    const slice = (id: string) => ({ id, profile: '1g.10gb' });
    const metrics = viewOf([
      deviceOf('GPU-1', {
        workloads,
        values: { DCGM_FI_PROF_GR_ENGINE_ACTIVE: 0.5, DCGM_FI_DEV_POWER_USAGE: 60 },
      }),
      deviceOf('GPU-2', { workloads, index: 1, instance: slice('1') }),
      deviceOf('GPU-2', { workloads, index: 1, instance: slice('2') }),
      deviceOf('GPU-3', { workloads: [{ namespace: 'other', name: 'train', container: null }] }),
    ]);
    const record = recordOf(kubePod('train', { node: 'worker-1', gpus: 3 }));
    expect(podView(record, joinFleet(clusterOf([]), metrics))).toMatchObject({
      gpus: ['GPU-1', 'GPU-2'],
      utilization: 0.5,
      powerWatts: 60,
      requests: { 'nvidia.com/gpu': 3 },
      pending: null,
    });
  });

  it('says why the pod waits', () => {
    const message = '0/1 nodes are available: 1 Insufficient nvidia.com/gpu.';
    const conditions = [
      { type: 'PodScheduled', status: 'False', message, lastTransitionTime: '2024-03-01T08:00:00Z' },
    ];
    const view = podView(
      recordOf(kubePod('train', { status: { conditions } })),
      joinFleet(clusterOf([]), undefined),
    );
    expect(view.pending).toEqual({
      reasons: ['1 Insufficient nvidia.com/gpu'],
      causes: [
        {
          kind: 'insufficient',
          nodes: 1,
          detail: 'nvidia.com/gpu',
          places: [],
          text: '1 Insufficient nvidia.com/gpu',
        },
      ],
      message,
      since: 1_709_280_000,
    });
    expect(view).toMatchObject({ gpus: [], utilization: null });
  });

  it('waits without a reason until the scheduler has spoken', () => {
    const view = podView(recordOf(kubePod('train')), joinFleet(clusterOf([]), undefined));
    expect(view.pending).toMatchObject({ reasons: [], message: null });
  });
});

describe('a running pod whose GPUs nobody names', () => {
  const running = kubePod('train', { node: 'worker-1' });
  const view = (pod: KubeObject, devices: Parameters<typeof viewOf>[0]) => {
    const cluster = clusterOf([], [pod]);
    const record = cluster.pods.get('ml/train');
    if (record === undefined) throw new Error('there is no record');
    return podView(record, joinFleet(cluster, viewOf(devices)));
  };

  it('has unknown GPUs where its node’s report', () => {
    expect(view(running, [deviceOf('GPU-1')]).gpusUnknown).toBe(true);
  });

  it('has known ones once the exporter names it', () => {
    const workloads = [{ namespace: 'ml', name: 'train', container: 'main' }];
    expect(view(running, [deviceOf('GPU-1', { workloads })]).gpusUnknown).toBe(false);
  });

  it('has none to be known where nothing reports, or it does not run', () => {
    expect(view(running, []).gpusUnknown).toBe(false);
    expect(
      view(kubePod('train', { node: 'worker-1', phase: 'Succeeded' }), [deviceOf('GPU-1')]).gpusUnknown,
    ).toBe(false);
  });
});
