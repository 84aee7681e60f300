import { Gpu } from '@gpu-console/shared/contract';
import { columnMetrics } from '@gpu-console/shared/metrics';
import { describe, expect, it } from 'vitest';
import { clusterOf, deviceOf, viewOf } from '../testing/fleetObjects.ts';
import { exporterPod, kubeNode, kubePod } from '../testing/kubeObjects.ts';
import { joinFleet } from './fleet.ts';

const MIB = 2 ** 20;
const cluster = clusterOf(
  [kubeNode('worker-1'), kubeNode('worker-2'), kubeNode('worker-10')],
  [exporterPod('worker-1'), kubePod('train', { node: 'worker-1' })],
);
const train = { namespace: 'ml', name: 'train', container: 'main' };

describe('the fleet', () => {
  it('turns each field into its metric’s base unit', () => {
    const values = {
      DCGM_FI_DEV_GPU_UTIL: 44,
      DCGM_FI_DEV_MEM_COPY_UTIL: 25,
      DCGM_FI_DEV_FB_USED: 4845,
      DCGM_FI_DEV_FB_FREE: 35_690,
      DCGM_FI_DEV_FB_RESERVED: 425,
      DCGM_FI_DEV_GPU_TEMP: 41,
      DCGM_FI_DEV_POWER_USAGE: 302.206,
      DCGM_FI_DEV_SM_CLOCK: 1410,
      DCGM_FI_DEV_XID_ERRORS: 79,
    };
    const [gpu] = joinFleet(cluster, viewOf([deviceOf('GPU-1', { values })])).gpus;
    expect(gpu).toMatchObject({
      utilization: 0.44,
      utilizationSource: 'DCGM_FI_DEV_GPU_UTIL',
      memoryUsedBytes: 4845 * MIB,
      memoryTotalBytes: 40_960 * MIB,
      temperatureCelsius: 41,
      powerWatts: 302.206,
      smClockHertz: 1.41e9,
      readings: {
        memoryBandwidthActivity: 0.25,
        memoryTemperature: null,
        xid: 79,
        tensorActivity: null,
      },
    });
  });

  it.each(columnMetrics)(
    'has a reading of $id, in its base unit, by its first field that reports',
    ({ id, fields }) => {
      for (const { field, scale } of fields) {
        const [gpu] = joinFleet(cluster, viewOf([deviceOf('GPU-1', { values: { [field]: 7 } })])).gpus;
        expect(Gpu.parse(gpu).readings).toMatchObject({ [id]: 7 * scale });
      }
    },
  );

  it('prefers the profiling field to the coarse one', () => {
    const values = { DCGM_FI_DEV_GPU_UTIL: 100, DCGM_FI_PROF_GR_ENGINE_ACTIVE: 0.31 };
    const [gpu] = joinFleet(cluster, viewOf([deviceOf('GPU-1', { values })])).gpus;
    expect(gpu).toMatchObject({
      utilization: 0.31,
      utilizationSource: 'DCGM_FI_PROF_GR_ENGINE_ACTIVE',
    });
  });

  it('knows no total where a part of the memory is unknown', () => {
    const [gpu] = joinFleet(
      cluster,
      viewOf([deviceOf('GPU-1', { values: { DCGM_FI_DEV_FB_USED: 5 } })]),
    ).gpus;
    expect(gpu).toMatchObject({ memoryUsedBytes: 5 * MIB, memoryTotalBytes: null });
  });

  it('is sorted by node, index and instance, as people count', () => {
    const at = (hostname: string) => ({ origin: { hostname } });
    const devices = [
      deviceOf('GPU-c', { ...at('worker-10'), index: 0 }),
      deviceOf('GPU-b', { ...at('worker-2'), index: 10 }),
      deviceOf('GPU-a', { ...at('worker-2'), index: 9, instance: { id: '10', profile: null } }),
      deviceOf('GPU-a', { ...at('worker-2'), index: 9, instance: { id: '9', profile: null } }),
      deviceOf('GPU-a', { ...at('worker-2'), index: 9 }),
    ];
    const { gpus } = joinFleet(cluster, viewOf(devices));
    expect(gpus.map(({ uuid, instance }) => [uuid, instance?.id])).toEqual([
      ['GPU-a', undefined],
      ['GPU-a', '9'],
      ['GPU-a', '10'],
      ['GPU-b', undefined],
      ['GPU-c', undefined],
    ]);
  });

  it('finds the GPUs of a node and of a pod', () => {
    const devices = [
      deviceOf('GPU-1', { workloads: [train, { namespace: 'ml', name: 'eval', container: null }] }),
      deviceOf('GPU-2', { index: 1, workloads: [train] }),
      deviceOf('GPU-3', { origin: {} }),
    ];
    const fleet = joinFleet(cluster, viewOf(devices));
    const uuids = (gpus: readonly { uuid: string }[] | undefined) => gpus?.map(({ uuid }) => uuid);
    expect(uuids(fleet.byNode.get('worker-1'))).toEqual(['GPU-1', 'GPU-2']);
    expect(uuids(fleet.byPod.get('ml/train'))).toEqual(['GPU-1', 'GPU-2']);
    expect(uuids(fleet.byPod.get('ml/eval'))).toEqual(['GPU-1']);
    expect(uuids(fleet.gpus.filter(({ node }) => node === null))).toEqual(['GPU-3']);
  });

  it('takes the model from the node where the exporter names none', () => {
    const labels = { 'nvidia.com/gpu.product': 'Tesla-V100-SXM2-32GB' };
    const cluster = clusterOf([kubeNode('worker-1', { labels })]);
    const { gpus } = joinFleet(cluster, viewOf([{ ...deviceOf('GPU-1'), product: null }, deviceOf('GPU-2')]));
    expect(gpus.map(({ product }) => product)).toEqual(['Tesla-V100-SXM2-32GB', 'Tesla T4']);
  });

  it('never takes the exporter for a workload, whatever its pod is called', () => {
    const labels = { app: 'nvidia-dcgm-exporter' };
    const metadata = { ownerReferences: [{ kind: 'DaemonSet', name: 'metrics', controller: true }] };
    const pod = kubePod('metrics-x', { namespace: 'gpu', gpus: 0, labels, metadata });
    const renamed = clusterOf([kubeNode('worker-1')], [pod]);
    const workloads = [{ namespace: 'gpu', name: 'metrics-x', container: 'exporter' }, train];
    const fleet = joinFleet(renamed, viewOf([deviceOf('GPU-1', { workloads })]));
    expect(fleet.gpus[0]?.pods).toEqual([train]);
  });

  it.each([
    ['bare, of its own', {}],
    ['in the operator’s own namespace', { namespace: 'gpu-operator' }],
    [
      'of a DaemonSet',
      { metadata: { ownerReferences: [{ kind: 'DaemonSet', name: 'train', controller: true }] } },
    ],
  ])('keeps a pod that asks for GPUs as their holder, though it says it is the exporter: %s', (_, more) => {
    const labels = { app: 'nvidia-dcgm-exporter' };
    const pod = kubePod('miner', { labels, node: 'worker-1', ...more });
    const disguised = clusterOf([kubeNode('worker-1')], [pod]);
    const workloads = [{ namespace: pod.metadata.namespace ?? '', name: 'miner', container: 'main' }];
    const fleet = joinFleet(disguised, viewOf([deviceOf('GPU-1', { workloads })]));
    expect(fleet.gpus[0]?.pods).toEqual(workloads);
  });

  it('knows which GPU or instance idles', () => {
    const instance = { id: '1', profile: '1g.10gb' };
    const devices = [deviceOf('GPU-1'), deviceOf('GPU-1', { instance }), deviceOf('GPU-2')];
    const fleet = joinFleet(cluster, viewOf(devices, ['GPU-1/1', 'GPU-2']));
    expect(fleet.gpus.filter(fleet.isIdle).map(({ uuid, instance }) => [uuid, instance?.id])).toEqual([
      ['GPU-2', undefined],
      ['GPU-1', '1'],
    ]);
  });

  it('is empty where no metrics are known', () => {
    expect(joinFleet(cluster, undefined).gpus).toEqual([]);
  });
});
