import { describe, expect, it } from 'vitest';
import { factsOf, healthyWorld, NODE, put, type World } from '../testing/doctorWorld.ts';
import { kubePod } from '../testing/kubeObjects.ts';
import { fleetProblems } from './problems.ts';

function problemsOf(change: (world: World) => void) {
  const world = healthyWorld();
  change(world);
  return fleetProblems(factsOf(world));
}

const alert = (labels: Record<string, string>, summary = 'it burns') => ({
  labels,
  annotations: { summary },
  activeAt: 0,
});

describe('what needs a look', () => {
  it('is nothing in a healthy fleet', () => {
    expect(problemsOf(() => {})).toEqual([]);
  });

  it('is said in both languages, with where it is', () => {
    const [problem] = problemsOf((world) =>
      put(world.nodes[0], ['status', 'conditions', 0, 'status'], 'False'),
    );
    expect(problem).toEqual({
      id: 'node-ready/gpu-1/not-ready',
      kind: 'node-ready',
      severity: 'critical',
      node: NODE,
      gpu: null,
      pod: null,
      title: {
        en: 'Node gpu-1 is not ready: kubelet says so',
        'zh-CN': '节点 gpu-1 未就绪：kubelet says so',
      },
      params: { node: NODE, reason: 'kubelet says so' },
      message: 'Node gpu-1 is not ready: kubelet says so',
    });
  });

  it.each([
    [79, 'critical'],
    [94, 'warning'],
    [31, 'info'],
  ])('is XID %d, which is %s', (xid, severity) => {
    const problems = problemsOf((world) => put(world.gpus[1], ['values', 'DCGM_FI_DEV_XID_ERRORS'], xid));
    expect(problems).toMatchObject([{ kind: 'xid', severity, gpu: 'GPU-1', node: NODE, params: { xid } }]);
  });

  it('is the culprit, and none of its victims', () => {
    const problems = problemsOf((world) => {
      const pod = world.pods.find(({ metadata }) => metadata.name === `driver-${NODE}`);
      put(pod, ['status', 'conditions', 1, 'status'], 'False');
      put(pod, ['status', 'containerStatuses', 0], {
        name: 'driver',
        state: { waiting: { reason: 'CrashLoopBackOff' } },
      });
      world.driverLogs.set(`gpu-operator/driver-${NODE}`, 'The Nouveau kernel driver is currently in use');
    });
    expect(problems.map(({ kind }) => kind)).toEqual(['driver-nouveau']);
  });

  it('is one trouble of a GPU once, whatever many checks see it', () => {
    const problems = problemsOf((world) => {
      put(world.gpus[1], ['values'], { DCGM_FI_DEV_XID_ERRORS: 48, DCGM_FI_DEV_GPU_TEMP: 85 });
      put(world.readings, ['DCGM_FI_DEV_ECC_DBE_VOL_TOTAL', 'GPU-1'], 1);
      put(world.readings, ['DCGM_FI_DEV_CLOCK_THROTTLE_REASONS', 'GPU-1'], 0x40);
    });
    expect(problems.map(({ kind }) => kind)).toEqual(['xid', 'gpu-throttle']);
  });

  it('leads to a pod that asks for GPUs', () => {
    const requests = { 'nvidia.com/gpu': '9' };
    const pod = kubePod('greedy', { spec: { containers: [{ name: 'main', resources: { requests } }] } });
    expect(problemsOf((world) => world.pods.push(pod))).toMatchObject([
      { kind: 'request-satisfiable', severity: 'warning', pod: { namespace: 'ml', name: 'greedy' } },
    ]);
  });

  it('comes before what takes nobody’s GPU away, of what is equally severe', () => {
    const problems = problemsOf((world) => {
      world.services = [];
      world.targets = [];
      put(world.gpus[1], ['values', 'DCGM_FI_DEV_XID_ERRORS'], 79);
    });
    expect(problems.map(({ kind, severity }) => `${kind} ${severity}`)).toEqual([
      'xid critical',
      'metrics-service critical',
    ]);
  });

  it('comes worst first, each with an id of its own', () => {
    const problems = problemsOf((world) => {
      world.exported = world.exported.filter((field) => field !== 'DCGM_FI_DEV_MEMORY_TEMP');
      put(world.gpus[0], ['values', 'DCGM_FI_DEV_XID_ERRORS'], 31);
      put(world.gpus[1], ['values', 'DCGM_FI_DEV_GPU_TEMP'], 85);
      put(world.nodes[0], ['status', 'allocatable', 'nvidia.com/gpu'], '1');
    });
    expect(problems.map(({ severity }) => severity)).toEqual(['critical', 'warning', 'info', 'info']);
    expect(new Set(problems.map(({ id }) => id)).size).toBe(problems.length);
  });
});

describe('an alert that fires', () => {
  it('is a problem where it is about a GPU or its node', () => {
    const problems = problemsOf((world) => {
      world.firing = [
        alert({ alertname: 'GpuFansOff', severity: 'critical', UUID: 'GPU-1', Hostname: NODE }),
        alert({ alertname: 'DcgmSlow', instance: `${NODE}:9400` }),
        alert({ alertname: 'Watchdog', severity: 'none' }),
        alert({ alertname: 'KubeSchedulerDown', severity: 'critical' }, 'no scheduler'),
      ];
    });
    expect(problems).toMatchObject([
      { id: 'alert/GpuFansOff/GPU-1', severity: 'critical', gpu: 'GPU-1', node: NODE, kind: 'alert' },
      { id: 'alert/DcgmSlow/gpu-1', severity: 'warning', gpu: null, node: NODE },
    ]);
  });

  it('is told once, and not at all where a check tells it', () => {
    const problems = problemsOf((world) => {
      const hot = alert({ alertname: 'GpuHot', UUID: 'GPU-1' });
      world.firing = [hot, hot];
      put(world.gpus[1], ['values', 'DCGM_FI_DEV_GPU_TEMP'], 95);
    });
    expect(problems.map(({ kind }) => kind)).toEqual(['gpu-temperature']);
  });
});
