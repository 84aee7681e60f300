import type { CheckResult } from '@gpu-console/shared/contract';
import { describe, expect, it } from 'vitest';
import { unavailable } from '../fact.ts';
import { factsOf, healthyWorld, NODE, put, type World } from '../testing/doctorWorld.ts';
import { gpuCluster, gpuClusterWorld, heldByClaims } from '../testing/gpuClusterWorld.ts';
import type { Facts } from './facts.ts';
import { operatorReport } from './operatorReport.ts';
import { findAll } from './runChecks.ts';

const line = ({ verdict, check, variant, subject, blockedBy }: CheckResult) =>
  [verdict, check, variant, subject.name, ...(blockedBy === null ? [] : ['<-', blockedBy.check])]
    .filter(Boolean)
    .join(' ');

function resultsOf(change: (world: World) => void, more: Partial<Facts> = {}): readonly CheckResult[] {
  const world = gpuClusterWorld();
  change(world);
  return findAll({ ...factsOf(world), ...more });
}

/** What is found, passes aside. */
const found = (change: (world: World) => void = () => {}, more: Partial<Facts> = {}) =>
  resultsOf(change, more)
    .filter(({ verdict }) => verdict !== 'pass')
    .map(line)
    .toSorted();

const podOf = (world: World, component: string) => {
  const pod = world.pods.find(({ metadata }) => metadata.name === `${component}-${NODE}`);
  if (pod === undefined) throw new Error(`no pod of ${component}`);
  return pod;
};

function crashing(world: World, component: string): void {
  const pod = podOf(world, component);
  put(pod, ['status', 'conditions', 1, 'status'], 'False');
  put(pod, ['status', 'containerStatuses', 0], {
    name: component,
    ready: false,
    restartCount: 5,
    state: { waiting: { reason: 'CrashLoopBackOff' } },
    lastState: { terminated: { reason: 'Error', exitCode: 1, finishedAt: '2024-03-01T08:58:00Z' } },
  });
}

describe('a cluster with a GPUCluster', () => {
  it('misses no ClusterPolicy, no device plugin and no toolkit', () => {
    expect(found()).toEqual([]);
  });

  it('passes the checks that are about it', () => {
    const passed = new Set(resultsOf(() => {}).map(({ check }) => check));
    for (const check of [
      'gpucluster-state',
      'nvidiadriver-state',
      'driver-supported',
      'driver-ready',
      'dra-driver-ready',
      'dra-controller-ready',
      'validator-ready',
      'dcgm-ready',
      'exporter-ready',
      'exporter-everywhere',
      'gpu-allocatable',
      'metrics-service',
      'metrics-monitor',
      'metrics-target',
      'component-missing',
    ])
      expect(passed).toContain(check);
    for (const check of [
      'clusterpolicy-state',
      'operator-reconciles',
      'toolkit-ready',
      'device-plugin-ready',
    ])
      expect(passed).not.toContain(check);
  });

  it.each<[string, (world: World) => void, readonly string[]]>([
    [
      'not ready by itself',
      (world) => {
        world.gpuClusters = [gpuCluster('notReady', 'ReconcileFailed', 'Error syncing state')];
      },
      ['fail gpucluster-state not-ready'],
    ],
    [
      'a ClusterPolicy beside it',
      (world) => {
        const message = 'A ClusterPolicy CR "cluster-policy" exists';
        world.gpuClusters = [gpuCluster('notReady', 'PrerequisiteNotMet', message)];
      },
      ['fail gpucluster-state unmet'],
    ],
    [
      'one of another name',
      (world) => {
        world.gpuClusters.push(gpuCluster('ignored'));
        put(world.gpuClusters[1], ['metadata', 'name'], 'another');
      },
      ['warn gpucluster-state unused'],
    ],
    [
      'nothing written into it yet',
      (world) => {
        world.gpuClusters = [gpuCluster(null)];
      },
      ['unknown gpucluster-state'],
    ],
    [
      'no operator to act on it',
      (world) => {
        world.pods = world.pods.filter(({ metadata }) => !metadata.name.startsWith('operator-'));
      },
      ['fail operator-running absent'],
    ],
    [
      'Kubernetes before 1.34.2',
      (world) => {
        world.serverVersion = 'v1.34.1';
        put(world.nodes[0], ['status', 'nodeInfo', 'kubeletVersion'], 'v1.34.1');
      },
      ['warn platform-kubernetes older'],
    ],
    [
      'a driver before 580',
      (world) => {
        put(podOf(world, 'driver'), ['spec', 'containers', 0, 'image'], 'nvcr.io/nvidia/driver:570.133.20');
        for (const gpu of world.gpus) gpu.driverVersion = '570.133.20';
      },
      ['fail driver-supported too-old gpu-1'],
    ],
    [
      'a DRA driver that crashes, and those that claim GPUs',
      (world) => {
        crashing(world, 'dra-driver');
        world.slices = [];
        heldByClaims(world, 'validator', 'scheduler');
        heldByClaims(world, 'dcgm-exporter', 'kubelet');
        world.gpuClusters = [gpuCluster('notReady', 'OperandNotReady', 'Waiting for operand pods')];
      },
      [
        'fail dra-driver-ready crashing gpu-1',
        'warn exporter-ready waits gpu-1 <- dra-driver-ready',
        'warn gpu-allocatable waits-for-claims gpu-1 <- dra-driver-ready',
        'warn gpucluster-state waits <- dra-driver-ready',
        'warn validator-ready waits gpu-1 <- dra-driver-ready',
      ],
    ],
    [
      'a controller that is not ready anywhere',
      (world) => {
        const pod = world.pods.find(({ metadata }) => metadata.name === 'nvidia-dra-driver-controller');
        put(pod, ['status', 'conditions', 0, 'status'], 'False');
      },
      ['fail dra-controller-ready not-ready'],
    ],
    [
      'a DRA driver that finds no GPU',
      (world) => {
        world.slices = [];
        heldByClaims(world, 'validator', 'scheduler');
      },
      ['fail gpu-allocatable no-devices gpu-1', 'warn validator-ready waits gpu-1 <- gpu-allocatable'],
    ],
    [
      'the validator that cannot use the GPU it claims',
      (world) => {
        const pod = podOf(world, 'validator');
        put(pod, ['status', 'conditions', 0, 'status'], 'False');
        put(pod, ['status', 'conditions', 1, 'status'], 'False');
        put(pod, ['status', 'initContainerStatuses', 0], {
          name: 'gpu-validation',
          ready: false,
          restartCount: 4,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
        });
        put(pod, ['status', 'containerStatuses', 0, 'state'], { waiting: { reason: 'PodInitializing' } });
        put(pod, ['status', 'containerStatuses', 0, 'ready'], false);
      },
      ['fail validator-ready validation gpu-1'],
    ],
    [
      'a node that its label keeps the DRA driver off',
      (world) => {
        world.pods = world.pods.filter(({ metadata }) => !metadata.name.startsWith('dra-driver-'));
        world.slices = [];
      },
      [
        'fail component-missing missing gpu-1',
        'warn gpu-allocatable waits-for-claims gpu-1 <- component-missing',
      ],
    ],
  ])('that shows %s', (_name, change, expected) => {
    expect(found(change)).toEqual(expected.toSorted());
  });

  it('is named in what the operator’s absence says', () => {
    const [absent] = resultsOf((world) => {
      world.pods = world.pods.filter(({ metadata }) => !metadata.name.startsWith('operator-'));
    }).filter(({ check }) => check === 'operator-running');
    expect(absent?.params).toEqual({ kind: 'GPUCluster', policy: 'gpu-cluster' });
  });
});

describe('what the operator was told', () => {
  const reason = 'gpuclusters.nvidia.com is forbidden';

  it('is a ClusterPolicy, whatever is known of GPUClusters', () => {
    const facts = { ...factsOf(healthyWorld()), gpuClusters: unavailable<never>(reason) };
    const told = findAll(facts).filter(({ verdict }) => verdict !== 'pass');
    expect(told.map(line)).toEqual(['warn kubernetes-readable refused']);
  });

  it('is not known where only GPUClusters could tell, and those are refused', () => {
    const told = found(
      (world) => {
        world.gpuClusters = [];
      },
      { gpuClusters: unavailable(reason) },
    );
    expect(told).toEqual(
      expect.arrayContaining([
        'unknown clusterpolicy-state',
        'unknown gpucluster-state',
        'unknown operator-reconciles',
      ]),
    );
  });

  it('is missing where there is neither', () => {
    const told = found((world) => {
      world.gpuClusters = [];
    });
    expect(told).toContain('fail clusterpolicy-state missing');
  });
});

describe('the operator’s page of a GPUCluster', () => {
  const report = operatorReport(factsOf(gpuClusterWorld()));

  it('has the components that there can be, in the order in which they wait', () => {
    expect(report.stages.map(({ component }) => component)).toEqual([
      'nfd-worker',
      'driver',
      'dra-driver',
      'validator',
      'dcgm',
      'dcgm-exporter',
    ]);
    expect(report.stages.every(({ ready, nodes }) => ready === nodes)).toBe(true);
  });

  it('shows the GPUCluster and the NVIDIADriver, and no metric of a ClusterPolicy’s controller', () => {
    expect(report.policies).toMatchObject([
      { kind: 'GPUCluster', name: 'gpu-cluster', state: 'ready', driverVersion: null },
      { kind: 'NVIDIADriver', name: 'default', state: 'ready', driverVersion: '595.71.05' },
    ]);
    expect(report).toMatchObject({ installed: 'operator', driver: 'container', operatorMetrics: [] });
    expect(report.setting).toMatchObject({ release: 'gpu', exporterService: 'nvidia-dcgm-exporter-dra' });
  });

  it('has drivers of the hosts’ where no pod brings one and GPUs are claimed', () => {
    const world = gpuClusterWorld();
    world.pods = world.pods.filter(({ metadata }) => !metadata.name.startsWith('driver-'));
    world.daemonSets = world.daemonSets.slice(1);
    world.drivers = [];
    expect(operatorReport(factsOf(world)).driver).toBe('host');
  });
});

describe('ComputeDomains', () => {
  const domain = {
    metadata: { name: 'training', namespace: 'ml' },
    spec: { numNodes: 2, channel: { resourceClaimTemplate: { name: 'training-channel' } } },
    status: {
      status: 'NotReady',
      nodes: [{ name: 'gpu-1', ipAddress: '192.0.2.1', cliqueID: 'a.0', index: 0, status: 'Ready' }],
    },
  };

  it('are listed with the nodes that have joined', () => {
    const world = gpuClusterWorld();
    world.computeDomains = [domain, { metadata: { name: 'new', namespace: 'ml' }, spec: { numNodes: 0 } }];
    expect(operatorReport(factsOf(world)).computeDomains).toEqual([
      {
        namespace: 'ml',
        name: 'training',
        numNodes: 2,
        status: 'NotReady',
        nodes: [{ name: 'gpu-1', status: 'Ready' }],
      },
      { namespace: 'ml', name: 'new', numNodes: 0, status: null, nodes: [] },
    ]);
  });

  it('are none, or cannot be read', () => {
    const facts = factsOf(gpuClusterWorld());
    expect(operatorReport(facts).computeDomains).toEqual([]);
    expect(operatorReport({ ...facts, computeDomains: unavailable('forbidden') }).computeDomains).toBeNull();
  });
});
