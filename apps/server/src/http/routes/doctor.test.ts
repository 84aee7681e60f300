import { DoctorReport, OperatorReport } from '@gpu-console/shared/contract';
import { pathTo } from '@gpu-console/shared/endpoints';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Lab, TestConsole } from '../../testing/lab.ts';

let lab: Lab;
let shared: TestConsole;
beforeAll(async () => {
  lab = await Lab.start();
  shared = await (await TestConsole.start(lab)).follow();
});
afterAll(async () => {
  await shared.stop();
  await lab.stop();
});

const doctor = () => shared.read(DoctorReport, pathTo('doctor', { cluster: 'default' }));
const operator = () => shared.read(OperatorReport, pathTo('operator', { cluster: 'default' }));

describe('the checks', () => {
  it('find what is wrong in this cluster, worst first, with what to type', async () => {
    const { results, summary, checks } = await doctor();
    expect(results[0]).toMatchObject({ verdict: 'fail' });
    expect(results.find(({ check }) => check === 'xid')).toMatchObject({
      verdict: 'fail',
      variant: 'reboot',
      subject: { kind: 'gpu', name: 'GPU-worker-2-1', node: 'worker-2' },
      evidence: [{ field: 'DCGM_FI_DEV_XID_ERRORS', value: '79' }],
      commands: [
        expect.stringContaining('kubectl drain worker-2'),
        "ssh worker-2 'sudo reboot'",
        expect.any(String),
      ],
    });
    const counted = checks.reduce((sum, { fail }) => sum + fail, 0);
    expect(counted).toBe(summary.fail);
    expect(results.filter(({ verdict }) => verdict === 'fail')).toHaveLength(summary.fail);
  });

  it('ask a real Prometheus for its targets and its clock', async () => {
    const { results } = await doctor();
    expect(results.filter(({ check }) => check === 'clock-skew')).toMatchObject([{ verdict: 'pass' }]);
    const blockedBy = { check: 'metrics-service' };
    expect(results.filter(({ check }) => check === 'metrics-target')).toMatchObject([
      { variant: 'unlinked', params: { node: 'worker-1' }, blockedBy },
      { variant: 'unlinked', params: { node: 'worker-2' }, blockedBy },
    ]);
  });

  it('say unknown, with the API server’s words, where a kind is refused', async () => {
    const own = await lab.console();
    const message = 'services is forbidden: User "console" cannot list resource "services"';
    const allow = lab.kube.refuse('get', '/api/v1/namespaces/gpu-operator/services', {
      status: 403,
      message,
    });
    try {
      await own.follow();
      const { results } = await own.read(DoctorReport, pathTo('doctor', { cluster: 'default' }));
      expect(results.find(({ check }) => check === 'metrics-service')).toMatchObject({
        verdict: 'unknown',
        reason: message,
      });
      expect(results.find(({ id }) => id === 'kubernetes-readable/refused/Services')).toMatchObject({
        verdict: 'warn',
        params: { kind: 'Services', reason: message },
      });
    } finally {
      allow();
    }
  });

  it('are of use while Prometheus is away', async () => {
    const own = await (await lab.console()).follow();
    await lab.prometheus.pause();
    try {
      const { results } = await own.read(DoctorReport, pathTo('doctor', { cluster: 'default' }));
      expect(results.find(({ check }) => check === 'prometheus-reachable')).toMatchObject({
        verdict: 'fail',
      });
      expect(results.find(({ check }) => check === 'xid')).toMatchObject({ verdict: 'unknown' });
      expect(results.find(({ check }) => check === 'gpu-allocatable')).toMatchObject({ verdict: 'pass' });
    } finally {
      await lab.prometheus.resume();
    }
  });
});

describe('the operator’s page', () => {
  it('shows the exporters, which is all there is', async () => {
    const { installed, cells, metrics, nodes, operatorMetrics } = await operator();
    expect(installed).toBe('other');
    expect(operatorMetrics).toEqual([]);
    expect(nodes).toEqual(['worker-1', 'worker-2']);
    expect(cells).toMatchObject([
      { node: 'worker-1', component: 'dcgm-exporter', state: 'ready', role: null },
      { node: 'worker-2', component: 'dcgm-exporter', state: 'ready', role: null },
    ]);
    expect(metrics.broken).toBe('metrics-service');
    expect(metrics.newestSampleAt).toBeCloseTo(lab.lastScrape, -1);
  });
});
