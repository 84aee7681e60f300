import type { Dashboard } from '@gpu-console/shared/dashboards';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClients } from '../cluster/clients.ts';
import type { Cluster as ConsoleCluster } from '../cluster/cluster.ts';
import { connect } from '../cluster/connect.ts';
import { readCluster } from '../config/environment.ts';
import { StoreConflict } from '../dashboards/dashboardStore.ts';
import { doctorReport } from '../doctor/runChecks.ts';
import { until } from '../testing/until.ts';
import type { Cluster } from './cluster.ts';
import { ControlPlane } from './controlPlane.ts';

const NAMESPACE = 'gpu-console';
/** Nothing listens there: what only Prometheus tells is unknown. */
const NO_PROMETHEUS = 'http://127.0.0.1:9';

let plane: ControlPlane;
let cluster: Cluster;
let console: ConsoleCluster;
const stopping = new AbortController();

beforeAll(async () => {
  plane = await ControlPlane.start();
  cluster = await plane.startApiServer();
  await cluster.create('/api/v1/namespaces', { metadata: { name: NAMESPACE } });
  const config = readCluster({
    KUBECONFIG: cluster.kubeconfig,
    PROMETHEUS_URL: NO_PROMETHEUS,
    ALLOW_WRITES: 'true',
    DASHBOARDS_NAMESPACE: NAMESPACE,
  });
  console = await connect(config, openClients(config), stopping.signal, { lookAgainMs: 20 });
});

afterAll(async () => {
  stopping.abort();
  await console.prometheus.close();
  await plane.stop();
});

describe('the doctor’s report', () => {
  const LABELS = {
    'nvidia.com/gpu.present': 'true',
    'feature.node.kubernetes.io/pci-10de.present': 'true',
    'nvidia.com/gpu.deploy.device-plugin': 'paused-for-driver-upgrade',
  };

  it('reads every kind that it needs, and finds what is wrong with the nodes', async () => {
    await cluster.create('/api/v1/nodes', { metadata: { name: 'gpu-node-a', labels: LABELS } });
    await cluster.create('/api/v1/nodes', {
      metadata: { name: 'gke-t4', labels: { 'cloud.google.com/gke-accelerator': 'nvidia-tesla-t4' } },
    });
    const notReady = { type: 'Ready', status: 'False', reason: 'KubeletNotReady', message: 'no network' };
    for (const name of ['gpu-node-a', 'gke-t4'])
      await cluster.patch(`/api/v1/nodes/${name}/status`, { status: { conditions: [notReady] } });
    console.follow();
    await until('the cluster was read', () => console.state.settled && console.state.nodes.size === 2);
    const { results } = doctorReport(await console.facts.get());
    const found = (check: string) =>
      results
        .filter((one) => one.check === check)
        .map(({ subject, verdict }) => `${verdict} ${subject.name}`);
    expect(found('kubernetes-readable')).toEqual(['pass ']);
    expect(found('prometheus-reachable')).toEqual(['fail ']);
    expect(found('node-ready').sort()).toEqual(['fail gke-t4', 'fail gpu-node-a']);
    expect(found('operator-installed')).toEqual(['fail ']);
    expect(found('gpu-allocatable')).toContain('fail gke-t4');
    // What the API server is asked for is known, if only that it is not there.
    const unread = results.filter(
      ({ verdict, reason }) => verdict === 'unknown' && /HTTP|forbidden|not found/i.test(reason ?? ''),
    );
    expect(unread).toEqual([]);
  });
});

describe('dashboards as objects', () => {
  const dashboard: Dashboard = {
    id: 'kept',
    title: 'Kept in the cluster',
    variables: [],
    panels: [
      {
        id: 'use',
        kind: 'timeseries',
        title: 'Use',
        unit: 'ratio',
        queries: [{ id: 'a', expr: 'DCGM_FI_DEV_GPU_UTIL / 100', legend: '' }],
        grid: { x: 0, y: 0, w: 12, h: 8 },
      },
    ],
  };
  const inCluster = async () =>
    await cluster.kubectl([
      'get',
      'configmaps',
      '--namespace',
      NAMESPACE,
      '--output=jsonpath={.items[*].data}',
    ]);

  it('are made, changed by one writer at a time, and deleted', async () => {
    const store = console.dashboards;
    const made = await store.put(dashboard, null);
    expect(await inCluster()).toContain('Kept in the cluster');
    const changed = await store.put({ ...dashboard, title: 'Changed' }, made.version);
    expect(changed.version).not.toBe(made.version);
    await expect(store.put({ ...dashboard, title: 'Too late' }, made.version)).rejects.toBeInstanceOf(
      StoreConflict,
    );
    expect(await inCluster()).toContain('Changed');
    expect((await store.list()).stored.map(({ dashboard: { id } }) => id)).toContain('kept');
    await expect(store.remove('kept', made.version)).rejects.toBeInstanceOf(StoreConflict);
    await store.remove('kept', changed.version);
    expect(await inCluster()).not.toContain('Changed');
  });

  it('say in the API server’s words what it refuses', async () => {
    // Without a controller it stays in its termination.
    await cluster.delete(`/api/v1/namespaces/${NAMESPACE}`);
    await expect(console.dashboards.put({ ...dashboard, id: 'refused' }, null)).rejects.toThrow(
      /being terminated/,
    );
  });
});
