import { describe, expect, it } from 'vitest';
import { unavailable } from '../fact.ts';
import { factsOf, healthyWorld, NODE, operandPod, put, type World } from '../testing/doctorWorld.ts';
import { kubePod } from '../testing/kubeObjects.ts';
import { operatorReport } from './operatorReport.ts';

function reportOf(change: (world: World) => void = () => {}) {
  const world = healthyWorld();
  change(world);
  return operatorReport(factsOf(world));
}

const podOf = (world: World, component: string) =>
  world.pods.find(({ metadata }) => metadata.name === `${component}-${NODE}`);

function stuck(world: World, component: string, init: number): void {
  const pod = podOf(world, component);
  put(pod, ['status', 'conditions', 0, 'status'], 'False');
  put(pod, ['status', 'conditions', 1, 'status'], 'False');
  put(pod, ['status', 'initContainerStatuses', init, 'ready'], false);
  put(pod, ['status', 'initContainerStatuses', init, 'state'], { running: {} });
}

describe('the operator’s page', () => {
  it('shows every component in the order in which they wait for each other', () => {
    const { stages, installed, driver, nodes, setting, policies } = reportOf();
    expect(stages.map(({ component }) => component)).toEqual([
      'nfd-worker',
      'driver',
      'toolkit',
      'device-plugin',
      'validator',
      'feature-discovery',
      'dcgm',
      'dcgm-exporter',
    ]);
    expect(stages.every(({ ready, nodes: all }) => ready === all)).toBe(true);
    expect({ installed, driver, nodes }).toEqual({
      installed: 'operator',
      driver: 'container',
      nodes: [NODE],
    });
    expect(policies).toMatchObject([{ kind: 'ClusterPolicy', state: 'ready', driverVersion: '550.144.03' }]);
    expect(setting).toEqual({
      operatorNamespace: 'gpu-operator',
      release: 'gpu',
      operatorInstalled: true,
      operatorVersion: 'v24.9.2',
      runtime: 'containerd',
      distribution: null,
      kubernetesVersion: 'v1.29.2',
      policy: 'cluster-policy',
      exporterNamespace: 'gpu-operator',
      exporterService: 'nvidia-dcgm-exporter',
    });
  });

  it('tells the culprit from those that wait for it', () => {
    const { cells } = reportOf((world) => {
      const driver = podOf(world, 'driver');
      put(driver, ['status', 'conditions', 1, 'status'], 'False');
      put(driver, ['status', 'containerStatuses', 0], {
        name: 'driver',
        restartCount: 5,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: {
          terminated: { reason: 'Error', exitCode: 1, message: 'no', finishedAt: '2024-03-01T08:59:00Z' },
        },
      });
      stuck(world, 'toolkit', 0);
      stuck(world, 'validator', 0);
    });
    const troubled = cells.filter(({ role }) => role !== null);
    expect(troubled).toMatchObject([
      {
        component: 'driver',
        state: 'crashing',
        role: 'culprit',
        status: 'CrashLoopBackOff',
        restarts: 5,
        version: '550.144.03-ubuntu22.04',
        pod: { namespace: 'gpu-operator', name: 'driver-gpu-1' },
        lastTermination: { container: 'driver', reason: 'Error', exitCode: 1, message: 'no' },
      },
      {
        component: 'toolkit',
        state: 'waits',
        role: 'victim',
        waitsFor: 'driver',
        container: 'driver-validation',
      },
      { component: 'validator', state: 'waits', role: 'victim', waitsFor: 'driver' },
    ]);
  });

  it('names what is installed: the operator, something else that offers GPUs, or nothing', () => {
    expect(reportOf(() => {}).installed).toBe('operator');
    const alone = (world: World) => {
      world.pods = world.pods.filter(({ metadata }) => metadata.name === 'train');
      world.policies = [];
    };
    expect(reportOf(alone)).toMatchObject({ installed: 'other', setting: { operatorInstalled: false } });
    const bare = reportOf((world) => {
      alone(world);
      world.pods = [operandPod('nfd-worker', NODE)];
      put(world.nodes[0], ['status', 'capacity'], {});
      put(world.nodes[0], ['status', 'allocatable'], {});
    });
    expect(bare).toMatchObject({ installed: null, setting: { operatorInstalled: false } });
  });

  it('knows an operator that is scaled down by its policy', () => {
    const { setting } = reportOf((world) => {
      world.pods = world.pods.filter(({ metadata }) => metadata.name !== 'operator-control-1');
    });
    expect(setting.operatorInstalled).toBe(true);
  });

  it('has a cell for what is missing', () => {
    const { cells, stages } = reportOf((world) => {
      world.pods = world.pods.filter(({ metadata }) => metadata.name !== `dcgm-${NODE}`);
    });
    expect(cells.find(({ component }) => component === 'dcgm')).toMatchObject({
      state: 'missing',
      role: 'culprit',
      pod: null,
    });
    expect(stages.find(({ component }) => component === 'dcgm')).toMatchObject({
      nodes: 1,
      ready: 0,
      culprits: 1,
    });
  });

  it('names the first broken link of the metrics’ way', () => {
    expect(reportOf().metrics.broken).toBeNull();
    const { metrics } = reportOf((world) => {
      world.serviceMonitors = [];
      world.targets = [];
      world.gpus = [];
    });
    expect(metrics.broken).toBe('metrics-monitor');
    expect(metrics.links.map(({ check, verdict }) => `${check} ${verdict}`)).toEqual([
      'exporter-everywhere pass',
      'exporter-ready pass',
      'metrics-service pass',
      'metrics-endpoints pass',
      'metrics-monitor fail',
      'metrics-monitor-selected null',
      'metrics-target warn',
      'metrics-series null',
      'metrics-fresh null',
      'metrics-catalogue pass',
      'metrics-pods null',
    ]);
  });

  it('knows a device plugin and an exporter without the operator, on hosts with drivers of their own', () => {
    const { installed, driver, cells } = reportOf((world) => {
      world.policies = [];
      world.daemonSets = [];
      world.pods = [
        kubePod('plugin', {
          namespace: 'kube-system',
          node: NODE,
          gpus: 0,
          labels: { name: 'nvidia-device-plugin-ds' },
          status: { conditions: [{ type: 'Ready', status: 'True' }] },
        }),
      ];
    });
    expect({ installed, driver }).toEqual({ installed: 'bare', driver: 'host' });
    expect(cells).toMatchObject([{ component: 'device-plugin', state: 'ready', role: null }]);
  });

  it('shows the operator’s own metrics, the cluster’s first', () => {
    const { operatorMetrics } = reportOf((world) => {
      world.operatorSamples.push({
        name: 'gpu_operator_gpu_nodes_total',
        node: null,
        pod: 'operator-control-1',
        value: 1,
      });
    });
    expect(operatorMetrics?.map(({ name, node, value }) => [name, node, value]).slice(0, 3)).toEqual([
      ['gpu_operator_reconciliation_status', null, 1],
      ['gpu_operator_gpu_nodes_total', null, 1],
      ['gpu_operator_node_driver_ready', NODE, 1],
    ]);
    const facts = { ...factsOf(healthyWorld()), operatorSamples: unavailable<never>('refused') };
    expect(operatorReport(facts).operatorMetrics).toBeNull();
  });
});
